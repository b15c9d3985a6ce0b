"""Reads of what was given."""

from collections.abc import Iterable
from datetime import timedelta
from math import ceil
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts.models import Enrolment, SchoolClass, User
from content.models import Lesson
from core.errors import NotFoundError
from lms.models import Assignment
from lms.permissions import (
    assignments_followed_by,
    assignments_learnt_by,
    can_change,
    teachable_classes,
)

RELATED = ("lesson", "subject", "teacher", "school_class", "school")


def access_study(user: User, public_id: str) -> Assignment:
    """Fetch what was given to a class in which the person learns, or raise NotFoundError."""
    found = assignments_learnt_by(user).select_related(*RELATED).filter(public_id=public_id)
    return _one(found)


def access_followed(user: User, public_id: str) -> Assignment:
    """Fetch an assignment whose report the person may read, or raise NotFoundError."""
    found = assignments_followed_by(user).select_related(*RELATED).filter(public_id=public_id)
    return _one(found.distinct())


def access_given(user: User, public_id: str) -> Assignment:
    """Fetch an assignment that the person gave himself, or raise NotFoundError."""
    assignment = access_followed(user, public_id)
    if not can_change(user, assignment):
        raise NotFoundError
    return assignment


def access_taught_class(user: User, public_id: str) -> SchoolClass:
    """Fetch a class to which the person may give lessons, or raise NotFoundError."""
    found = teachable_classes(user).select_related("school", "grade", "school_year")
    school_class = found.filter(public_id=public_id).first()
    if school_class is None:
        raise NotFoundError
    return school_class


def list_given(teacher: User) -> QuerySet[Assignment]:
    """List what the person gave and has not withdrawn, the next due first, with its counts."""
    return with_counts(
        Assignment.objects.given().filter(teacher=teacher).select_related("subject", "school_class")
    ).order_by("due_at", "pk")


def list_given_lesson(lesson: Lesson, teacher: User) -> QuerySet[Assignment]:
    """List where the person gave this lesson, the next due first, with its counts."""
    return list_given(teacher).filter(lesson=lesson)


def list_given_to(school_class: SchoolClass) -> QuerySet[Assignment]:
    """List what was given to a class, the last due first, with its counts."""
    return with_counts(
        Assignment.objects.given()
        .filter(school_class=school_class)
        .select_related("subject", "teacher")
    ).order_by("-due_at", "-pk")


def with_counts(assignments: QuerySet[Assignment]) -> QuerySet[Assignment, Any]:
    """Count in the same query who opened and who finished."""
    return assignments.annotate(
        opened_count=Count("progress"),
        finished_count=Count("progress", filter=Q(progress__finished_at__isnull=False)),
    )


def with_sizes(assignments: Iterable[Assignment]) -> list[Assignment]:
    """Put the count of pupils beside each assignment; one query for all their classes."""
    rows = list(assignments)
    day = timezone.localdate()
    counted = (
        Enrolment.objects.valid_on(day)
        .filter(school_class_id__in={row.school_class_id for row in rows})
        .values_list("school_class_id")
        .annotate(count=Count("pk"))
    )
    sizes = dict(counted)
    for row in rows:
        row.pupil_count = sizes.get(row.school_class_id, 0)  # type: ignore[attr-defined]
    return rows


def get_due_initial(assignment: Assignment) -> dict[str, Any]:
    """Return the due time and its rules as the form asks for them."""
    due = timezone.localtime(assignment.due_at)
    late = assignment.late_until
    return {
        "due_on": due.date(),
        "due_time": due.time().replace(second=0, microsecond=0),
        # A part of a day counts whole, so that saving the form takes nothing away.
        "late_days": str(ceil((late - assignment.due_at) / timedelta(days=1))) if late else "0",
        "show_results": assignment.show_results,
    }


def _one(found: QuerySet[Assignment]) -> Assignment:
    assignment = found.first()
    if assignment is None:
        raise NotFoundError
    return assignment
