"""Where a request comes from, read the same way before Django and inside it."""

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any

from django.conf import settings


def read_address(environ: Mapping[str, Any]) -> str:
    """Return the client's address, or nothing when it is none.

    Behind the proxy it is the last entry of X-Forwarded-For, the proxy's own; those before it may be
    the client's invention.
    """
    seen = str(environ.get("HTTP_X_FORWARDED_FOR", "")) if settings.TRUST_PROXY else ""
    text = seen.rpartition(",")[2].strip() or str(environ.get("REMOTE_ADDR", ""))
    try:
        return str(ip_address(text))
    except ValueError:
        return ""
