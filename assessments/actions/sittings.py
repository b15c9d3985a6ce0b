"""Writes to sittings: giving a test to a class."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import SchoolClass, User
from accounts.queries.classes import list_pupils
from assessments.models import Attempt, Sitting, Test

from .attempts import attempt_fields


@transaction.atomic
def schedule_sitting(
    test: Test,
    *,
    school_class: SchoolClass,
    opens_at: datetime,
    closes_at: datetime,
    by: User,
    show: str = Sitting.Show.SCORE,
    now: datetime,
) -> Sitting:
    """Give a test to a class and prepare an attempt for each of its pupils.

    A second call with the same test, class and opening changes the end and the rule of what is
    shown, and prepares attempts of pupils who have come since.
    """
    sitting, created = Sitting.objects.get_or_create(
        test=test,
        school_class=school_class,
        opens_at=opens_at,
        defaults={
            "school_id": school_class.school_id,
            "school_year_id": school_class.school_year_id,
            "closes_at": closes_at,
            "duration_minutes": test.duration_minutes,
            "show": show,
            "created_by": by,
            "created_at": now,
        },
    )
    if not created and (sitting.closes_at, sitting.show) != (closes_at, show):
        _reschedule(sitting, closes_at=closes_at, show=show)
    _prepare_attempts(sitting, now=now)
    return sitting


def _reschedule(sitting: Sitting, *, closes_at: datetime, show: str) -> None:
    sitting.closes_at, sitting.show = closes_at, show
    sitting.save(update_fields=["closes_at", "show"])
    fields = attempt_fields(sitting)
    waiting = sitting.attempts.filter(state=Attempt.State.PREPARED)
    waiting.update(closes_at=fields["closes_at"], grace_until=fields["grace_until"])
    if sitting.duration_minutes is None:
        running = sitting.attempts.filter(state=Attempt.State.STARTED)
        running.update(closes_at=fields["closes_at"], grace_until=fields["grace_until"])


def _prepare_attempts(sitting: Sitting, *, now: datetime) -> None:
    day = timezone.localdate(now)
    fields = attempt_fields(sitting)
    Attempt.objects.bulk_create(
        [
            Attempt(sitting=sitting, learner_id=pupil_id, try_no=1, **fields)
            for pupil_id in list_pupils(sitting.school_class, day).values_list("pk", flat=True)
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
