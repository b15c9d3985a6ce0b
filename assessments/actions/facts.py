"""Writes to the learning record: each fact of an attempt once, whoever repeats the call."""

from datetime import datetime
from typing import Any

from assessments.models import Attempt
from records import verbs
from records.actions import record_statement


def record_start(attempt_id: int) -> None:
    """Record that the learner started."""
    attempt = _load(attempt_id)
    _record(attempt, verbs.STARTED, attempt.started_at, step="started")


def record_result(attempt_id: int) -> None:
    """Record that the learner handed in, and his answers as a whole with their result."""
    attempt = _load(attempt_id)
    result = {
        "score": {"raw": str(attempt.score), "max": str(attempt.max_score)},
        "completion": True,
    }
    _record(attempt, verbs.SUBMITTED, attempt.submitted_at, step="submitted")
    _record(attempt, verbs.ANSWERED, attempt.submitted_at, step="answered", result=result)


def _load(attempt_id: int) -> Attempt:
    return Attempt.objects.select_related("sitting__test", "learner").get(pk=attempt_id)


def _record(attempt: Attempt, verb: str, at: datetime | None, *, step: str, **more: Any) -> None:
    if at is None:
        return
    sitting = attempt.sitting
    record_statement(
        actor=attempt.learner,
        verb=verb,
        object_type="assessments.test",
        object_id=sitting.test.public_id,
        object_title=sitting.test.title,
        now=at,
        key=f"assessments.attempt:{attempt.public_id}:{step}",
        school_id=attempt.school_id,
        class_id=sitting.school_class_id,
        subject_id=sitting.test.subject_id,
        **more,
    )
