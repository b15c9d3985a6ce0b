"""Where a file stands: whether anything that others may see shows it."""

import json
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision

from content.models import Lesson, ResourceVersion
from content.models.resources import VersionState
from media.models import StoredFile


def is_file_shown(file: StoredFile) -> bool:
    """Say whether a resource or a lesson of its owner, pinned versions included, holds the file."""
    versions = ResourceVersion.objects.filter(file=file).exclude(state=VersionState.WITHDRAWN)
    return versions.exists() or any(
        _holds(block, file.pk) for block in _list_blocks_of(file.owner_id)
    )


def _list_blocks_of(owner_id: int) -> Iterator[dict[str, Any]]:
    """Read the blocks of every kept revision of the person's lessons."""
    lessons = Lesson.objects.kept().filter(owner_id=owner_id)
    for lesson in lessons.only("body"):
        yield from lesson.body.raw_data
    keys = [str(pk) for pk in lessons.values_list("pk", flat=True)]
    kind = ContentType.objects.get_for_model(Lesson)
    revisions = Revision.objects.filter(content_type=kind, object_id__in=keys)
    for content in revisions.values_list("content", flat=True).iterator():
        yield from json.loads(content.get("body") or "[]")


def _holds(block: dict[str, Any], file_id: int) -> bool:
    value = block.get("value")
    return isinstance(value, dict) and value.get("file") == file_id
