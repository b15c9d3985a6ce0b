"""Writes that follow a review: approval, return, and what the bank shows."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from content.events import resource_approved
from content.models import AccessGrant, Resource, ResourceVersion
from content.models.grants import AccessGrantQuerySet
from content.models.resources import VersionState
from content.queries.resources import get_version
from core.queries import get_rule
from search.actions import DocumentDraft, register_document

from .grants import grant

OWNER = "content.resource"


@transaction.atomic
def approve_version(resource_id: int, number: int, *, now: datetime) -> None:
    """Put a version that passed its review into the bank, in place of the one before.

    A second call changes nothing.
    """
    resource = Resource.objects.select_for_update().get(pk=resource_id)
    version = resource.versions.get(number=number)
    if version.state != VersionState.IN_REVIEW:
        return
    resource.versions.filter(state=VersionState.APPROVED).update(state=VersionState.REPLACED)
    version.state, version.approved_at = VersionState.APPROVED, now
    version.save(update_fields=["state", "approved_at"])
    resource.state, resource.approved_version, resource.updated_at = version.state, version, now
    resource.save(update_fields=["state", "approved_version", "updated_at"])
    open_to_readers(resource)
    register_resource(resource)
    resource_approved.send(sender=Resource, resource=resource, version=version)


@transaction.atomic
def return_version(resource_id: int, number: int, *, now: datetime) -> None:
    """Give a version back to its author; a second call changes nothing."""
    resource = Resource.objects.select_for_update().get(pk=resource_id)
    changed = resource.versions.filter(number=number, state=VersionState.IN_REVIEW).update(
        state=VersionState.RETURNED
    )
    if changed:
        resource.state, resource.updated_at = VersionState.RETURNED, now
        resource.save(update_fields=["state", "updated_at"])


def audience_token(resource: Resource) -> str:
    """Return the audience that an approved resource has under the sector's rule.

    ``content.sharing`` says whether the school's approval is enough for the whole sector.
    """
    is_shared = resource.audience == Resource.Audience.SECTOR
    if is_shared and get_rule("content.sharing")["sector_after"] == "school":
        return "sector"
    return f"school:{resource.school_id}"


@transaction.atomic
def open_to_readers(resource: Resource) -> None:
    """Let the resource's audience open it, and nobody that had it by an earlier audience."""
    token = audience_token(resource)
    _audience_grants(resource).exclude(token=token).delete()
    grant(resource, token)


@transaction.atomic
def close_to_readers(resource: Resource) -> None:
    """Take the bank's right away; classes and persons keep what they were given by name."""
    _audience_grants(resource).delete()


@transaction.atomic
def register_resource(resource: Resource) -> None:
    """Make the approved version findable."""
    if resource.approved_version_id is None:
        return
    version = get_version(resource.approved_version_id)
    register_document(_draft(resource, version))


def _audience_grants(resource: Resource) -> AccessGrantQuerySet:
    return AccessGrant.objects.on(OWNER).filter(object_id=resource.pk).impersonal()


def _draft(resource: Resource, version: ResourceVersion) -> DocumentDraft:
    outcomes = list(version.outcomes.select_related("parent"))
    words = [
        version.description,
        version.keywords,
        version.get_kind_display(),
        version.subject.name,
        version.grade.name,
        resource.owner.full_name,
        resource.school.short_name,
        resource.code,
        *(f"{outcome.code} {outcome.text}" for outcome in outcomes),
    ]
    return DocumentDraft(
        owner=OWNER,
        object_id=resource.pk,
        version=version.number,
        title=version.title,
        body="\n".join(word for word in words if word),
        url=reverse("content:show_resource", args=[resource.public_id]),
        audience={audience_token(resource)},
        facets={
            "kind": version.kind,
            "subject": version.subject.code,
            "grade": str(version.grade.number),
            "outcome": [(outcome.parent or outcome).code for outcome in outcomes],
            "licence": version.licence,
            "ai": version.ai_label,
        },
        sort={"newest": version.approved_at, "popular": resource.used_count},
    )
