"""Reads of people and of the roles they hold."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Organisation, RoleGrant, User
from accounts.permissions import AnyUser, manageable_people
from core.errors import NotFoundError
from core.text import fold


def access_person(user: AnyUser, public_id: str) -> User:
    """Fetch a person whose account and roles this person manages, or raise NotFoundError."""
    found = manageable_people(user).filter(public_id=public_id).first()
    if found is None:
        raise NotFoundError
    return found


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
