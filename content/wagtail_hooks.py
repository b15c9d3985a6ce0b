"""What Wagtail's admin gets from this app: the lesson editor, its choosers, its colours."""

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from content.models import Lesson
from content.permissions.lessons import LessonPolicy

# Before anything asks for the policy of lessons, or Wagtail keeps one of its own.
register_permission_policy(Lesson, LessonPolicy(Lesson))

from content.views.lesson_choosers import CHOOSERS  # noqa: E402
from content.views.lesson_editor import LessonViewSet  # noqa: E402

register_snippet(LessonViewSet)


@hooks.register("register_admin_viewset")
def register_choosers() -> list[Any]:
    """Mount the choosers of lessons."""
    return CHOOSERS


@hooks.register("insert_global_admin_css")
def add_colours() -> SafeString:
    """Give the admin the colours of the house."""
    return format_html('<link rel="stylesheet" href="{}">', static("content/editor.css"))
