"""Parts of the mark as people say them, in percent, and as contents hold them."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Any

from assessments.formats.parts import plain

_GRAIN = Decimal("0.0000001")


def write_shares(rows: Sequence[dict[str, Any]], *, is_single: bool) -> list[str]:
    """Return the share of each option.

    A percentage that was written counts. Else right options of a multiple choice share the mark
    equally and a wrong one takes away as much as a right one gives; a single choice gives all or
    nothing.
    """
    right = sum(1 for row in rows if row["is_right"])
    each = (Decimal(1) / right).quantize(_GRAIN, rounding=ROUND_DOWN) if right else Decimal(0)
    shares = []
    for row in rows:
        if row["percent"] is not None:
            share = row["percent"] / 100
        elif is_single:
            share = Decimal(1 if row["is_right"] else 0)
        else:
            share = each if row["is_right"] else -each
        shares.append(plain(share))
    return shares


def read_percents(shares: Sequence[str], *, is_single: bool) -> list[str]:
    """Return the percentages that the form has to show: those that it would not find by itself."""
    rows = [{"is_right": Decimal(share) > 0, "percent": None} for share in shares]
    usual = write_shares(rows, is_single=is_single)
    if [Decimal(share) for share in shares] == [Decimal(share) for share in usual]:
        return [""] * len(shares)
    return [say_percent(share) for share in shares]


def say_percent(share: str) -> str:
    """Write a share as a percentage with a comma."""
    return plain(Decimal(share) * 100).replace(".", ",")


def share_of(percent: Decimal | None) -> str:
    """Return the share of a percentage, the whole when none was written."""
    return "1" if percent is None else plain(percent / 100)
