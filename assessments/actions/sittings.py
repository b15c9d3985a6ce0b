"""Writes to sittings: giving a test to a class, taking it back, giving it again."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import SchoolClass, User
from accounts.queries.classes import list_pupils
from assessments.models import Attempt, Schedule, Sitting, Test

from .attempts import attempt_fields, end_attempt_at, find_end, list_paper_ids


@transaction.atomic
def schedule_sitting(
    test: Test,
    *,
    school_class: SchoolClass,
    opens_at: datetime,
    closes_at: datetime,
    by: User,
    show: str = Sitting.Show.SCORE,
    schedule: Schedule | None = None,
    now: datetime,
    **terms: Any,
) -> Sitting:
    """Give a test to a class and prepare an attempt for each of its pupils.

    ``terms`` may be ``duration_minutes`` and ``grace_seconds``. A second call with the same test,
    class and opening changes the end and the rule of what is shown, gives it again when it was
    withdrawn, and prepares attempts of pupils who have come since.
    """
    sitting, created = Sitting.objects.get_or_create(
        test=test,
        school_class=school_class,
        opens_at=opens_at,
        defaults={
            "school_id": school_class.school_id,
            "school_year_id": school_class.school_year_id,
            "closes_at": closes_at,
            "show": show,
            "schedule": schedule,
            "created_by": by,
            "created_at": now,
            "duration_minutes": test.duration_minutes,
            **terms,
        },
    )
    if not created and (sitting.closes_at, sitting.show) != (closes_at, show):
        _reschedule(sitting, closes_at=closes_at, show=show)
    if sitting.withdrawn_at is not None:
        restore_sitting(sitting)
    prepare_attempts(sitting, now=now)
    return sitting


def _reschedule(sitting: Sitting, *, closes_at: datetime, show: str) -> None:
    sitting.closes_at, sitting.show = closes_at, show
    sitting.save(update_fields=["closes_at", "show"])
    waiting = sitting.attempts.filter(state=Attempt.State.PREPARED)
    waiting.update(**_end_fields(sitting))
    if sitting.duration_minutes is None:
        running = sitting.attempts.filter(state=Attempt.State.STARTED)
        running.update(**_end_fields(sitting))


def _end_fields(sitting: Sitting) -> dict[str, Any]:
    fields = attempt_fields(sitting)
    return {"closes_at": fields["closes_at"], "grace_until": fields["grace_until"]}


def prepare_attempts(sitting: Sitting, *, now: datetime) -> None:
    """Make the first attempt of each pupil; neighbours in the class list get different forms."""
    day = timezone.localdate(now)
    fields = attempt_fields(sitting)
    papers = list_paper_ids(sitting.test)
    pupils = list_pupils(sitting.school_class, day).values_list("pk", flat=True)
    Attempt.objects.bulk_create(
        [
            Attempt(
                sitting=sitting,
                learner_id=pupil_id,
                try_no=1,
                **{**fields, "paper_id": papers[number % len(papers)]},
            )
            for number, pupil_id in enumerate(pupils)
        ],
        ignore_conflicts=True,
        batch_size=500,
    )


@transaction.atomic
def withdraw_sitting(sitting: Sitting, *, now: datetime) -> None:
    """Take it back: nobody begins any more, running attempts end now. Safe to repeat.

    What pupils did is kept and scored; what their devices have not sent yet is still taken within
    the grace, with the mark of late answers.
    """
    if not Sitting.objects.filter(pk=sitting.pk, withdrawn_at=None).update(withdrawn_at=now):
        return
    sitting.withdrawn_at = now
    for attempt in _lock_running(sitting):
        end_attempt_at(attempt, min(attempt.closes_at, now))


@transaction.atomic
def restore_sitting(sitting: Sitting) -> None:
    """Give it again as it was; attempts that were handed in meanwhile stay so. Safe to repeat."""
    if not Sitting.objects.filter(pk=sitting.pk, withdrawn_at__isnull=False).update(
        withdrawn_at=None
    ):
        return
    sitting.withdrawn_at = None
    for attempt in _lock_running(sitting):
        end_attempt_at(attempt, find_end(attempt))


def _lock_running(sitting: Sitting) -> list[Attempt]:
    running = Attempt.objects.select_for_update(of=("self",)).select_related("sitting")
    return list(running.filter(sitting=sitting, state=Attempt.State.STARTED))
