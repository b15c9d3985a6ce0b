"""What the study page shows: the parts of a pinned lesson, and which are done."""

from dataclasses import dataclass, field
from typing import Any

from accounts.models import User
from assessments.models import Attempt
from content.queries.lessons import LessonPart, list_lesson_parts
from core.errors import NotFoundError
from lms.models import AssignedCheck, Assignment, LearnerProgress, PartProgress


@dataclass
class Study:
    """One learner in one assignment."""

    assignment: Assignment
    parts: list[LessonPart]
    progress: LearnerProgress | None
    done_keys: set[str] = field(default_factory=set)

    @property
    def resume_number(self) -> int:
        """The part to go on with: the one seen last, or the first that is not done."""
        last = self.progress.last_part if self.progress else 1
        if 1 <= last <= len(self.parts) and self.parts[last - 1].key not in self.done_keys:
            return last
        return next((part.number for part in self.parts if part.key not in self.done_keys), 1)

    @property
    def is_finished(self) -> bool:
        """Whether everything is done."""
        return self.progress is not None and self.progress.finished_at is not None

    def states(self, number: int) -> list[str]:
        """Return the states of the bar, with this part open."""
        return [
            "done" if part.key in self.done_keys else "now" if part.number == number else ""
            for part in self.parts
        ]

    def get_part(self, number: int) -> LessonPart:
        """Return a part by its number, or raise NotFoundError."""
        if not 1 <= number <= len(self.parts):
            raise NotFoundError
        return self.parts[number - 1]


def read_study(assignment: Assignment, learner: User) -> Study:
    """Read the parts and the learner's progress; three queries and those of the blocks."""
    progress = LearnerProgress.objects.filter(assignment=assignment, learner=learner).first()
    done = (
        set(PartProgress.objects.filter(progress=progress).values_list("part_key", flat=True))
        if progress
        else set()
    )
    parts = list_lesson_parts(assignment.lesson, assignment.revision_id)
    return Study(assignment, parts, progress, done)


@dataclass
class CheckCard:
    """The check of a part, with the learner's own attempt."""

    check: AssignedCheck
    attempt: Any

    @property
    def is_handed_in(self) -> bool:
        """Whether the learner has handed it in."""
        return self.attempt is not None and self.attempt.is_handed_in

    @property
    def score(self) -> Any:
        """The mark on ten, where it may be shown."""
        shown = self.check.sitting.show != self.check.sitting.Show.NOTHING
        if self.attempt is None or not shown or self.attempt.score is None:
            return None
        return self.attempt.score * 10 / self.attempt.max_score if self.attempt.max_score else None


def find_check_card(assignment: Assignment, part: LessonPart, learner: User) -> CheckCard | None:
    """Return the check that was scheduled for a part, or None when there is none."""
    check = (
        AssignedCheck.objects.select_related("sitting__test__paper")
        .filter(assignment=assignment, part_key=part.key)
        .first()
    )
    if check is None:
        return None
    attempt = (
        Attempt.objects.filter(sitting=check.sitting_id, learner=learner)
        .order_by("-try_no")
        .first()
    )
    return CheckCard(check, attempt)
