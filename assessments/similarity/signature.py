"""Finds questions that nearly read the same among a million, without comparing each with each.

A question is the set of its neighbouring word pairs, marks and case folded away. The share of pairs
that two questions have in common is their resemblance. One-permutation MinHash (Li, Owen, Zhang 2012,
with rotation for empty bins) keeps the smallest hash of each of 32 bins; four bins together make one
of eight band digests. Questions that share a digest are candidates, and only those are compared: with
a resemblance of 0.8 they meet in 98 of 100 cases, with 0.3 in 6.
"""

import hashlib
from collections.abc import Callable
from itertools import pairwise
from typing import Any
from zlib import crc32

from assessments.items.shape import plain_text

BINS, ROWS = 32, 4
BANDS = BINS // ROWS
# Fewer word pairs than this say too little: such questions are compared by their fingerprints alone.
LEAST_SHINGLES = 5
Fold = Callable[[str], str]


def shingle_text(content: dict[str, Any], fold: Fold) -> str:
    """Return all that a question says, folded, its parts in a fixed order.

    The order of options does not matter; kept pictures count by their names.
    """
    parts = [plain_text(content.get("stem", ""))]
    parts += sorted(plain_text(each["html"]) for each in content.get("options", []))
    parts += [plain_text(each["html"]) for each in content.get("statements", [])]
    parts += sorted(plain_text(each["html"]) for each in content.get("entries", []))
    for pair in content.get("pairs", []):
        parts += [plain_text(pair.get("html", "")), plain_text(pair.get("match", ""))]
    for gap in content.get("gaps", []):
        parts += [plain_text(each["html"]) for each in gap.get("options", [])]
        parts += [each["text"] for each in gap.get("texts", [])]
        parts += [each["value"] for each in gap.get("answers", [])]
    parts += [answer["value"] for answer in content.get("answers", [])]
    parts += [text["text"] for text in content.get("texts", [])]
    parts += sorted(str(file) for file in (content.get("files") or {}).values())
    return fold(" | ".join(part for part in parts if part))


def make_shingles(text: str) -> frozenset[int]:
    """Return the 32-bit hashes of the pairs of neighbouring words of a folded text."""
    words = [word for word in _split(text) if word]
    return frozenset(crc32(f"{one} {other}".encode()) for one, other in pairwise(words))


def resemblance(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the share of word pairs that both have, 0 to 1."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def make_bands(shingles: frozenset[int]) -> tuple[int, ...]:
    """Return eight signed 64-bit digests, or none when there is too little text."""
    if len(shingles) < LEAST_SHINGLES:
        return ()
    signature = _sign(shingles)
    return tuple(_digest(band, signature[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS))


def _split(text: str) -> list[str]:
    """Split at whatever is no letter and no digit, but keep signs that change a formula."""
    return "".join(c if c.isalnum() or c in "+-=<>^√" else " " for c in text).split()


def _sign(shingles: frozenset[int]) -> list[int]:
    """Return the smallest hash of each bin; an empty bin borrows from the next filled one."""
    bins: list[int | None] = [None] * BINS
    for shingle in shingles:
        # crc32 is linear; a multiplication spreads neighbours over the bins.
        mixed = (shingle * 0x9E3779B97F4A7C15 + 0x7F4A7C15) & 0xFFFFFFFFFFFFFFFF
        mixed ^= mixed >> 29
        place, value = mixed % BINS, mixed >> 8
        held = bins[place]
        if held is None or value < held:
            bins[place] = value
    return [_borrow(bins, place) for place in range(BINS)]


def _borrow(bins: list[int | None], place: int) -> int:
    for distance in range(BINS):
        value = bins[(place + distance) % BINS]
        if value is not None:
            return value + distance
    return 0  # pragma: no cover  # at least LEAST_SHINGLES are in the bins


def _digest(band: int, rows: list[int]) -> int:
    packed = b"".join(row.to_bytes(9, "big") for row in rows)
    digest = hashlib.blake2b(packed, digest_size=8, key=bytes([band])).digest()
    return int.from_bytes(digest, "big", signed=True)
