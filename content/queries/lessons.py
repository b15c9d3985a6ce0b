"""Reads of lessons and of their parts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from accounts.models import User
from accounts.queries.rights import audience_tokens
from content.models import Lesson
from content.models.lessons import LessonQuerySet
from content.permissions.lessons import can_write_lessons, lessons_editable_by
from core.errors import NotFoundError
from core.text import fold

from .grants import is_granted


@dataclass
class LessonPart:
    """One screen of a lesson: what stands between two titles, or one check."""

    key: str
    kind: str
    title: str
    number: int = 0
    blocks: list[Any] = field(default_factory=list)

    @property
    def is_check(self) -> bool:
        """Whether this part is a test of its own."""
        return self.kind == "check"

    @property
    def test(self) -> Any:
        """The test of a check part, or None."""
        return self.blocks[0].value["test"] if self.is_check else None


def access_lesson(user: User, public_id: str) -> Lesson:
    """Fetch a lesson that the person wrote or that was opened to him, or raise NotFoundError."""
    lesson = Lesson.objects.kept().filter(public_id=public_id).first()
    if lesson is None:
        raise NotFoundError
    if lesson.owner_id == user.pk:
        return lesson
    if not lesson.live or not is_granted(lesson, audience_tokens(user), now=timezone.now()):
        raise NotFoundError
    return lesson


def access_own_lesson(user: User, public_id: str) -> Lesson:
    """Fetch a lesson that the person may change, or raise NotFoundError."""
    lesson = (
        lessons_editable_by(user)
        .select_related("subject", "grade", "latest_revision", "live_revision")
        .filter(public_id=public_id)
        .first()
    )
    if lesson is None:
        raise NotFoundError
    return lesson


def access_binned_lesson(user: User, public_id: str) -> Lesson:
    """Fetch a lesson of the person's bin, or raise NotFoundError."""
    if not can_write_lessons(user):
        raise NotFoundError
    lesson = Lesson.objects.binned().filter(owner_id=user.pk, public_id=public_id).first()
    if lesson is None:
        raise NotFoundError
    return lesson


def list_lessons(user: User, *, binned: bool = False) -> LessonQuerySet:
    """List the person's lessons, last changed first, with subject and grade."""
    lessons = Lesson.objects.filter(owner_id=user.pk).defer("body")
    lessons = lessons.binned() if binned else lessons.kept()
    return lessons.select_related("subject", "grade").order_by("-updated_at", "-pk")


def narrow_lessons(lessons: LessonQuerySet, words: str) -> LessonQuerySet:
    """Keep lessons with all words in the title, with or without diacritics."""
    wanted = fold(words).split()
    ids = [
        pk
        for pk, title in lessons.values_list("pk", "title")
        if all(word in fold(title) for word in wanted)
    ]
    return lessons.filter(pk__in=ids)


def get_body(lesson: Lesson, revision_id: int | None = None) -> Any:
    """Return the stream of blocks as published, or as it stood in a pinned revision."""
    if revision_id is None:
        return lesson.body
    content = Revision.objects.values_list("content", flat=True).get(pk=revision_id)
    return Lesson._meta.get_field("body").to_python(content["body"])


def list_lesson_parts(lesson: Lesson, revision_id: int | None = None) -> list[LessonPart]:
    """Return the lesson in parts; a check is always a part of its own."""
    return split_parts(get_body(lesson, revision_id), lesson.title)


def split_parts(body: Iterable[Any], title: str) -> list[LessonPart]:
    """Cut a stream of blocks into parts at titles and at checks."""
    parts: list[LessonPart] = []
    is_open = False
    for block in body:
        key = str(block.id or len(parts))
        if block.block_type == "part":
            parts.append(LessonPart(key, "reading", str(block.value)))
            is_open = True
        elif block.block_type == "check":
            if block.value["test"] is not None:
                name = str(block.value["test"])
                parts.append(LessonPart(key, "check", name, blocks=[block]))
            is_open = False
        else:
            if not is_open:
                parts.append(LessonPart(key, "reading", _("Next") if parts else title))
                is_open = True
            parts[-1].blocks.append(block)
    for number, part in enumerate(parts, start=1):
        part.number = number
    return parts
