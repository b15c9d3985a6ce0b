"""Files on the content origin: by signed prefix, without sessions."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from media.delivery import add_common_headers, serve_blob
from media.queries import find_blob
from media.signing import ExpiredError, ForgedError, open_token

_METHODS = "GET, HEAD, OPTIONS"


def serve_file(request: HttpRequest, token: str, part: str, name: str = "") -> HttpResponseBase:  # noqa: ARG001  the name is for people's address bars
    """Serve one part of the token's file; errors are plain sentences."""
    if request.method == "OPTIONS":
        headers = {"Access-Control-Allow-Methods": _METHODS, "Access-Control-Max-Age": "86400"}
        headers |= {"Access-Control-Allow-Headers": "Range, If-Range"}
        return add_common_headers(HttpResponse(status=204, headers=headers))
    if request.method not in {"GET", "HEAD"}:
        return HttpResponse(status=405, headers={"Allow": _METHODS})
    with translation.override("vi"):
        return add_common_headers(_serve(request, token, part))


def _serve(request: HttpRequest, token: str, part: str) -> HttpResponseBase:
    try:
        opened = open_token(token, now=timezone.now())
    except ForgedError:
        return _say(_("There is no file at this address."), 404)
    except ExpiredError:
        return _say(_("This address has expired. Go back and load the page again."), 410)
    blob = find_blob(opened.public_id, part)
    if blob is None:
        return _say(_("There is no file at this address."), 404)
    try:
        return serve_blob(
            request, blob, attachment=part == "download", seconds_left=opened.seconds_left
        )
    except FileNotFoundError:
        return _say(_("The file is missing in the store. Tell the administrator."), 500)


def _say(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
