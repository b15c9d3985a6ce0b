"""Template tags of resources: pictures, icons, lengths."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from content.models import ResourceVersion
from content.models.resources import VersionState
from content.queries.bank import count_words
from core.wording import NBSP, say_clock
from media.queries import mint_urls

register = template.Library()

Kind = ResourceVersion.Kind
_ICONS = {
    Kind.LECTURE: "presentation",
    Kind.VIDEO: "video",
    Kind.AUDIO: "headphones",
    Kind.IMAGE: "image",
    Kind.SIMULATION: "grid",
    Kind.WORKSHEET: "file",
    Kind.LESSON_PLAN: "clipboard-list",
    Kind.PAPER: "scroll-text",
    Kind.QUESTIONS: "quiz",
    Kind.READING: "book",
    Kind.SOFTWARE: "puzzle",
}
_BADGES = {
    VersionState.DRAFT: ("", "pen"),
    VersionState.IN_REVIEW: ("now", "clock"),
    VersionState.RETURNED: ("warn", "back"),
    VersionState.APPROVED: ("ok", "shield"),
    VersionState.REPLACED: ("", "history"),
    VersionState.WITHDRAWN: ("", "archive"),
}


@register.filter
def kind_icon(kind: str) -> str:
    """Name the icon of a type."""
    return _ICONS.get(Kind(kind), "file")


@register.simple_tag
def card_picture(version: ResourceVersion) -> SafeString:
    """Show the picture made of the file, or the drawing of its type where there is none.

    Whoever lists cards prefetches the file's renditions.
    """
    picture = ""
    if version.file is not None and version.file.is_ready:
        urls = mint_urls(version.file)
        picture = urls.small or urls.poster
    context = {"kind": version.kind, "picture": picture}
    return render_to_string("content/_card_picture.html", context)


@register.filter
def length_tag(version: ResourceVersion) -> str:
    """Say how long it is: 7:42, or 12 pages."""
    file = version.file
    if file is None:
        return ""
    if file.duration_seconds:
        return say_clock(file.duration_seconds)
    if file.page_count:
        text = ngettext("%(count)s page", "%(count)s pages", file.page_count)
        return (text % {"count": file.page_count}).replace(" ", NBSP)
    return ""


@register.inclusion_tag("core/components/badge.html")
def version_state(state: str) -> dict[str, str]:
    """Show where a version stands."""
    kind, icon = _BADGES[VersionState(state)]
    return {"kind": kind, "icon": icon, "text": str(VersionState(state).label)}


@register.filter
def word_count(text: str) -> str:
    """Say how many words a line has."""
    return count_words(text)
