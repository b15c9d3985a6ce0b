"""Which place of the navigation a page belongs to."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def in_bank(view: View) -> View:
    """Show the bank as the current place."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.nav_key = "bank"  # type: ignore[attr-defined]  # core.nav reads it
        return view(request, *args, **kwargs)

    return shown
