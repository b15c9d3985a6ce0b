"""Reads of people and of the roles they hold."""

from django.db.models import Case, Prefetch, Q, QuerySet, When
from django.utils import timezone

from accounts.models import Organisation, Role, RoleGrant, User
from accounts.permissions import AnyUser, manageable_people, organisations_where
from core.errors import NotFoundError
from core.text import fold


def access_person(user: AnyUser, public_id: str, school: Organisation) -> User:
    """Fetch a person of the school whose account this person manages, or raise NotFoundError.

    The school has passed ``access_organisation``.
    """
    found = (
        manageable_people(user)
        .filter(
            public_id=public_id,
            role_grants__organisation__path__startswith=school.path,
        )
        .first()
    )
    if found is None:
        raise NotFoundError
    return found


def access_grant(user: AnyUser, person: User, grant_id: int) -> RoleGrant:
    """Fetch a role of a person at a place where this person manages people, or raise NotFoundError.

    The person has passed ``access_person``.
    """
    found = (
        RoleGrant.objects.filter(user=person, pk=grant_id)
        .filter(organisation__in=organisations_where(user, "people.manage"))
        .select_related("role", "organisation", "user")
        .first()
    )
    if found is None:
        raise NotFoundError
    return found


def list_people_at(user: AnyUser, school: Organisation) -> QuerySet[User]:
    """People of a school, without its pupils' families, whom this person manages.

    The school has passed ``access_organisation``. The roles of today come along as ``shown_grants``.
    """
    today = RoleGrant.objects.valid_on(timezone.localdate()).filter(
        organisation__path__startswith=school.path
    )
    return (
        manageable_people(user)
        .filter(role_grants__organisation__path__startswith=school.path)
        .prefetch_related(
            Prefetch(
                "role_grants",
                queryset=today.select_related("role", "organisation").order_by("role__position"),
                to_attr="shown_grants",
            )
        )
    )


def list_places_for_roles(user: AnyUser, school: Organisation) -> QuerySet[Organisation]:
    """Return the organisation and its own groups or divisions: roles of schools are given there."""
    parts = (Organisation.Kind.SUBJECT_GROUP, Organisation.Kind.DIVISION)
    return organisations_where(user, "people.manage").filter(
        Q(pk=school.pk) | Q(parent=school, kind__in=parts), valid_to=None
    )


def list_givable_roles(places: QuerySet[Organisation]) -> list[Role]:
    """Roles that are made for at least one of these places."""
    kinds = set(places.values_list("kind", flat=True))
    return [role for role in Role.objects.all() if kinds & set(role.kinds)]


def list_people_with_role(code: str, organisation: Organisation) -> QuerySet[User]:
    """People who hold the role today for exactly this organisation, stand-ins included."""
    held = RoleGrant.objects.valid_on(timezone.localdate()).filter(
        role__code=code, organisation=organisation
    )
    return User.objects.filter(pk__in=held.values("user_id"), is_active=True).order_by(
        "sort_key", "pk"
    )


def list_role_grants(user: User) -> QuerySet[RoleGrant]:
    """Every role that the person holds, held or will hold, newest first."""
    return (
        RoleGrant.objects.filter(user=user)
        .select_related("role", "organisation", "school_year", "standing_in_for", "granted_by")
        .order_by("-valid_from", "role__position")
    )


def search_people(
    people: QuerySet[User], text: str = "", *, role: str = "", school: Organisation | None = None
) -> QuerySet[User]:
    """Narrow a list of people by name without diacritics, username or code, by role and school."""
    words = fold(text).split()
    for word in words:
        people = people.filter(
            Q(name_fold__contains=word)
            | Q(username__startswith=word)
            | Q(sector_code__startswith=word)
        )
    if role or school is not None:
        held = RoleGrant.objects.valid_on(timezone.localdate())
        held = held.filter(role__code=role) if role else held
        if school is not None:
            held = held.filter(organisation__path__startswith=school.path)
        people = people.filter(pk__in=held.values("user_id"))
    return people.order_by("sort_key", "pk")


def list_places_of_people(user: AnyUser, text: str = "") -> QuerySet[Organisation]:
    """Return schools, wards, divisions and the department, the highest first, by name or code."""
    groups = Organisation.Kind.SUBJECT_GROUP
    found = organisations_where(user, "people.manage").exclude(kind=groups)
    if text.strip():
        wanted = fold(text.strip())
        names = found.values_list("pk", "name", "code")
        hits = [pk for pk, name, code in names if wanted in fold(f"{name} {code}")]
        found = found.filter(pk__in=hits[:500])
    rank = Case(
        When(kind=Organisation.Kind.DEPARTMENT, then=0),
        When(kind=Organisation.Kind.DIVISION, then=1),
        When(kind=Organisation.Kind.WARD, then=2),
        default=3,
    )
    return found.order_by(rank, "sort_key", "pk")


def is_pupil(person: User) -> bool:
    """Say whether the person is or was a pupil."""
    return RoleGrant.objects.filter(user=person, role__code="student").exists()
