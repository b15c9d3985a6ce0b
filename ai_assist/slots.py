"""What the assistant shows on pages of the apps below."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from core.slots import register_slot

from .queries import find_use_of_lesson


@register_slot("resource_form.outcomes")
def show_suggest(_context: Mapping[str, Any]) -> str:
    """Offer to tick the outcomes that fit the resource's title and description."""
    return render_to_string("ai_assist/_suggest.html")


@register_slot("lesson.side", order=80)
def show_label(context: Mapping[str, Any]) -> str:
    """Show that a model helped to write this lesson; the label stays with it."""
    use = find_use_of_lesson(context["lesson"])
    return render_to_string("ai_assist/_lesson_label.html", {"use": use}) if use else ""
