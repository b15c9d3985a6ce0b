"""Reads of schedules and sittings: for those who give tests, who watch over them, and who take them."""

from datetime import datetime, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet

from accounts.models import SchoolClass, User
from accounts.permissions import AnyUser
from assessments.models import Attempt, Schedule, Sitting
from assessments.permissions import can_read_paper, schedules_visible_to, sittings_watched_by
from core.errors import NotFoundError


def list_schedules(user: AnyUser) -> QuerySet[Schedule]:
    """Schedules that the person made or whose classes are his, the newest first."""
    return (
        schedules_visible_to(user)
        .select_related("test__subject", "created_by")
        .annotate(sitting_count=Count("sittings", distinct=True))
    )


def access_schedule(user: AnyUser, public_id: str) -> Schedule:
    """Fetch a schedule that the person may see, or raise NotFoundError."""
    found = (
        schedules_visible_to(user)
        .filter(public_id=public_id)
        .select_related("test__paper", "test__subject", "created_by")
        .first()
    )
    if found is None:
        raise NotFoundError
    return found


def access_own_schedule(user: AnyUser, public_id: str) -> Schedule:
    """Fetch a schedule that the person made, or raise NotFoundError."""
    found = access_schedule(user, public_id)
    if found.created_by_id != user.pk:
        raise NotFoundError
    return found


def access_readable_schedule(user: AnyUser, public_id: str, *, now: datetime) -> Schedule:
    """Fetch a schedule whose paper and key the person may read now, or raise NotFoundError.

    Learners never: they see a schedule only through their own attempts.
    """
    found = access_schedule(user, public_id)
    if not can_read_paper(user, found, now=now):
        raise NotFoundError
    return found


def list_sittings(schedule: Schedule, user: AnyUser) -> QuerySet[Sitting]:
    """Sittings of a schedule that the person may watch, with counts of pupils in and done."""
    done = Q(attempts__state__in=["submitted", "marking", "scored"])
    return (
        sittings_watched_by(user)
        .filter(schedule=schedule)
        .select_related("school_class", "school")
        .annotate(
            pupil_count=Count("attempts__learner", distinct=True),
            running_count=Count("attempts", filter=Q(attempts__state="started"), distinct=True),
            done_count=Count("attempts__learner", filter=done, distinct=True),
        )
        .order_by("school__name", "school_class__name")
    )


def access_watched_sitting(user: AnyUser, public_id: str) -> Sitting:
    """Fetch a sitting that the person may watch over, or raise NotFoundError."""
    found = (
        sittings_watched_by(user)
        .filter(public_id=public_id)
        .select_related("test", "schedule", "school_class", "school")
        .first()
    )
    if found is None:
        raise NotFoundError
    return found


def get_attempt_of(sitting: Sitting, attempt_id: str) -> Attempt:
    """Return an attempt of the sitting by its public id, or raise NotFoundError."""
    found = sitting.attempts.filter(public_id=attempt_id).select_related("learner").first()
    if found is None:
        raise NotFoundError
    return found


def list_classes_in_reach(schedule: Schedule) -> QuerySet[SchoolClass]:
    """Classes of the test's grade, of the school or of the sector, in this school year."""
    day = schedule.opens_at.date()
    if schedule.test.grade_id is None:
        return SchoolClass.objects.none()
    classes = SchoolClass.objects.filter(
        grade_id=schedule.test.grade_id,
        school_year__starts_on__lte=day,
        school_year__ends_on__gte=day,
    )
    if schedule.school_id is not None:
        classes = classes.filter(school_id=schedule.school_id)
    return classes


def list_own_sittings(learner: User, *, now: datetime) -> list[tuple[Sitting, list[Attempt]]]:
    """Scheduled tests of a learner that are open or to come, or over since a week; his tries with them.

    Two statements.
    """
    tries = Prefetch(
        "attempts",
        queryset=Attempt.objects.filter(learner=learner).order_by("try_no"),
        to_attr="own_tries",
    )
    sittings = (
        Sitting.objects.filter(
            attempts__learner=learner,
            schedule__isnull=False,
            withdrawn_at=None,
            closes_at__gt=now - timedelta(days=7),
        )
        .distinct()
        .select_related("test__subject", "schedule")
        .prefetch_related(tries)
        .order_by("opens_at", "pk")
    )
    return [(sitting, vars(sitting)["own_tries"]) for sitting in sittings]
