"""Answers to what Wagtail's editor does with lessons."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import published

from content.actions.lessons import note_uses
from content.models import Lesson


@receiver(published, sender=Lesson)
def link_resources(instance: Lesson, **_: Any) -> None:
    """Write the links "used in", in the transaction that publishes."""
    note_uses(instance, now=instance.last_published_at)
