"""Reads of the tree for those who build it."""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts.models import (
    Enrolment,
    Organisation,
    RoleGrant,
    SchoolClass,
    TeachingAssignment,
)
from accounts.permissions import (
    AnyUser,
    can_add_below,
    can_change_organisation,
    can_manage_class,
    organisations_where,
)
from core.errors import NotFoundError
from core.text import fold
from curriculum.models import SchoolYear
from curriculum.queries import find_school_year

from .classes import access_class

MANAGE = "people.manage"
T = TypeVar("T")


@dataclass(frozen=True)
class SchoolFacts:
    """How far a school is set up this school year."""

    year: SchoolYear | None
    groups: int
    classes: int
    staff: int
    pupils: int
    taught_classes: int


def find_top(user: AnyUser) -> Organisation | None:
    """Return the highest organisation whose people the person manages."""
    return organisations_where(user, MANAGE).order_by("path").first()


def access_managed(user: AnyUser, public_id: str) -> Organisation:
    """Fetch an organisation whose people the person manages, or raise NotFoundError."""
    found = organisations_where(user, MANAGE).select_related("parent")
    return _one(found.filter(public_id=public_id).first())


def access_changeable(user: AnyUser, public_id: str) -> Organisation:
    """Fetch an organisation that the person may change or close, or raise NotFoundError."""
    found = access_managed(user, public_id)
    if not can_change_organisation(user, found):
        raise NotFoundError
    return found


def access_parent(user: AnyUser, public_id: str, kind: str) -> Organisation:
    """Fetch an organisation under which the person may add this kind, or raise NotFoundError."""
    found = access_managed(user, public_id)
    if not can_add_below(user, found, kind):
        raise NotFoundError
    return found


def access_managed_class(user: AnyUser, public_id: str) -> SchoolClass:
    """Fetch a class that the person may change, or raise NotFoundError."""
    school_class = access_class(user, public_id)
    if not can_manage_class(user, school_class):
        raise NotFoundError
    return school_class


def list_below(
    organisation: Organisation, text: str = "", *, closed: bool = False
) -> QuerySet[Organisation, Any]:
    """List what stands directly under an organisation, by name; ``text`` needs no diacritics.

    ``schools`` counts the schools below each, open today. Closed ones only with ``closed``.
    """
    found = Organisation.objects.filter(parent=organisation)
    if not closed:
        found = found.filter(Q(valid_to=None) | Q(valid_to__gte=timezone.localdate()))
    if text:
        wanted = fold(text)
        names = found.values_list("pk", "name", "code")
        hits = [pk for pk, name, code in names if wanted in fold(f"{name} {code}")]
        found = found.filter(pk__in=hits[:500])
    return found.annotate(
        schools=Count("children", filter=Q(children__kind=Organisation.Kind.SCHOOL))
    ).order_by("kind", "sort_key", "pk")


def read_school_facts(school: Organisation) -> SchoolFacts:
    """Count what a school has today; five queries."""
    day = timezone.localdate()
    year = find_school_year()
    classes = SchoolClass.objects.filter(school=school, school_year=year)
    staff = RoleGrant.objects.valid_on(day).filter(organisation__path__startswith=school.path)
    taught = TeachingAssignment.objects.valid_on(day).filter(school_class__in=classes)
    return SchoolFacts(
        year=year,
        groups=list_below(school).count(),
        classes=classes.count(),
        staff=staff.exclude(role__code__in=["student", "parent"])
        .values("user_id")
        .distinct()
        .count(),
        pupils=Enrolment.objects.valid_on(day).filter(school_class__in=classes).count(),
        taught_classes=taught.values("school_class_id").distinct().count(),
    )


def list_school_classes(school: Organisation, year: SchoolYear | None) -> list[SchoolClass]:
    """List the classes of a school year with their pupils' count and homeroom teachers."""
    day = timezone.localdate()
    here = Q(enrolments__valid_from__lte=day) & (
        Q(enrolments__valid_to=None) | Q(enrolments__valid_to__gte=day)
    )
    rows: list[SchoolClass] = list(
        SchoolClass.objects.filter(school=school, school_year=year)
        .select_related("grade", "school_year")
        .annotate(pupil_count=Count("enrolments", filter=here, distinct=True))
        .order_by("sort_key", "pk")
    )
    homerooms: dict[int, str] = {}
    given = TeachingAssignment.objects.valid_on(day).filter(school_class__in=rows, is_homeroom=True)
    for row in given.select_related("teacher"):
        homerooms[row.school_class_id] = row.teacher.full_name
    for school_class in rows:
        school_class.homeroom = homerooms.get(school_class.pk, "")  # type: ignore[attr-defined]
    return rows


def access_teaching(user: AnyUser, class_id: str, teaching_id: int) -> TeachingAssignment:
    """Fetch a teacher's place in a class that the person may change, or raise NotFoundError."""
    school_class = access_managed_class(user, class_id)
    found = TeachingAssignment.objects.select_related("teacher", "subject", "school_class")
    return _one(found.filter(school_class=school_class, pk=teaching_id).first())


def access_enrolment(user: AnyUser, class_id: str, pupil_id: str) -> Enrolment:
    """Fetch the last place of a pupil in a class that the person may change, or NotFoundError."""
    school_class = access_managed_class(user, class_id)
    found = Enrolment.objects.select_related("pupil", "school_class__school")
    found = found.filter(school_class=school_class, pupil__public_id=pupil_id)
    return _one(found.order_by("-valid_from").first())


def list_class_teachings(school_class: SchoolClass) -> QuerySet[TeachingAssignment]:
    """Everybody who teaches, taught or will teach in the class, by subject."""
    return (
        TeachingAssignment.objects.filter(school_class=school_class)
        .select_related("teacher", "subject")
        .order_by("subject__position", "valid_from", "pk")
    )


def _one(found: T | None) -> T:
    if found is None:
        raise NotFoundError
    return found


def propose_code(parent: Organisation, kind: str) -> str:
    """Propose a code that is free: the parent's with the next number, as the sector counts."""
    count = Organisation.objects.filter(parent=parent, kind=kind).count()
    mark = {"division": "-P", "subject_group": "-T"}.get(kind, "")
    number = count + 1
    while True:
        code = f"{parent.code}{mark}{number}" if mark else f"{parent.code}{number:03d}"
        if not Organisation.objects.filter(code=code).exists():
            return code
        number += 1


def get_organisation_initial(own: Organisation) -> dict[str, Any]:
    """Return an organisation as its form asks for it."""
    return {
        "name": own.name,
        "short_name": own.short_name,
        "code": own.code,
        "valid_from": own.valid_from,
        "levels": list(own.levels.values_list("pk", flat=True)),
        "subjects": list(own.subjects.values_list("pk", flat=True)),
    }
