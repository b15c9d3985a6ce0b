"""How a learner's way through an assignment is written down; each act may come twice."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from accounts.models import User
from assessments.models import Attempt
from lms.errors import AssignmentClosedError
from lms.events import lesson_finished, lesson_opened
from lms.models import AssignedCheck, Assignment, LearnerProgress, PartProgress


@transaction.atomic
def open_part(
    assignment: Assignment, learner: User, *, number: int, now: datetime
) -> LearnerProgress:
    """Note that the learner looks at a part; the first time the lesson counts as opened."""
    progress, is_new = LearnerProgress.objects.get_or_create(
        assignment=assignment,
        learner=learner,
        defaults={"opened_at": now, "last_part": number, "updated_at": now},
    )
    if is_new:
        lesson_opened.send(sender=LearnerProgress, progress=progress, now=now)
    elif progress.last_part != number:
        progress.last_part, progress.updated_at = number, now
        progress.save(update_fields=["last_part", "updated_at"])
    return progress


@transaction.atomic
def finish_part(
    assignment: Assignment, learner: User, *, part_key: str, number: int, now: datetime
) -> LearnerProgress:
    """Note that a part is done; with the last one the lesson is finished.

    Raises AssignmentClosedError when work is not taken any more.
    """
    if not assignment.is_accepting_at(now):
        raise AssignmentClosedError
    following = min(number + 1, assignment.part_count)
    progress = open_part(assignment, learner, number=following, now=now)
    _count_part(progress, part_key, now=now)
    return progress


def _count_part(progress: LearnerProgress, part_key: str, *, now: datetime) -> None:
    _row, is_new = PartProgress.objects.get_or_create(
        progress=progress, part_key=part_key, defaults={"done_at": now}
    )
    if not is_new:
        return
    LearnerProgress.objects.filter(pk=progress.pk).update(
        done_count=F("done_count") + 1, updated_at=now
    )
    progress.refresh_from_db()
    if progress.done_count >= progress.assignment.part_count and progress.finished_at is None:
        progress.finished_at = now
        progress.save(update_fields=["finished_at"])
        lesson_finished.send(sender=LearnerProgress, progress=progress, now=now)


@transaction.atomic
def finish_check(attempt: Attempt, *, now: datetime) -> None:
    """Note that the check parts of this attempt's sitting are done."""
    checks = AssignedCheck.objects.select_related("assignment").filter(sitting=attempt.sitting_id)
    for check in checks:
        progress = open_part(check.assignment, attempt.learner, number=check.number, now=now)
        _count_part(progress, check.part_key, now=now)
