"""Which of Wagtail's views a person may reach at all: what is not listed does not exist.

Wagtail's generic views check the model's policy only, so hiding a menu entry is no protection
(ADR 0080). The second layer, ``Scoped404``, checks the object.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from accounts.permissions import has_capability

from .blocks.scope import written_by

GetResponse = Callable[[HttpRequest], HttpResponse]

# Scripts, icons and presence of the editor; they show nothing of anybody's.
EDITOR_FURNITURE = frozenset(
    {
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_dismissibles",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_editing_sessions:ping",
        "wagtailadmin_editing_sessions:release",
    }
)
LESSON_VIEWS = frozenset(
    {
        f"lesson_editor:{name}"
        for name in (
            "edit",
            "preview_on_edit",
            "history",
            "history_results",
            "revisions_view",
            "revisions_compare",
            "revisions_revert",
        )
    }
    | {
        f"lesson_{kind}_chooser:{name}"
        for kind in ("resource", "file", "image", "check")
        for name in ("choose", "choose_results", "chosen", "chosen_multiple")
    }
)
# The portal's pages, their images and documents, for sector staff.
PORTAL_NAMESPACES = frozenset({"wagtailadmin_pages", "wagtailimages", "wagtaildocs"})
PORTAL_VIEWS = frozenset(
    {
        "wagtailadmin_home",
        "wagtailadmin_explore_root",
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_child",
        "wagtailadmin_choose_page_search",
        "wagtailadmin_choose_page_chosen_multiple",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page_anchor_link",
        "wagtailadmin_tag_autocomplete",
        "wagtailadmin_block_preview",
    }
)


def may_reach(user: Any, view_name: str) -> bool:
    """Say whether the person's role has this view of the admin."""
    namespace = view_name.rpartition(":")[0]
    writes_lessons = has_capability(user, "lesson.create")
    edits_portal = has_capability(user, "portal.edit")
    if view_name in EDITOR_FURNITURE:
        return writes_lessons or edits_portal
    if view_name in LESSON_VIEWS:
        return writes_lessons
    if view_name in PORTAL_VIEWS or namespace in PORTAL_NAMESPACES:
        return edits_portal
    return False


class EditorAllowListMiddleware:
    """Refuses every admin view that is not listed for the person's role."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let blocks know who is writing."""
        if not request.path_info.startswith("/admin/"):
            return self.get_response(request)
        with written_by(request.user):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Answer like a missing page; superusers, made on the command line, reach everything."""
        match = request.resolver_match
        if not request.path_info.startswith("/admin/") or match is None:
            return None
        user = request.user
        if not user.is_authenticated:
            return redirect_to_login(request.get_full_path(), settings.WAGTAILADMIN_LOGIN_URL)
        if not user.is_superuser and not may_reach(user, match.view_name):
            raise Http404
        return None
