"""Lessons for tests.

lesson = LessonFactory(owner=hà)                                 # an empty draft
lesson = LessonFactory(owner=hà, blocks=[part("Mở đầu"), text("<p>Xin chào</p>")], published=True)
"""

import json
import uuid
from typing import Any

import factory
from django.utils import timezone

from accounts.queries import find_school_of
from content.models import Lesson

from .accounts import TeacherFactory, get_grade, get_subject


def block(kind: str, value: Any) -> dict[str, Any]:
    """One block in the stored shape."""
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def part(title: str) -> dict[str, Any]:
    return block("part", title)


def text(html: str = "<p>Hai đường thẳng song song.</p>") -> dict[str, Any]:
    return block("text", html)


def check(test: Any) -> dict[str, Any]:
    return block("check", {"test": test.pk, "intro": ""})


def resource(version: Any) -> dict[str, Any]:
    return block("resource", {"version": version.pk, "note": ""})


class LessonFactory(factory.django.DjangoModelFactory):
    """A lesson of a teacher; ``blocks`` fills it, ``published=True`` publishes it."""

    class Meta:
        model = Lesson

    owner = factory.SubFactory(TeacherFactory)
    title = factory.Sequence(lambda n: f"Bài {n}. Định lí Thalès trong tam giác")
    live = False
    created_at = factory.LazyFunction(timezone.now)
    updated_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Lesson:
        kwargs.setdefault("subject", get_subject())
        kwargs.setdefault("grade", get_grade())
        kwargs.setdefault("school", find_school_of(kwargs["owner"]))
        blocks = kwargs.pop("blocks", None)
        published = kwargs.pop("published", False)
        if blocks is None and published:
            blocks = [part("Mở đầu"), text(), part("Định lí"), text()]
        lesson = super()._create(model_class, *args, body=json.dumps(blocks or []), **kwargs)
        revision = lesson.save_revision(user=lesson.owner)
        if published:
            revision.publish(user=lesson.owner)
        return Lesson.objects.get(pk=lesson.pk)
