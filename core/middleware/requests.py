"""A request id for every request, and one log line without personal data."""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from core.ids import new_public_id
from core.logs import request_id
from core.metrics import observe_request

log = logging.getLogger("benhoc.request")

_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
GetResponse = Callable[[HttpRequest], HttpResponse]


class RequestLogMiddleware:
    """Gives the request an id, echoes it, and logs method, route, status and milliseconds."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Time the request. The route is logged, never the path: paths may name people."""
        identifier = new_public_id()
        request.request_id = identifier  # type: ignore[attr-defined]  # our own mark
        token = request_id.set(identifier)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            _note(request, response.status_code, time.perf_counter() - started)
        finally:
            request_id.reset(token)
        response["X-Request-Id"] = identifier
        return response


def _note(request: HttpRequest, status: int, seconds: float) -> None:
    """Log and count one answer. An unknown method is somebody's free text, so it is not repeated."""
    match = request.resolver_match
    route = match.view_name if match else "-"
    method = request.method if request.method in _METHODS else "other"
    log.info(
        "request",
        extra={
            "method": method,
            "route": route,
            "status": status,
            "ms": round(seconds * 1000, 1),
        },
    )
    observe_request(str(method), route or "-", status, seconds)
