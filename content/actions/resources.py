"""Writes of resources by their owners: making, changing, submitting, withdrawing."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from accounts.models import Organisation, User
from content.errors import FileNotReadyError, ResourceIncompleteError, ResourceInReviewError
from content.events import resource_withdrawn
from content.models import CodeSeries, Resource, ResourceVersion
from content.models.resources import VersionState
from core.text import nfc
from curriculum.models import Grade, Outcome, Subject
from media.models import StoredFile
from review.actions import submit_for_review, withdraw_review
from review.models import Review
from review.queries import find_review
from search.actions import withdraw_document

from .publishing import close_to_readers

REQUIRED = ("title", "description", "kind", "subject", "grade", "licence", "source", "ai_label")


@dataclass(frozen=True)
class ResourceDetails:
    """What an author says of a version."""

    title: str
    kind: str
    subject: Subject
    grade: Grade
    licence: str
    source: str
    ai_label: str
    outcomes: Sequence[Outcome] = ()
    description: str = ""
    keywords: str = ""
    language: str = ResourceVersion.Language.VI
    ai_model: str = ""
    ai_checked_by: User | None = None
    file: StoredFile | None = None
    link: str = ""

    def columns(self) -> dict[str, Any]:
        """Return the values of the version's own columns, texts in composed form."""
        values = {name: getattr(self, name) for name in asdict(self) if name != "outcomes"}
        return {
            name: nfc(value) if isinstance(value, str) else value for name, value in values.items()
        }


@transaction.atomic
def create_resource(
    owner: User,
    school: Organisation,
    details: ResourceDetails,
    *,
    audience: str = Resource.Audience.SCHOOL,
    now: datetime,
) -> ResourceVersion:
    """Make a resource with its first draft; the code is given now and stays."""
    resource = Resource.objects.create(
        code=_draw_code(details.subject, details.grade),
        school=school,
        owner=owner,
        audience=audience,
        created_at=now,
        updated_at=now,
    )
    return _add_version(resource, details, number=1, author=owner, now=now)


@transaction.atomic
def save_version(
    resource: Resource,
    details: ResourceDetails,
    *,
    audience: str,
    by: User,
    now: datetime,
) -> ResourceVersion:
    """Change the draft, or start the next version where the last one was decided already.

    Readers keep seeing the approved version. Raises ResourceInReviewError while reviewers have it.
    """
    resource = _lock(resource)
    newest = resource.versions.order_by("-number")[0]
    if newest.state == VersionState.IN_REVIEW:
        raise ResourceInReviewError
    if newest.state == VersionState.DRAFT:
        ResourceVersion.objects.filter(pk=newest.pk).update(**details.columns())
        newest.outcomes.set(details.outcomes)
        newest.refresh_from_db()
    else:
        newest = _add_version(resource, details, number=newest.number + 1, author=by, now=now)
    resource.audience = audience
    resource.state = VersionState.DRAFT
    resource.updated_at = now
    resource.save(update_fields=["audience", "state", "updated_at"])
    return newest


@transaction.atomic
def hand_in(
    resource: Resource | None,
    details: ResourceDetails,
    *,
    school: Organisation,
    audience: str,
    by: User,
    now: datetime,
) -> ResourceVersion:
    """Save and submit in one go: when nobody can review it, nothing half-done stays."""
    if resource is None:
        version = create_resource(by, school, details, audience=audience, now=now)
    else:
        version = save_version(resource, details, audience=audience, by=by, now=now)
    submit_resource(version.resource, by=by, now=now)
    return version


@transaction.atomic
def submit_resource(resource: Resource, *, by: User, now: datetime) -> Review:
    """Hand the draft to its reviewers.

    Raises ResourceIncompleteError with the missing fields, FileNotReadyError while the file is
    being checked, ResourceInReviewError when it was handed in before.
    """
    resource = _lock(resource)
    version = resource.versions.select_related("subject", "file").order_by("-number")[0]
    if version.state != VersionState.DRAFT:
        raise ResourceInReviewError
    missing = list_missing(version)
    if missing:
        raise ResourceIncompleteError(missing)
    if version.file is not None and not version.file.is_ready:
        raise FileNotReadyError
    _set_state(resource, version, VersionState.IN_REVIEW, now=now, submitted_at=now)
    return submit_for_review(
        resource,
        kind=Review.Kind.RESOURCE,
        version=version.number,
        title=version.title,
        school=resource.school,
        curriculum_subject=version.subject,
        submitted_by=by,
        url=reverse("content:show_resource", args=[resource.public_id]),
        now=now,
    )


@transaction.atomic
def withdraw_resource(resource: Resource, *, by: User, now: datetime) -> None:
    """Take it back from its reviewers, or out of the bank; safe to repeat.

    Lessons keep the versions they were published with.
    """
    resource = _lock(resource)
    newest = resource.versions.order_by("-number")[0]
    if newest.state == VersionState.IN_REVIEW:
        review = find_review(resource, newest.number)
        if review is not None:
            withdraw_review(review, user=by, now=now)
        _set_state(resource, newest, VersionState.DRAFT, now=now)
        return
    if resource.approved_version_id is None:
        return
    approved, resource.approved_version = resource.approved_version, None
    _set_state(resource, approved, VersionState.WITHDRAWN, now=now)
    close_to_readers(resource)
    withdraw_document("content.resource", resource.pk)
    resource_withdrawn.send(sender=Resource, resource=resource)


def list_missing(version: ResourceVersion) -> list[str]:
    """Return the names of fields without which nobody reviews it."""
    missing = [name for name in REQUIRED if not getattr(version, name)]
    if not version.outcomes.exists():
        missing.append("outcomes")
    if version.file is None and not version.link:
        missing.append("file")
    if version.ai_label != ResourceVersion.AiLabel.NONE and version.ai_checked_by_id is None:
        missing.append("ai_is_checked")
    return missing


def _lock(resource: Resource) -> Resource:
    return Resource.objects.select_for_update().get(pk=resource.pk)


def _set_state(
    resource: Resource,
    version: ResourceVersion | None,
    state: VersionState,
    *,
    now: datetime,
    **columns: Any,
) -> None:
    if version is not None:
        ResourceVersion.objects.filter(pk=version.pk).update(state=state, **columns)
    resource.state = state
    resource.updated_at = now
    resource.save(update_fields=["state", "updated_at", "approved_version"])


def _add_version(
    resource: Resource, details: ResourceDetails, *, number: int, author: User, now: datetime
) -> ResourceVersion:
    version = ResourceVersion.objects.create(
        resource=resource, number=number, author=author, created_at=now, **details.columns()
    )
    version.outcomes.set(details.outcomes)
    return version


def _draw_code(subject: Subject, grade: Grade) -> str:
    """Return HP-<level><subject><grade>-<number>, each number once."""
    place = f"{grade.level.code}{subject.code.replace('-', '').upper()}{max(grade.number, 0):02d}"
    prefix = f"HP-{place}"
    CodeSeries.objects.get_or_create(prefix=prefix)
    series = CodeSeries.objects.select_for_update().get(prefix=prefix)
    series.last_number += 1
    series.save(update_fields=["last_number"])
    return f"{prefix}-{series.last_number:05d}"
