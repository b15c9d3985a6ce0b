"""Frames of exams: how ten points spread over forms and levels. Data that the department may change.

``{"key", "name", "source", "total": "10", "by_form": {form: text}, "by_level": {level: text},
"points": {form: text}, "counts": {form: int}, "minutes": int, "subjects": [code], "is_verified",
"from_year": "2026-2027"}``; an absent ``by_level`` or ``counts`` means that the frame says nothing
about it. ``is_verified`` is true once a person compared the figures with ``source``; keys of the
department's own frames begin with ``so-``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .shape import DEFAULT_POINTS, FORMS, LEVELS, write_mark

TEN = Decimal(10)
# How keys of the department's own frames begin.
OWN = "so-"


@dataclass(frozen=True)
class Frame:
    """One frame, read."""

    key: str
    name: str
    total: Decimal = TEN
    by_form: Mapping[str, Decimal] = field(default_factory=dict)
    by_level: Mapping[str, Decimal] = field(default_factory=dict)
    points: Mapping[str, Decimal] = field(default_factory=lambda: dict(DEFAULT_POINTS))
    counts: Mapping[str, int] = field(default_factory=dict)
    minutes: int | None = None
    subjects: tuple[str, ...] = ()
    source: str = ""
    is_verified: bool = False
    from_year: str = ""

    @property
    def is_own(self) -> bool:
        """Whether the department made it itself: those it may change."""
        return self.key.startswith(OWN)


def read_frame(stored: Mapping[str, Any]) -> Frame:
    """Read a frame of the rule set."""
    return Frame(
        key=stored["key"],
        name=stored["name"],
        total=Decimal(stored.get("total", "10")),
        by_form=_marks(stored.get("by_form", {}), FORMS),
        by_level=_marks(stored.get("by_level", {}), LEVELS),
        points={**DEFAULT_POINTS, **_marks(stored.get("points", {}), FORMS)},
        counts={form: int(count) for form, count in stored.get("counts", {}).items()},
        minutes=stored.get("minutes"),
        subjects=tuple(stored.get("subjects", [])),
        source=stored.get("source", ""),
        is_verified=bool(stored.get("is_verified")),
        from_year=stored.get("from_year", ""),
    )


def write_frame(frame: Frame) -> dict[str, Any]:
    """Write a frame as it is stored."""
    return {
        "key": frame.key,
        "name": frame.name,
        "source": frame.source,
        "total": write_mark(frame.total),
        "by_form": {form: write_mark(mark) for form, mark in frame.by_form.items()},
        "by_level": {level: write_mark(mark) for level, mark in frame.by_level.items()},
        "points": {form: write_mark(mark) for form, mark in frame.points.items()},
        "minutes": frame.minutes,
        "subjects": list(frame.subjects),
        "is_verified": frame.is_verified,
        "from_year": frame.from_year,
    }


def list_frames(rule: Mapping[str, Any], subject: str = "") -> list[Frame]:
    """Return the frames for a subject, its own first, then those for all subjects."""
    frames = [read_frame(each) for each in rule["frames"]]
    fitting = [each for each in frames if not each.subjects or subject in each.subjects]
    return sorted(fitting, key=lambda each: not each.subjects)


def default_frame(rule: Mapping[str, Any], subject: str = "") -> Frame:
    """Return what the department takes for this subject unless the teacher says otherwise."""
    wanted = rule.get("default_by_subject", {}).get(subject) or rule["default"]
    return next(each for each in list_frames(rule, subject) if each.key == wanted)


def find_frame(frames: Sequence[Frame], key: str) -> Frame | None:
    """Return the frame with this key, or None."""
    return next((each for each in frames if each.key == key), None)


def _marks(stored: Mapping[str, Any], names: Sequence[str]) -> dict[str, Decimal]:
    return {name: Decimal(str(stored[name])) for name in names if name in stored}
