"""Writes that put a resource into a lesson."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from content.models import Lesson, Resource

from .lessons import save_body
from .usage import record_use


@transaction.atomic
def place_in_lesson(resource: Resource, lesson: Lesson, *, by: User, now: datetime) -> Lesson:
    """Put the approved version at the end of the lesson's draft; once, however often it is asked."""
    draft = lesson.get_latest_revision_as_object()
    blocks = list(draft.body.get_prep_value())
    version_id = resource.approved_version_id
    stands = any(
        block["type"] == "resource" and block["value"].get("version") == version_id
        for block in blocks
    )
    if not stands:
        value = {"version": version_id, "note": ""}
        save_body(lesson, [*blocks, {"type": "resource", "value": value}], by=by, now=now)
    record_use(resource, by, now=now)
    return lesson
