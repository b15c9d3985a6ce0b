"""Handing out papers by digest: the same answer in front of Django and behind it.

A paper never changes and holds no key, so browsers keep it for ever; its address ends in a key that
the start page gives (ADR 0052).
"""

from dataclasses import dataclass
from http import HTTPStatus

from core.errors import NotFoundError

from .queries.papers import get_paper_body
from .tokens import is_paper_key

FOREVER = "private, max-age=31536000, immutable"


@dataclass(frozen=True)
class PaperAnswer:
    """Status, headers and body of an answer."""

    status: HTTPStatus
    headers: dict[str, str]
    body: bytes = b""


def answer_paper(
    digest: str, key: str, *, accepted_encodings: str = "", known_tag: str = ""
) -> PaperAnswer:
    """Answer a request for a paper; whoever has no key reads the same 404 as for no paper."""
    tag = f'"{digest}"'
    headers = {"Cache-Control": FOREVER, "ETag": tag, "Vary": "Accept-Encoding"}
    if not is_paper_key(digest, key):
        return PaperAnswer(HTTPStatus.NOT_FOUND, {})
    if known_tag == tag:
        return PaperAnswer(HTTPStatus.NOT_MODIFIED, headers)
    try:
        body, is_packed = get_paper_body(digest, may_be_packed="gzip" in accepted_encodings)
    except NotFoundError:
        return PaperAnswer(HTTPStatus.NOT_FOUND, {})
    headers |= {"Content-Type": "application/json", "X-Content-Type-Options": "nosniff"}
    if is_packed:
        headers["Content-Encoding"] = "gzip"
    return PaperAnswer(HTTPStatus.OK, headers, body)
