"""What every page of the shell needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the origins and whether this is the demo department."""
    return {
        "content_origin": settings.CONTENT_ORIGIN,
        "is_demo": settings.DEMO,
        "request_id": getattr(request, "request_id", ""),
    }
