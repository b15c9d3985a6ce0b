"""Answers to events of this app and of those below: statements and progress, nothing more."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from assessments.events import attempt_submitted
from assessments.models import Attempt
from content.queries.lessons import list_lesson_parts
from records.actions import record_statement
from records.verbs import ASSIGNED, COMPLETED, OPENED, USED

from .actions.assignments import list_resources
from .actions.progress import finish_check
from .events import assignment_given, lesson_finished, lesson_opened
from .models import Assignment, LearnerProgress


@receiver(assignment_given)
def record_giving(assignment: Assignment, now: datetime, **_: Any) -> None:
    """Record that the teacher gave the lesson, and used the resources in it."""
    where = _where(assignment)
    record_statement(
        actor=assignment.teacher,
        verb=ASSIGNED,
        object_type="lms.assignment",
        object_id=assignment.public_id,
        object_title=assignment.title,
        key=f"lms.assigned:{assignment.pk}",
        now=now,
        **where,
    )
    for resource in list_resources(list_lesson_parts(assignment.lesson, assignment.revision_id)):
        record_statement(
            actor=assignment.teacher,
            verb=USED,
            object_type="content.resource",
            object_id=resource.public_id,
            object_title=resource.code,
            key=f"lms.used:{assignment.pk}:{resource.pk}",
            now=now,
            **where,
        )


@receiver(lesson_opened)
def record_opening(progress: LearnerProgress, now: datetime, **_: Any) -> None:
    """Record that the learner opened the lesson."""
    _record(progress, OPENED, now)


@receiver(lesson_finished)
def record_finishing(progress: LearnerProgress, now: datetime, **_: Any) -> None:
    """Record that the learner finished the lesson."""
    _record(progress, COMPLETED, now)


@receiver(attempt_submitted)
def count_check(attempt: Attempt, **_: Any) -> None:
    """Count the check as a part that is done."""
    if attempt.submitted_at is not None:
        finish_check(attempt, now=attempt.submitted_at)


def _record(progress: LearnerProgress, verb: str, now: datetime) -> None:
    assignment = progress.assignment
    record_statement(
        actor=progress.learner,
        verb=verb,
        object_type="lms.assignment",
        object_id=assignment.public_id,
        object_title=assignment.title,
        key=f"lms.{verb}:{progress.pk}",
        now=now,
        **_where(assignment),
    )


def _where(assignment: Assignment) -> dict[str, Any]:
    return {
        "school_id": assignment.school_id,
        "class_id": assignment.school_class_id,
        "subject_id": assignment.subject_id,
    }
