"""Reads of what a person is: audience tokens, roles, unread messages."""

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Enrolment, InboxMessage, Role, TeachingAssignment, User
from accounts.permissions import AnyUser, list_held_grants


def audience_tokens(user: AnyUser) -> frozenset[str]:
    """Return the tokens by which rows name their readers; computed once a request.

    ``person:<id>``, ``class:<id>`` of classes taught or learnt in, ``school:<id>``, ``org:<id>`` of
    all organisations from the root down to each place of a role, ``role:<code>``, and ``sector`` for
    whoever holds any role in the department's tree. Anonymous people have none. Two queries.
    """
    if not user.is_authenticated:
        return frozenset()
    if user.known_tokens is None:
        user.known_tokens = frozenset(_tokens(user))
    return user.known_tokens


def _tokens(user: User) -> set[str]:
    tokens = {f"person:{user.pk}"}
    grants = list_held_grants(user)
    if grants:
        tokens.add("sector")
    for grant in grants:
        tokens.add(f"role:{grant.role.code}")
        tokens.update(f"org:{pk}" for pk in grant.organisation.ancestor_ids)
        place = grant.organisation
        if place.kind == place.Kind.SUBJECT_GROUP and place.parent is not None:
            place = place.parent
        if place.kind == place.Kind.SCHOOL:
            tokens.add(f"school:{place.pk}")
    day = timezone.localdate()
    learnt = Enrolment.objects.valid_on(day).filter(pupil=user).values_list("school_class_id")
    taught = (
        TeachingAssignment.objects.valid_on(day).filter(teacher=user).values_list("school_class_id")
    )
    tokens.update(f"class:{pk}" for (pk,) in learnt.union(taught))
    return tokens


def list_roles_of(user: AnyUser) -> list[Role]:
    """Roles that the person holds today, each once, in the order of the list of roles."""
    return list({grant.role_id: grant.role for grant in list_held_grants(user)}.values())


def list_inbox(user: User) -> QuerySet[InboxMessage]:
    """Messages to the person, newest first."""
    return InboxMessage.objects.filter(recipient=user).order_by("-created_at", "-pk")


def count_unread(user: AnyUser) -> int:
    """Count messages that the person has not read; once a request."""
    if not user.is_authenticated:
        return 0
    if user.unread_count is None:
        user.unread_count = InboxMessage.objects.filter(recipient=user, read_at=None).count()
    return user.unread_count
