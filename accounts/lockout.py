"""Whom and from where axes counts failed sign-ins."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def get_counted_name(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """Return the name as sign-in compares it: another case must not give eight tries more."""
    given = (credentials or request.POST).get("username")
    return str(given or "").strip().lower()


def get_address(request: HttpRequest) -> str:
    """Return where the request came from: behind the proxy, the address that the proxy saw.

    The last entry is the proxy's own; those before it may be the client's invention.
    """
    seen = request.headers.get("X-Forwarded-For", "") if settings.TRUST_PROXY else ""
    return seen.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))
