"""What every page of the shell needs."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .nav import choose_shell


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the origins and whether this is the demo department."""
    user = getattr(request, "user", None)
    return {
        "theme": getattr(user, "theme", "") or _from_cookie(request, "theme", {"light", "dark"}),
        "text_size": getattr(user, "text_size", "")
        or _from_cookie(request, "text_size", {"large", "larger"}),
        "own_shell": partial(choose_shell, request),
        "is_rail_folded": request.COOKIES.get("rail") == "narrow",
        "content_origin": settings.CONTENT_ORIGIN,
        "is_demo": settings.DEMO,
        "request_id": getattr(request, "request_id", ""),
    }


def _from_cookie(request: HttpRequest, name: str, allowed: set[str]) -> str:
    value = request.COOKIES.get(name, "")
    return value if value in allowed else ""
