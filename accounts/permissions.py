"""What people may do: the list of capabilities, who holds them where, and who sees whom.

A capability is held through a role that was given for an organisation and a time. It holds for that
organisation and for everything below it. Reads of other apps' rows are theirs; they ask here only.
"""

from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from .models import Guardianship, Organisation, RoleGrant, SchoolClass, User
from .models.organisations import CHILD_KINDS, OrganisationQuerySet

CAPABILITIES: Final[dict[str, str]] = {
    "class.teach": "Teach classes: give work, follow it, see the pupils of one's own classes.",
    "class.learn": "Learn in a class: see and do the work that was given.",
    "child.follow": "Follow the work of one's own child.",
    "exam.proctor": "Watch over a sitting.",
    "resource.create": "Make resources and hand them in for review.",
    "question.create": "Make questions and tests.",
    "lesson.create": "Make lessons in the editor.",
    "review.group": "Review what one's subject group made.",
    "review.school": "Approve what the school made.",
    "review.sector": "Review what is offered to the whole sector.",
    "organisations.manage": "Add and change wards and schools, open school years.",
    "people.manage": "Add people, classes and groups of a school, give and end roles.",
    "pupil_password.reset": "Give a pupil a new password and print account slips.",
    "report.class": "See the results of any class of the school, with names.",
    "report.school": "See figures of the school.",
    "report.sector": "See figures of all schools below a department, division or ward.",
    "exam_frame.manage": "Set the department's frames of exams.",
    "indicator.freeze": "Close a month, so that its figures go to the sector database.",
    "jobs.view": "See background work and repeat what failed.",
    "roles.grant": "Give any role in any organisation below one's own.",
    "portal.edit": "Edit the portal's pages: news and help.",
    "audit.view": "See who viewed or changed other people's data.",
    "privacy.manage": "See what is held of a person, hand it out, keep requests about it.",
}

AnyUser = User | AnonymousUser

_LESSON: Final = frozenset(
    {
        "wagtailadmin.access_admin",
        *(f"content.{act}_lesson" for act in ("add", "change", "delete", "view", "publish")),
    }
)
# What Wagtail asks for by ``has_perm``, and the capability that answers it. Which lesson of which
# school a person may open is decided by the policies and views of ``content``.
EDITOR_PERMISSIONS: Final[dict[str, frozenset[str]]] = {
    "lesson.create": _LESSON,
    "portal.edit": frozenset({"wagtailadmin.access_admin"}),
}


def list_held_grants(user: AnyUser) -> list[RoleGrant]:
    """Grants that hold today, read once a request and kept on the user object.

    Roles, organisations and their parents are loaded with them, so nothing below asks again.
    """
    if not user.is_authenticated or not user.is_active:
        return []
    if user.held_grants is None:
        user.held_grants = list(
            RoleGrant.objects.valid_on(timezone.localdate())
            .filter(user=user)
            .select_related("role", "organisation__parent")
            .order_by("role__position", "pk")
        )
    return user.held_grants


def forget_held_grants(user: User) -> None:
    """Read the grants again next time, after one was given or ended."""
    user.held_grants = user.known_tokens = None


def list_held_paths(user: AnyUser, capability: str) -> list[str]:
    """Paths of the organisations for which the person holds the capability."""
    return sorted(
        {
            grant.organisation.path
            for grant in list_held_grants(user)
            if capability in grant.role.capabilities
        }
    )


def has_capability(
    user: AnyUser, capability: str, organisation: Organisation | None = None
) -> bool:
    """Say whether the person holds it anywhere, or for this organisation or one above it."""
    if capability not in CAPABILITIES:
        message = f"{capability!r} is not a capability of accounts/permissions.py."
        raise ValueError(message)
    paths = list_held_paths(user, capability)
    if organisation is None:
        return bool(paths)
    return any(organisation.path.startswith(path) for path in paths)


def has_role(user: AnyUser, code: str, organisation: Organisation | None = None) -> bool:
    """Say whether the person holds the role anywhere, or for exactly this organisation."""
    return any(
        grant.role.code == code
        and (organisation is None or grant.organisation_id == organisation.pk)
        for grant in list_held_grants(user)
    )


def has_staff_role(user: AnyUser) -> bool:
    """Say whether the person is anything else than a pupil or a parent."""
    return any(grant.role.code not in {"student", "parent"} for grant in list_held_grants(user))


def editor_permissions(user: AnyUser) -> frozenset[str]:
    """Return the names of Django permissions that the person's roles carry, for Wagtail."""
    granted: frozenset[str] = frozenset()
    for capability, names in EDITOR_PERMISSIONS.items():
        if has_capability(user, capability):
            granted |= names
    return granted


def organisations_where(user: AnyUser, capability: str) -> OrganisationQuerySet:
    """Twin of ``has_capability``: the organisations for which it would say yes."""
    paths = list_held_paths(user, capability)
    if not paths:
        return Organisation.objects.none()
    below = Q()
    for path in paths:
        below |= Q(path__startswith=path)
    return Organisation.objects.filter(below)


def can_change_organisation(user: AnyUser, organisation: Organisation) -> bool:
    """Say whether the person may change or close it: groups are the school's, the rest is not."""
    return has_capability(user, _structure_right(organisation.kind), organisation)


def can_add_below(user: AnyUser, parent: Organisation, kind: str) -> bool:
    """Say whether the person may add an organisation of this kind under that one."""
    allowed = kind in CHILD_KINDS.get(parent.kind, ())
    return allowed and has_capability(user, _structure_right(kind), parent)


def _structure_right(kind: str) -> str:
    is_group = kind == Organisation.Kind.SUBJECT_GROUP
    return "people.manage" if is_group else "organisations.manage"


def can_manage_class(user: AnyUser, school_class: SchoolClass) -> bool:
    """Say whether the person may change the class, its pupils and its teachers."""
    return has_capability(user, "people.manage", school_class.school)


def can_see_class(user: AnyUser, school_class: SchoolClass) -> bool:
    """Say whether the person teaches the class or answers for its school."""
    return visible_classes(user).filter(pk=school_class.pk).exists()


def visible_classes(user: AnyUser) -> QuerySet[SchoolClass]:
    """Twin of ``can_see_class``: classes one teaches, and those of schools one answers for.

    A teacher of an earlier year keeps nothing: assignments end.
    """
    if not user.is_authenticated or not user.is_active:
        return SchoolClass.objects.none()
    mine = Q(pk__in=taught_class_ids(user))
    for capability in ("report.class", "people.manage"):
        for path in list_held_paths(user, capability):
            mine |= Q(school__path__startswith=path)
    return SchoolClass.objects.filter(mine)


def taught_class_ids(user: AnyUser) -> QuerySet[SchoolClass, int]:
    """Ids of classes that the person teaches today, as homeroom teacher or in a subject."""
    if not user.is_authenticated:
        return SchoolClass.objects.none().values_list("pk", flat=True)
    day = timezone.localdate()
    return SchoolClass.objects.filter(
        Q(teachings__valid_to=None) | Q(teachings__valid_to__gte=day),
        teachings__teacher=user,
        teachings__valid_from__lte=day,
    ).values_list("pk", flat=True)


def can_follow_child(user: AnyUser, pupil: User) -> bool:
    """Say whether the person is a parent or guardian of this pupil today."""
    return children_of(user).filter(pk=pupil.pk).exists()


def children_of(user: AnyUser) -> QuerySet[User]:
    """Twin of ``can_follow_child``: the pupils of whom the person is a guardian today.

    Without the role of a parent a guardianship gives nothing, and the role nothing without it.
    """
    if not user.is_authenticated or not has_capability(user, "child.follow"):
        return User.objects.none()
    held = Guardianship.objects.valid_on(timezone.localdate()).filter(guardian=user)
    return User.objects.filter(pk__in=held.values("pupil_id"), is_active=True)


def can_reset_password(user: AnyUser, school_class: SchoolClass) -> bool:
    """Say whether the person may give pupils of this class new passwords.

    Whoever manages the school's people may; a teacher needs the capability and the class.
    """
    if has_capability(user, "people.manage", school_class.school):
        return True
    return (
        user.is_authenticated
        and has_capability(user, "pupil_password.reset", school_class.school)
        and (
            has_role(user, "it_contact", school_class.school)
            or school_class.pk in set(taught_class_ids(user))
        )
    )


def can_manage_person(user: AnyUser, other: User) -> bool:
    """Say whether the person may change the other's account and roles."""
    return manageable_people(user).filter(pk=other.pk).exists()


def manageable_people(user: AnyUser) -> QuerySet[User]:
    """Twin of ``can_manage_person``: people who have or had a role where one manages people.

    People with a role above one's own organisations are never among them: a school's administrator
    does not lock an officer of the department who once taught there.
    """
    paths = list_held_paths(user, "people.manage")
    if not paths:
        return User.objects.none()
    inside, outside = Q(), Q()
    for path in paths:
        inside |= Q(role_grants__organisation__path__startswith=path)
        outside |= Q(organisation__path__startswith=path)
    elsewhere = (
        RoleGrant.objects.valid_on(timezone.localdate())
        .exclude(outside)
        .exclude(user_id=user.pk or 0)
    )
    return (
        User.objects.filter(inside)
        .exclude(is_superuser=True)
        .exclude(pk__in=elsewhere.values("user_id"))
        .distinct()
    )
