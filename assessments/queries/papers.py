"""Reads of papers. Delivery uses these; keys are read elsewhere."""

import gzip
from functools import lru_cache

from assessments.models import Paper
from core.errors import NotFoundError


def get_paper_body(digest: str, *, may_be_packed: bool) -> tuple[bytes, bool]:
    """Return the body of a paper and whether it is gzip, or raise NotFoundError."""
    packed = _get_packed(digest)
    return (packed, True) if may_be_packed else (gzip.decompress(packed), False)


@lru_cache(maxsize=1024)
def has_type(digest: str, kind: str) -> bool:
    """Tell whether a paper has a question of this type; remembered, for a digest never changes."""
    return f'"type":"{kind}"'.encode() in gzip.decompress(_get_packed(digest))


@lru_cache(maxsize=64)
def _get_packed(digest: str) -> bytes:
    """Keep bodies in the process: a digest never names another body."""
    body = Paper.objects.filter(sha256=digest).values_list("body", flat=True).first()
    if body is None:
        raise NotFoundError
    return bytes(body)
