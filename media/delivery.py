"""Answers of the content origin: ranges, validators, and headers that keep authors' bytes tame."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from . import blobs
from .names import disposition
from .queries import Blob

# An open-ended range is answered in pieces: a paused film must not hold a thread (ADR 0061).
LONGEST_OPEN_RANGE = 8 * 1024 * 1024
_SHOWN = ("image/", "video/", "audio/", "application/pdf", "text/plain")
_SANDBOX = "default-src 'none'; sandbox; frame-ancestors {app}"
# Chromium refuses its PDF viewer inside a sandbox; a PDF with scripts was refused at upload.
_PDF = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors {app}"


@dataclass(frozen=True)
class Span:
    """The bytes from ``start`` to ``end`` inclusive."""

    start: int
    end: int


class UnsatisfiableError(Exception):
    """The range lies behind the end."""


def parse_range(header: str, size: int) -> Span | None:
    """Return the one range that is asked for; several or unreadable ones give the whole (RFC 9110)."""
    unit, _, spec = header.partition("=")
    first, dash, last = spec.strip().partition("-")
    if unit.strip().lower() != "bytes" or not dash or "," in spec:
        return None
    if not (first.isdecimal() or not first) or not (last.isdecimal() or not last):
        return None
    if not first:
        return _suffix(last, size)
    start = int(first)
    if start >= size:
        raise UnsatisfiableError
    if not last:
        return Span(start, min(size - 1, start + LONGEST_OPEN_RANGE - 1))
    if int(last) < start:
        return None
    return Span(start, min(int(last), size - 1))


def _suffix(last: str, size: int) -> Span | None:
    if not last:
        return None
    if int(last) == 0 or size == 0:
        raise UnsatisfiableError
    return Span(max(0, size - int(last)), size - 1)


def serve_blob(
    request: HttpRequest, blob: Blob, *, attachment: bool, seconds_left: int
) -> HttpResponseBase:
    """Answer with the bytes, a part of them, or that the browser has them already."""
    etag = f'"{blob.sha256[:40]}"'
    if etag in [tag.strip() for tag in request.headers.get("If-None-Match", "").split(",")]:
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        response = _answer(request, blob, etag)
    attachment = attachment or not blob.content_type.startswith(_SHOWN)
    policy = _PDF if blob.content_type == "application/pdf" else _SANDBOX
    return _with_headers(
        response,
        {
            "ETag": etag,
            "Cache-Control": f"private, max-age={seconds_left}, immutable",
            "Accept-Ranges": "bytes",
            "Content-Disposition": disposition(blob.name, attachment=attachment),
            "Content-Security-Policy": policy.format(app=settings.APP_ORIGIN),
        },
    )


def _answer(request: HttpRequest, blob: Blob, etag: str) -> HttpResponseBase:
    asked = request.headers.get("Range", "")
    # A range of an older copy is worth nothing.
    if request.headers.get("If-Range", etag) != etag:
        asked = ""
    try:
        span = parse_range(asked, blob.size) if asked else None
    except UnsatisfiableError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{blob.size}"})
    status = 206 if span else 200
    headers = {"Content-Type": _charset(blob.content_type)}
    if span:
        headers["Content-Range"] = f"bytes {span.start}-{span.end}/{blob.size}"
    headers["Content-Length"] = str(span.end - span.start + 1 if span else blob.size)
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    pieces = (
        blobs.read_range(blob.key, span.start, span.end) if span else blobs.read_range(blob.key)
    )
    return StreamingHttpResponse(pieces, status=status, headers=headers)


def _charset(content_type: str) -> str:
    return f"{content_type}; charset=utf-8" if content_type == "text/plain" else content_type


def add_common_headers(response: HttpResponseBase) -> HttpResponseBase:
    """Add what every answer of the content origin carries: no guessing, no referrer, CORS for the app."""
    return _with_headers(
        response,
        {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "X-Robots-Tag": "noindex",
            "Access-Control-Allow-Origin": settings.APP_ORIGIN,
            "Access-Control-Expose-Headers": "Content-Range, Content-Length, Accept-Ranges, ETag",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Vary": "Origin",
        },
    )


def _with_headers(response: HttpResponseBase, headers: dict[str, str]) -> HttpResponseBase:
    for name, value in headers.items():
        response[name] = value
    return response
