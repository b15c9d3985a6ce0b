"""Writes of what people do with resources: opening, taking away, placing in a lesson."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Count, F
from django.utils import timezone

from accounts.models import User
from accounts.permissions import has_capability
from accounts.queries.organisations import find_school_of
from content.models import Resource, UsedIn
from records import verbs
from records.actions import record_statement
from search.actions import set_popularity

LABEL = "content.resource"


def record_opening(resource: Resource, user: User, *, now: datetime) -> None:
    """Record that the person opened it; once a day. Owners looking at their own do not count."""
    if resource.owner_id != user.pk:
        _record(verbs.OPENED, resource, user, now=now)


@transaction.atomic
def record_use(resource: Resource, user: User, *, now: datetime) -> None:
    """Record that a teacher used it for teaching; once a day. Others' use is an opening."""
    verb = verbs.USED if has_capability(user, "class.teach") else verbs.OPENED
    _record(verb, resource, user, now=now)


@transaction.atomic
def record_download(resource: Resource, user: User, *, now: datetime) -> None:
    """Record that the person took a copy along to teach with, and count it."""
    record_use(resource, user, now=now)
    Resource.objects.filter(pk=resource.pk).update(downloaded_count=F("downloaded_count") + 1)


@transaction.atomic
def count_opening(resource_id: int) -> None:
    """Add one to the openings that its card shows."""
    Resource.objects.filter(pk=resource_id).update(opened_count=F("opened_count") + 1)


@transaction.atomic
def record_placing(resource_ids: Iterable[int], user: User, *, now: datetime) -> None:
    """Record that a lesson with these resources was published, and count the lessons anew."""
    ids = sorted(set(resource_ids))
    uses = UsedIn.objects.filter(resource_id__in=ids).values("resource_id")
    counts = {row["resource_id"]: row["count"] for row in uses.annotate(count=Count("pk"))}
    for resource in Resource.objects.filter(pk__in=ids).select_related("approved_version"):
        count = counts.get(resource.pk, 0)
        if count > resource.used_count:
            record_use(resource, user, now=now)
        if count != resource.used_count:
            Resource.objects.filter(pk=resource.pk).update(used_count=count)
            set_popularity(LABEL, resource.pk, count)


def _record(verb: str, resource: Resource, user: User, *, now: datetime) -> None:
    school = find_school_of(user)
    version = resource.approved_version
    record_statement(
        actor=user,
        verb=verb,
        object_type=LABEL,
        object_id=resource.public_id,
        object_title=version.title if version else resource.code,
        school_id=school.pk if school else None,
        subject_id=version.subject_id if version else None,
        key=f"{verb}:{LABEL}:{resource.pk}:{user.pk}:{timezone.localdate(now)}",
        now=now,
    )
