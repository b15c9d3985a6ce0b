"""Classes with what a page shows beside them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts import queries as people
from accounts.models import SchoolClass, TeachingAssignment, User
from accounts.permissions import visible_classes
from core.errors import NotFoundError
from lms.permissions import teachable_classes


@dataclass
class ClassWithTeachers:
    """A class as its pupil sees it."""

    school_class: SchoolClass
    teachings: list[TeachingAssignment] = field(default_factory=list)


def read_own_classes(classes: QuerySet[SchoolClass]) -> list[ClassWithTeachers]:
    """Read who teaches what in these classes; two queries."""
    found = {row.pk: ClassWithTeachers(row) for row in classes}
    teachings = (
        TeachingAssignment.objects.valid_on(timezone.localdate())
        .filter(school_class_id__in=found)
        .select_related("teacher", "subject")
        .order_by("-is_homeroom", "subject__position")
    )
    for teaching in teachings:
        found[teaching.school_class_id].teachings.append(teaching)
    return list(found.values())


def list_taught_classes(teacher: User, *, now: datetime) -> QuerySet[SchoolClass, Any]:
    """List the classes that the person teaches, with the count of their pupils."""
    day = timezone.localdate(now)
    here = Q(enrolments__valid_from__lte=day) & (
        Q(enrolments__valid_to=None) | Q(enrolments__valid_to__gte=day)
    )
    return (
        teachable_classes(teacher)
        .select_related("school", "grade", "school_year")
        .annotate(pupil_count=Count("enrolments", filter=here, distinct=True))
        .order_by("sort_key")
    )


def access_followed_class(user: User, public_id: str) -> SchoolClass:
    """Fetch a class whose work the person may follow, or raise NotFoundError."""
    found = visible_classes(user).select_related("school", "grade", "school_year")
    school_class = found.filter(public_id=public_id).first()
    if school_class is None:
        raise NotFoundError
    return school_class


def access_learnt_class(pupil: User, public_id: str) -> SchoolClass:
    """Fetch a class in which the person learns today, or raise NotFoundError."""
    school_class = people.list_classes_learnt_by(pupil).filter(public_id=public_id).first()
    if school_class is None:
        raise NotFoundError
    return school_class
