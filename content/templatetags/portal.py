"""Words and text of the portal: ``{% load portal %}``."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from content.models.portal import PortalArticle
from core.html import clean_html

register = template.Library()


@register.filter
def portal_kind(code: str) -> str:
    """Name a kind of page."""
    return str(PortalArticle.Kind(code).label)


@register.filter
def portal_text(body: str) -> SafeString:
    """Return the text as HTML, through the one sanitizer of the house."""
    return mark_safe(clean_html(expand_db_html(body)))  # noqa: S308  # cleaned one call earlier


@register.filter
def has_articles(groups: Any) -> bool:
    """Say whether any group has a page."""
    return any(group.articles for group in groups)
