"""Which place of the navigation a page belongs to, where its address does not say."""

from django.http import HttpRequest


def mark_place(request: HttpRequest, key: str) -> None:
    """Mark the item of the navigation as current."""
    request.nav_key = key  # type: ignore[attr-defined]  # core.nav reads it
