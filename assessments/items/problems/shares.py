"""Checks that several types share: parts of the mark, decimals, lengths."""

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from assessments.items.markup import is_empty

LONGEST_HTML = 20_000
ONE = Decimal(1)


def read_decimal(text: object) -> Decimal | None:
    """Read a finite decimal of a sane size, or give None."""
    try:
        number = Decimal(text)  # type: ignore[arg-type]  # what cannot be read raises
    except (InvalidOperation, TypeError, ValueError):
        return None
    return number if number.is_finite() and abs(number) < 10**12 else None


def share_problems(parts: Sequence[dict[str, Any]]) -> list[str]:
    """Check that each share lies between nothing and the whole."""
    shares = [read_decimal(part["share"]) for part in parts]
    return ["bad_share"] if any(share is None or not 0 <= share <= 1 for share in shares) else []


def has_whole(parts: Iterable[dict[str, Any]]) -> bool:
    """Tell whether one of the parts gives the whole mark."""
    return any(read_decimal(part["share"]) == ONE for part in parts)


def fragment_problems(fragments: Sequence[str]) -> list[str]:
    """Check that each fragment shows something and is not too long."""
    if any(len(markup) > LONGEST_HTML for markup in fragments):
        return ["too_long"]
    return ["empty_option"] if any(is_empty(markup) for markup in fragments) else []
