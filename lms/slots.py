"""What giving lessons puts into pages of apps below."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from accounts.permissions import has_capability
from core.slots import register_slot

from .queries.assignments import list_given_lesson, with_sizes


@register_slot("lesson.actions")
def show_give_button(context: Mapping[str, Any]) -> str:
    """Offer to give a published lesson."""
    lesson = context["lesson"]
    if not lesson.live or not has_capability(context["request"].user, "class.teach"):
        return ""
    return render_to_string("lms/_give_button.html", {"lesson": lesson})


@register_slot("lesson.side")
def show_given(context: Mapping[str, Any]) -> str:
    """List the classes that have the lesson."""
    given = with_sizes(list_given_lesson(context["lesson"], context["request"].user)[:10])
    return render_to_string("lms/_given_side.html", {"given": given}) if given else ""
