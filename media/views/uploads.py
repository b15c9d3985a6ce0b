"""Addresses of the uploader's script: begin, send a part, ask where it stands, give up."""

import json

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import UserRequest
from core.errors import DomainError
from media import actions, queries
from media.errors import WrongOffsetError
from media.limits import get_limits


@require_POST
@login_required
def begin_upload(request: UserRequest) -> JsonResponse:
    """Open an upload from ``{"name", "size", "type", "key"}``."""
    try:
        claim = json.loads(request.body)
        name, size = str(claim["name"]), int(claim["size"])
    except (ValueError, KeyError, TypeError) as error:
        raise DomainError(_("Send the name and the size of the file.")) from error
    upload = actions.begin_upload(
        request.user,
        name,
        total=size,
        declared_type=str(claim.get("type", "")),
        key=str(claim.get("key", "")),
        now=timezone.now(),
    )
    return JsonResponse(queries.describe_upload(upload), status=201)


@require_http_methods(["GET", "PUT", "DELETE"])
@login_required
def continue_upload(request: UserRequest, public_id: str) -> HttpResponse:
    """Take a part (PUT, with its place in Upload-Offset), say where it stands, or give up."""
    upload = queries.access_upload(request.user, public_id)
    if request.method == "GET":
        return JsonResponse(queries.describe_upload(upload))
    if request.method == "DELETE":
        actions.abandon_upload(upload)
        return HttpResponse(status=204)
    offset = request.headers.get("Upload-Offset", "")
    length = int(request.headers.get("Content-Length") or 0)
    if not offset.isdecimal() or not 0 < length <= get_limits().chunk:
        raise WrongOffsetError(upload.offset)
    try:
        upload = actions.take_chunk(
            upload, request.read(length), offset=int(offset), now=timezone.now()
        )
    except WrongOffsetError as error:
        answer = {"error": str(error.message), "offset": error.offset}
        return JsonResponse(answer, status=error.status)
    return JsonResponse(queries.describe_upload(upload))
