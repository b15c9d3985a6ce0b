"""Writes to schedules: giving a test to classes, a grade or the sector, and taking it back."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actions.inbox import notify_all
from accounts.models import SchoolClass, User
from accounts.queries.classes import list_pupils
from assessments.errors import DecisionMissingError, NoClassError
from assessments.models import Schedule, Sitting, Test
from assessments.permissions import can_give_widely, can_schedule_for
from assessments.queries.schedules import list_classes_in_reach
from core.actions import enqueue
from core.errors import NotAllowedError
from core.wording import say_near_date

from .forms import make_forms
from .sittings import restore_sitting, schedule_sitting, withdraw_sitting

PERIODIC = frozenset({Test.Kind.MIDTERM, Test.Kind.FINAL})
_CODE_LETTERS = "ACDEFGHJKMNPQRTUVWXY34679"
_SITTING_TERMS = ("duration_minutes", "grace_seconds", "show")


def draw_code() -> str:
    """Draw an access code of six signs that nobody misreads on a board."""
    return "".join(secrets.choice(_CODE_LETTERS) for _ in range(6))


def complete_terms(terms: dict[str, Any], test: Test, has_code: bool) -> dict[str, Any]:  # noqa: FBT001  # a row of a form
    """Add what the maker does not type: the drawn code, and the school of a paper for its grade."""
    school = None if terms["reach"] == Schedule.Reach.SECTOR else test.school
    return {**terms, "access_code": draw_code() if has_code else "", "school": school}


@transaction.atomic
def give_test(
    test: Test,
    *,
    classes: Iterable[SchoolClass] = (),
    by: User,
    form_count: int = 1,
    now: datetime,
    **terms: Any,
) -> Schedule:
    """Give a test on terms (fields of Schedule): to classes now, to a grade or the sector by a job.

    A second click on the same form gives the same schedule. Raises NotAllowedError, NoClassError, and
    DecisionMissingError for a periodic test at home without the head's decision.
    """
    _refuse_giving(test, by, terms)
    # The maker's row serialises two clicks of one person.
    User.objects.select_for_update().get(pk=by.pk)
    schedule, _is_new = Schedule.objects.get_or_create(
        test=test,
        created_by=by,
        opens_at=terms["opens_at"],
        defaults={**terms, "created_at": now},
    )
    make_forms(test, form_count, now=now)
    if schedule.reach != Schedule.Reach.CLASSES:
        enqueue("assessments.spread_schedule", schedule.pk, owner_id=by.pk)
        return schedule
    chosen = list(classes)
    if not chosen:
        raise NoClassError
    if not all(can_schedule_for(by, school_class) for school_class in chosen):
        raise NotAllowedError
    for school_class in chosen:
        give_to_class(schedule, school_class, now=now)
    return schedule


def _refuse_giving(test: Test, by: User, terms: dict[str, Any]) -> None:
    is_home = terms.get("venue", Schedule.Venue.HOME) == Schedule.Venue.HOME
    if test.kind in PERIODIC and is_home and not terms.get("decision_number"):
        raise DecisionMissingError
    reach = terms.get("reach", Schedule.Reach.CLASSES)
    if reach != Schedule.Reach.CLASSES and not can_give_widely(by, reach):
        raise NotAllowedError


@transaction.atomic
def give_to_class(schedule: Schedule, school_class: SchoolClass, *, now: datetime) -> Sitting:
    """Make the sitting of one class and tell its pupils once; safe to repeat."""
    known = Sitting.objects.filter(schedule=schedule, school_class=school_class).exists()
    sitting = schedule_sitting(
        schedule.test,
        school_class=school_class,
        opens_at=schedule.opens_at,
        closes_at=schedule.closes_at,
        by=schedule.created_by,
        schedule=schedule,
        now=now,
        **{name: getattr(schedule, name) for name in _SITTING_TERMS},
    )
    if not known:
        text = _("“%(title)s” opens %(moment)s.") % {
            "title": schedule.test.title,
            "moment": say_near_date(schedule.opens_at),
        }
        address = reverse("assessments:start_attempt", args=[sitting.public_id])
        notify_all(list_pupils(school_class), text, address)
    return sitting


@transaction.atomic
def spread_schedule(schedule_id: int, *, now: datetime, after: int, most: int = 5) -> int | None:
    """Give the test to the next classes in its reach; return where to go on, None at the end."""
    schedule = Schedule.objects.select_related("test", "created_by").get(pk=schedule_id)
    classes = list_classes_in_reach(schedule).filter(pk__gt=after).order_by("pk")[:most]
    last = None
    for school_class in classes:
        give_to_class(schedule, school_class, now=now)
        last = school_class.pk
    return last


@transaction.atomic
def withdraw_schedule(schedule: Schedule, *, now: datetime) -> None:
    """Take the test back from all its classes; what pupils did stays. Safe to repeat."""
    for sitting in schedule.sittings.filter(withdrawn_at=None):
        withdraw_sitting(sitting, now=now)


@transaction.atomic
def restore_schedule(schedule: Schedule) -> None:
    """Give it again as it was. Safe to repeat."""
    for sitting in schedule.sittings.filter(withdrawn_at__isnull=False):
        restore_sitting(sitting)
