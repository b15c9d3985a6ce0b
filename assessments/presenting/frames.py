"""What the page of frames shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.matrix.frames import Frame
from assessments.matrix.shape import FORMS, LEVELS
from curriculum.models import Subject

from .matrices import say_mark


@dataclass(frozen=True)
class ShownFrame:
    """One frame in words."""

    frame: Frame
    by_form: str
    by_level: str
    points: str
    subjects: str


def present_frames(frames: Sequence[Frame]) -> list[ShownFrame]:
    """Put frames into words: weights as 3 / 2 / 2 / 3, subjects by name."""
    names = dict(Subject.objects.values_list("code", "short_name"))
    return [
        ShownFrame(
            frame,
            " / ".join(say_mark(frame.by_form[form]) for form in FORMS if form in frame.by_form),
            " / ".join(say_mark(frame.by_level[level]) for level in LEVELS if frame.by_level),
            " / ".join(say_mark(frame.points[form]) for form in FORMS),
            ", ".join(names.get(code, code) for code in frame.subjects),
        )
        for frame in frames
    ]
