"""What a writer of lessons may choose, told to the blocks, which lie below these reads."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.queries import audience_tokens
from assessments.models import Test
from content.blocks.scope import register_choices
from content.models import ResourceVersion
from content.models.resources import VersionState
from content.queries.grants import list_granted_ids
from media.models import StoredFile


def choosable_resources(user: Any) -> QuerySet[ResourceVersion]:
    """Approved versions that are open to the person, and any version of his own resources."""
    granted = list_granted_ids("content.resource", audience_tokens(user), now=timezone.now())
    return (
        ResourceVersion.objects.filter(
            Q(resource__owner_id=user.pk) & ~Q(state=VersionState.WITHDRAWN)
            | Q(state=VersionState.APPROVED, resource_id__in=granted)
        )
        .select_related("subject", "grade")
        .order_by("title", "-number")
    )


def choosable_files(user: Any) -> QuerySet[StoredFile]:
    """Return the person's own files that were checked, newest first."""
    return StoredFile.objects.usable().filter(owner_id=user.pk).order_by("-created_at", "-pk")


def choosable_images(user: Any) -> QuerySet[StoredFile]:
    """Return the person's own pictures, newest first."""
    return choosable_files(user).filter(kind=StoredFile.Kind.IMAGE)


def choosable_checks(user: Any) -> QuerySet[Test]:
    """Return the person's own tests, newest first."""
    return Test.objects.filter(owner_id=user.pk).order_by("-created_at", "-pk")


register_choices("resource", choosable_resources)
register_choices("file", choosable_files)
register_choices("image", choosable_images)
register_choices("check", choosable_checks)
