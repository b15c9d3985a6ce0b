"""Doors for views: who is not allowed reads the same 404 as who guesses."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from core.errors import NotFoundError

from .permissions import has_capability

View = Callable[..., HttpResponse]


def require_capability(*capabilities: str, place: str = "") -> Callable[[View], View]:
    """Let people in who hold one of the capabilities anywhere; others get NotFoundError.

    ``place`` is the key of the navigation item to which the page belongs.

    Anonymous people are sent to sign in. The view itself narrows to an organisation.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not any(has_capability(request.user, name) for name in capabilities):
                raise NotFoundError
            if place:
                request.nav_key = place  # type: ignore[attr-defined]  # read by core.nav
            return view(request, *args, **kwargs)

        guarded: View = login_required(checked)
        return guarded

    return decorate
