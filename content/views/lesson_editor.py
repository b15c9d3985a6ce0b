"""Wagtail's editor for lessons: every view finds only what the person may edit."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import PreviewSidePanel
from wagtail.admin.views.generic.preview import PreviewOnEdit
from wagtail.permissions import policy_registry
from wagtail.snippets.side_panels import SnippetStatusSidePanel
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from content.models import Lesson
from content.permissions.lessons import lessons_editable_by


class Scoped404:
    """Refuses before any other code of the view sees the object.

    Wagtail's own views ask the policy of the model, not of the instance; and its PermissionDenied
    answers with a redirect, which tells that the object exists.
    """

    # Declared, not set: a value here would hide the view's own.
    permission_required: str | None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the object among the person's own, or answer like a missing page."""
        if "pk" in kwargs:
            try:
                key = int(unquote(str(kwargs["pk"])))
            except ValueError as error:
                raise Http404 from error
            lesson = lessons_editable_by(request.user).filter(pk=key).first()
            if lesson is None or not self._may(request.user, lesson):
                raise Http404
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # a mixin before a view

    def _may(self, user: Any, lesson: Lesson) -> bool:
        needed = getattr(self, "permission_required", None)
        if not isinstance(needed, str):
            return True
        policy = policy_registry.get_by_type(Lesson)
        return bool(policy.user_has_permission_for_instance(user, needed, lesson))


class LessonStatusPanel(SnippetStatusSidePanel):
    """Says whether the lesson is published, and who saved it last."""

    def get_status_templates(self, _context: Any) -> list[str]:
        """Leave out locks and usage."""
        return ["wagtailadmin/shared/side_panels/includes/status/workflow.html"]

    def get_scheduled_publishing_context(self, parent_context: Any) -> dict[str, Any]:
        """Offer no schedule: lessons open when they are given."""
        context = super().get_scheduled_publishing_context(parent_context)
        return {**context, "draftstate_enabled": False}


class LessonEditView(EditView):
    """The editor's page; its way back is our own list."""

    def get_side_panels(self) -> Any:
        """Show state and preview; locks, schedules and usage are not offered to teachers."""
        panels = super().get_side_panels()
        kept = [panel for panel in panels if isinstance(panel, PreviewSidePanel)]
        status = LessonStatusPanel(
            self.object,
            self.request,
            live_object=self.live_object,
            scheduled_object=None,
            history_url=self.get_history_url(),
            last_updated_info=self.get_last_updated_info(),
        )
        return MediaContainer([status, *kept])

    def get_success_url(self) -> str:
        """Go to the lesson's own page after publishing."""
        return reverse("content:show_lesson", args=[self.object.public_id])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to our list, not to Wagtail's."""
        return [
            {"url": reverse("content:list_lessons"), "label": _("Lessons")},
            {
                "url": reverse("content:show_lesson", args=[self.object.public_id]),
                "label": str(self.object),
            },
        ]


class LessonPreview(PreviewOnEdit):
    """Shows the draft as a pupil would see it."""


class LessonViewSet(SnippetViewSet):
    """Mounts the editor; the middleware lets only some of its views through."""

    model = Lesson
    icon = "doc-full"
    add_to_admin_menu = False
    menu_label = _("Lessons")
    url_namespace = "lesson_editor"
    admin_url_namespace = "lesson_editor"
    base_url_path = "bai-giang"
    edit_view_class = LessonEditView
    preview_on_edit_view_class = LessonPreview
    copy_view_enabled = False
    inspect_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> Any:
        """List what the person may edit."""
        return lessons_editable_by(request.user)

    def construct_view(self, view_class: Any, **kwargs: Any) -> Any:
        """Put the scope before every view of the set, those made by Wagtail included."""
        scoped = type(view_class.__name__, (Scoped404, view_class), {})
        return super().construct_view(scoped, **kwargs)
