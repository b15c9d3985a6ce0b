"""Reads of the tree: schools, groups, where somebody holds a capability."""

from django.db.models import QuerySet

from accounts.models import Organisation, User
from accounts.models.organisations import OrganisationQuerySet
from accounts.permissions import AnyUser, list_held_grants, organisations_where
from core.errors import NotFoundError
from curriculum.models import Subject


def list_organisations_where(user: AnyUser, capability: str) -> OrganisationQuerySet:
    """Organisations for which the person holds the capability, directly or from above."""
    return organisations_where(user, capability)


def access_organisation(user: AnyUser, public_id: str, capability: str) -> Organisation:
    """Fetch an organisation for which the person holds the capability, or raise NotFoundError."""
    found = organisations_where(user, capability).filter(public_id=public_id).first()
    if found is None:
        raise NotFoundError
    return found


def list_schools_of(user: AnyUser) -> list[Organisation]:
    """Schools in which the person holds a role today, first the one of the highest role."""
    schools: dict[int, Organisation] = {}
    for grant in list_held_grants(user):
        place: Organisation | None = grant.organisation
        if place is not None and place.kind == Organisation.Kind.SUBJECT_GROUP:
            place = place.parent
        if place is not None and place.kind == Organisation.Kind.SCHOOL:
            schools.setdefault(place.pk, place)
    return list(schools.values())


def find_school_of(user: AnyUser) -> Organisation | None:
    """Return the school in which the person works or learns, or None for officers and parents.

    A role in a subject group counts for its school. No query beyond the grants of the request.
    """
    schools = list_schools_of(user)
    return schools[0] if schools else None


def get_department() -> Organisation:
    """Return the root of the tree."""
    return Organisation.objects.get(kind=Organisation.Kind.DEPARTMENT)


def list_subject_groups(
    school: Organisation, subject: Subject | None = None
) -> QuerySet[Organisation]:
    """Subject groups of a school, with ``subject`` those that teach it."""
    groups = Organisation.objects.filter(
        parent=school, kind=Organisation.Kind.SUBJECT_GROUP, valid_to=None
    )
    return groups.filter(subjects=subject) if subject is not None else groups


def list_members(organisation: Organisation) -> QuerySet[User]:
    """People with a role in the organisation or below it, today or not."""
    return User.objects.filter(
        role_grants__organisation__path__startswith=organisation.path
    ).distinct()
