"""Reads of resources: who may open which, and what their pages show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries.rights import audience_tokens
from content.models import Resource, ResourceVersion, UsedIn
from content.models.resources import VersionState
from content.permissions.resources import PERSONAL, can_edit_resource, can_read_bank
from core.errors import NotFoundError
from curriculum.models import Outcome
from review.models import Review
from review.queries import get_role_names

from .grants import list_granted_ids

LABEL = "content.resource"
OWN_PAGE_SIZE = 20


def _with_all(resources: QuerySet[Resource]) -> QuerySet[Resource]:
    return resources.select_related(
        "school",
        "owner",
        "approved_version__subject",
        "approved_version__grade",
        "approved_version__file",
    ).prefetch_related(Prefetch("approved_version__outcomes", Outcome.objects.order_by("position")))


def reading_tokens(user: User) -> frozenset[str]:
    """Tokens by which the person reads resources: all of a teacher's, the personal ones of others."""
    tokens = audience_tokens(user)
    if can_read_bank(user):
        return tokens
    return frozenset(token for token in tokens if token.startswith(PERSONAL))


def access_resource(user: User, public_id: str) -> Resource:
    """Fetch a resource that the person owns or that was opened to him, or raise NotFoundError."""
    resource = _with_all(Resource.objects.filter(public_id=public_id)).first()
    if resource is None:
        raise NotFoundError
    if can_edit_resource(user, resource):
        return resource
    tokens = reading_tokens(user)
    granted = list_granted_ids(LABEL, tokens, now=timezone.now()).filter(object_id=resource.pk)
    if resource.approved_version_id is None or not granted.exists():
        raise NotFoundError
    return resource


def access_own_resource(user: User, public_id: str) -> Resource:
    """Fetch a resource that the person may change, or raise NotFoundError."""
    resource = access_resource(user, public_id)
    if not can_edit_resource(user, resource):
        raise NotFoundError
    return resource


def list_approved_resources(user: User) -> QuerySet[Resource]:
    """Resources of the bank that are open to the person, newest first."""
    granted = list_granted_ids(LABEL, reading_tokens(user), now=timezone.now())
    resources = Resource.objects.exclude(approved_version=None).filter(pk__in=granted)
    return _with_all(resources).order_by("-approved_version__approved_at", "-pk")


def list_own_resources(user: User) -> QuerySet[Resource]:
    """Return the person's resources, last changed first, with their newest versions prefetched."""
    newest = ResourceVersion.objects.select_related("subject", "grade", "file").order_by("-number")
    return (
        Resource.objects.filter(owner=user)
        .select_related("approved_version")
        .prefetch_related(Prefetch("versions", newest, to_attr="newest_versions"))
        .order_by("-updated_at", "-pk")
    )


def get_cards(resource_ids: Iterable[int]) -> dict[int, Resource]:
    """Return resources with what their cards show, by number; two queries for any number."""
    shown = Resource.objects.exclude(approved_version=None)
    return _with_all(shown).in_bulk(list(resource_ids))


def list_versions(resource: Resource) -> QuerySet[ResourceVersion]:
    """List all versions, newest first."""
    return (
        resource.versions.select_related("subject", "grade", "file", "author", "ai_checked_by")
        .prefetch_related("outcomes")
        .order_by("-number")
    )


def get_newest_version(resource: Resource) -> ResourceVersion:
    """Return the version that its owner works on, or the last one that was decided."""
    return list_versions(resource)[0]


def get_version(version_id: int) -> ResourceVersion:
    """Return a version with what a page shows of it."""
    versions = ResourceVersion.objects.select_related(
        "resource__owner", "resource__school", "subject", "grade", "file", "ai_checked_by"
    )
    return versions.prefetch_related("outcomes").get(pk=version_id)


def find_version(resource_id: int, number: int) -> ResourceVersion | None:
    """Return a version by its number, or None."""
    return (
        ResourceVersion.objects.select_related(
            "resource__owner", "resource__school", "subject", "grade", "file", "ai_checked_by"
        )
        .prefetch_related("outcomes")
        .filter(resource_id=resource_id, number=number)
        .first()
    )


def list_uses(resource: Resource, user: User) -> QuerySet[UsedIn]:
    """List where it stands, newest first: titles of the reader's own school and his own only.

    Lessons of other schools count, but their titles are their writers' business.
    """
    schools = [
        int(token.partition(":")[2])
        for token in audience_tokens(user)
        if token.startswith("school:")
    ]
    return resource.uses.filter(school_id__in=schools).select_related("author").order_by("-used_at")


def choose_version(resource: Resource, *, is_owner: bool) -> ResourceVersion:
    """Return the version to show: the newest for its owner, the approved one for readers.

    After a withdrawal the head of the school still sees what was withdrawn.
    """
    if is_owner or resource.approved_version_id is None:
        return get_newest_version(resource)
    return get_version(resource.approved_version_id)


def count_states(user: User) -> list[tuple[str, str, int]]:
    """Count the person's resources by state: value, name, count; states without any are left out."""
    rows = Resource.objects.filter(owner=user).values("state").annotate(count=Count("pk"))
    counts = {row["state"]: row["count"] for row in rows.order_by()}
    return [
        (str(state.value), str(state.label), counts[state.value])
        for state in VersionState
        if state.value in counts
    ]


def paginate(resources: QuerySet[Resource], number: str) -> Page[Resource]:
    """Return one page of a list; odd numbers give the nearest page."""
    return Paginator(resources, OWN_PAGE_SIZE).get_page(number)


@dataclass(frozen=True)
class ShownStep:
    """One line of how the review went, for the page of the resource."""

    title: str
    who: str
    at: datetime | None
    mark: str


def list_shown_steps(review: Review | None) -> list[ShownStep]:
    """List the steps of a review with the names of their roles; two queries."""
    if review is None:
        return []
    roles = get_role_names()
    marks = {"passed": "pass", "returned": "back", "waiting": "now", "coming": ""}
    shown = [
        ShownStep(
            _("Handed in by its author"), review.submitted_by.full_name, review.submitted_at, ""
        )
    ]
    for step in review.steps.select_related("decided_by", "organisation"):
        who = step.decided_by.full_name if step.decided_by else step.organisation.short_name
        title = str(roles.get(step.role, step.role))
        shown.append(ShownStep(title, who, step.decided_at, marks[step.state]))
    return shown
