"""Writes of lessons outside the editor: making, publishing, copying, the bin."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from content.blocks.scope import choosable, written_by
from content.errors import ForeignChoiceError, LessonEmptyError
from content.models import Lesson, ResourceVersion, UsedIn
from curriculum.models import Grade, Outcome, Subject

from .usage import record_placing

# Which field of which block holds an id of what kind.
CHOICES = {
    "resource": ("version", "resource"),
    "file": ("file", "file"),
    "image": ("file", "image"),
    "check": ("test", "check"),
}
KEPT_REVISIONS = 20


@transaction.atomic
def create_lesson(
    owner: User,
    school: Organisation,
    *,
    title: str,
    subject: Subject,
    grade: Grade,
    outcomes: Iterable[Outcome] = (),
    estimated_minutes: int = 20,
    now: datetime,
) -> Lesson:
    """Make an empty lesson as a draft; its contents come from the editor or ``save_body``."""
    lesson = Lesson.objects.create(
        owner=owner,
        school=school,
        title=title,
        subject=subject,
        grade=grade,
        estimated_minutes=estimated_minutes,
        live=False,
        created_at=now,
        updated_at=now,
    )
    lesson.outcomes.set(outcomes)
    lesson.save_revision(user=owner)
    return lesson


@transaction.atomic
def update_lesson(
    lesson: Lesson,
    *,
    title: str,
    subject: Subject,
    grade: Grade,
    outcomes: Iterable[Outcome],
    estimated_minutes: int,
    now: datetime,
) -> Lesson:
    """Change what the lesson is about; an unpublished draft of its contents stays a draft."""
    draft = lesson.get_latest_revision_as_object()
    draft.title, draft.estimated_minutes = title, estimated_minutes
    draft.save_revision(user=lesson.owner)
    Lesson.objects.filter(pk=lesson.pk).update(
        subject=subject,
        grade=grade,
        updated_at=now,
        **({} if lesson.live else {"title": title, "estimated_minutes": estimated_minutes}),
    )
    lesson.outcomes.set(outcomes)
    lesson.refresh_from_db()
    return lesson


@transaction.atomic
def save_body(lesson: Lesson, blocks: list[dict[str, Any]], *, by: User, now: datetime) -> Lesson:
    """Save blocks as a new draft; an id that the writer may not choose is refused.

    ``blocks`` has the stored shape: type, value, and an id where the block exists already.
    """
    refuse_foreign_choices(blocks, by)
    draft = lesson.get_latest_revision_as_object()
    draft.body = json.dumps(blocks)
    draft.save_revision(user=by)
    Lesson.objects.filter(pk=lesson.pk).update(updated_at=now)
    lesson.refresh_from_db()
    return lesson


def refuse_foreign_choices(blocks: list[dict[str, Any]], user: User) -> None:
    """Raise ForeignChoiceError when a block points at what the person may not choose.

    One query for each kind of thing, however many blocks there are.
    """
    wanted: dict[str, set[int]] = {}
    for block in blocks:
        if block["type"] in CHOICES:
            name, kind = CHOICES[block["type"]]
            wanted.setdefault(kind, set()).add(int(block["value"][name]))
    for kind, ids in wanted.items():
        allowed = choosable(kind, user)
        if allowed is None or set(allowed.filter(pk__in=ids).values_list("pk", flat=True)) != ids:
            raise ForeignChoiceError


@transaction.atomic
def publish_lesson(lesson: Lesson, *, by: User, now: datetime) -> Lesson:
    """Publish the newest draft; publishing again without changes does nothing."""
    revision = lesson.latest_revision
    if revision is None or not json.loads(revision.content["body"] or "[]"):
        raise LessonEmptyError
    if lesson.live and lesson.live_revision_id == revision.pk:
        return lesson
    with written_by(by):
        revision.publish(user=by)
    Lesson.objects.filter(pk=lesson.pk).update(updated_at=now)
    lesson.refresh_from_db()
    return lesson


def note_uses(lesson: Lesson, *, now: datetime) -> None:
    """Write the links "used in" of a lesson that was just published, and drop the stale ones."""
    version_ids = {
        block.value["version"].pk
        for block in lesson.body
        if block.block_type == "resource" and block.value["version"] is not None
    }
    resource_ids = set(
        ResourceVersion.objects.filter(pk__in=version_ids).values_list("resource_id", flat=True)
    )
    held = UsedIn.objects.filter(label="content.lesson", object_id=lesson.pk)
    gone = held.exclude(resource_id__in=resource_ids)
    touched = resource_ids | set(gone.values_list("resource_id", flat=True))
    gone.delete()
    UsedIn.objects.bulk_create(
        [
            UsedIn(
                resource_id=resource_id,
                label="content.lesson",
                object_id=lesson.pk,
                school_id=lesson.school_id,
                title=lesson.title,
                author_id=lesson.owner_id,
                used_at=now,
            )
            for resource_id in sorted(resource_ids)
        ],
        ignore_conflicts=True,
    )
    record_placing(touched, lesson.owner, now=now)


@transaction.atomic
def copy_lesson(lesson: Lesson, *, by: User, school: Organisation, now: datetime) -> Lesson:
    """Make a draft with the same contents for somebody who may edit the first one."""
    draft = lesson.get_latest_revision_as_object()
    copied = Lesson.objects.create(
        owner=by,
        school=school,
        title=_("%(title)s (copy)") % {"title": draft.title[:180]},
        subject_id=lesson.subject_id,
        grade_id=lesson.grade_id,
        estimated_minutes=draft.estimated_minutes,
        body=draft.body,
        copied_from=lesson,
        live=False,
        created_at=now,
        updated_at=now,
    )
    copied.outcomes.set(lesson.outcomes.all())
    copied.save_revision(user=by)
    return copied


@transaction.atomic
def bin_lesson(lesson: Lesson, *, now: datetime) -> None:
    """Put the lesson in the bin; classes keep what they were given. Safe to repeat."""
    Lesson.objects.filter(pk=lesson.pk, binned_at=None).update(binned_at=now)


@transaction.atomic
def restore_lesson(lesson: Lesson) -> None:
    """Take the lesson out of the bin. Safe to repeat."""
    Lesson.objects.filter(pk=lesson.pk).update(binned_at=None)
