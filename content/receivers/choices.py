"""What a writer of lessons may choose, told to the blocks, which lie below these reads."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from assessments.models import Test
from content.blocks.scope import Finder, register_choices
from content.models import ResourceVersion
from content.models.resources import VersionState
from content.queries.grants import list_granted_ids
from content.queries.resources import reading_tokens
from core.text import fold
from media.models import StoredFile
from search.queries import search_documents

MOST_FOUND = 100


def choosable_resources(user: Any) -> QuerySet[ResourceVersion]:
    """Approved versions that are open to the person, and any version of his own resources."""
    granted = list_granted_ids("content.resource", reading_tokens(user), now=timezone.now())
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
    return Test.objects.filter(owner_id=user.pk, deleted_at=None).order_by("-created_at", "-pk")


def find_resources(
    rows: QuerySet[ResourceVersion], user: Any, words: str
) -> QuerySet[ResourceVersion]:
    """Ask the bank's own search, and add what is the person's own and not in the bank yet."""
    page = search_documents(
        words, owner="content.resource", tokens=reading_tokens(user), size=MOST_FOUND
    )
    found = {hit.object_id for hit in page.hits}
    own = find_by("title")(rows.filter(resource__owner_id=user.pk), user, words)
    return rows.filter(Q(resource_id__in=found) | Q(pk__in=own.values("pk")))


def find_by(field: str) -> Finder:
    """Make a finder that looks at one field of a person's own rows, which are few."""

    def find(rows: QuerySet[Any], _user: Any, words: str) -> QuerySet[Any]:
        wanted = fold(words).split()
        ids = [
            pk
            for pk, text in rows.values_list("pk", field)
            if all(word in fold(text) for word in wanted)
        ]
        return rows.filter(pk__in=ids)

    return find


register_choices("resource", choosable_resources, find_resources)
register_choices("file", choosable_files, find_by("name"))
register_choices("image", choosable_images, find_by("name"))
register_choices("check", choosable_checks, find_by("title"))
