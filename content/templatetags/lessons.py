"""Template tags about lessons: ``{% load lessons %}``."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from accounts.permissions import has_capability
from content import rendering
from content.queries.lessons import LessonPart, split_parts

register = template.Library()


@register.simple_tag
def lesson_parts(lesson: Any) -> list[LessonPart]:
    """Return the parts of a lesson as it stands in memory, for previews."""
    return split_parts(lesson.body, lesson.title)


@register.simple_tag(takes_context=True)
def render_part(context: Any, part: LessonPart) -> SafeString:
    """Return a part as HTML for the person of this request."""
    return rendering.render_part(part, user=context["request"].user)


@register.simple_tag(takes_context=True)
def edits_portal(context: Any) -> bool:
    """Say whether the person edits the portal: only then has the admin a sidebar."""
    request = context.get("request")
    user = getattr(request, "user", None)
    return user is not None and (user.is_superuser or has_capability(user, "portal.edit"))
