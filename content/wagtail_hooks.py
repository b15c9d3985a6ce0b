"""What Wagtail's admin gets from this app: the lesson editor and its choosers."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import ExternalLinkElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.whitelist import check_url

from content.models import Lesson
from content.permissions.lessons import LessonPolicy
from content.permissions.portal import PortalPolicy

# Before anything asks for the policy of lessons, or Wagtail keeps one of its own.
register_permission_policy(Lesson, LessonPolicy(Lesson))
# Rights in the portal come from roles, not from Wagtail's groups.
register_permission_policy(Page, PortalPolicy(Page))

from content.views.lesson_choosers import CHOOSERS  # noqa: E402
from content.views.lesson_editor import LessonViewSet  # noqa: E402

register_snippet(LessonViewSet)


@hooks.register("register_admin_viewset")
def register_choosers() -> list[Any]:
    """Mount the choosers of lessons."""
    return CHOOSERS


@hooks.register("construct_snippet_action_menu")
def trim_actions(items: list[Any], _request: Any, context: dict[str, Any]) -> None:
    """Leave saving and publishing to lessons; taking back is done in our own pages."""
    if context.get("model") is Lesson:
        items[:] = [
            item for item in items if item.name not in {"action-unpublish", "action-delete"}
        ]


def external_link(props: dict[str, Any]) -> Any:
    """Write a link to an address; page numbers that were posted by hand are left out."""
    url = check_url(props.get("url"))
    return DOM.create_element("a", {"href": url} if url else {}, props["children"])


@hooks.register("register_rich_text_features")
def add_external_links(features: Any) -> None:
    """Offer links to addresses only: Wagtail's own link button lists the portal's pages."""
    address = reverse_lazy("wagtailadmin_choose_page_external_link")
    kinds = ("page", "externalLink", "emailLink", "phoneLink", "anchorLink")
    features.register_editor_plugin(
        "draftail",
        "external-link",
        EntityFeature(
            {
                "type": "LINK",
                "icon": "link",
                "description": _("Link"),
                "attributes": ["url"],
                "allowlist": {"href": "^(http:|https:|undefined$)"},
                "chooserUrls": {f"{kind}Chooser": address for kind in kinds},
            },
            js=["wagtailadmin/js/page-chooser-modal.js"],
        ),
    )
    features.register_converter_rule(
        "contentstate",
        "external-link",
        {
            "from_database_format": {"a[href]": ExternalLinkElementHandler("LINK")},
            "to_database_format": {"entity_decorators": {"LINK": external_link}},
        },
    )


@hooks.register("insert_global_admin_css")
def add_editor_sheet() -> SafeString:
    """Let the lesson editor stand alone on the screen."""
    return format_html('<link rel="stylesheet" href="{}">', static("content/editor.css"))
