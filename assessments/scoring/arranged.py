"""Ordering, matching and texts with gaps: parts of the mark for what is partly right."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from .rules import is_exact
from .shorts import NOTHING, number_share, option_share, text_share

WHOLE = Decimal(1)
_GAPS = {"choice": option_share, "text": text_share, "number": number_share}


def order_share(key: Mapping[str, Any], answer: Any) -> Decimal | None:
    """Return the part of the neighbours that follow each other as they should, or all or nothing.

    An answer that lacks an entry counts those that are there; entries twice count once.
    """
    if not isinstance(answer, list):
        return None
    right: list[str] = key["order"]
    order = list(dict.fromkeys(token for token in answer if isinstance(token, str)))
    order = [token for token in order if token in right]
    if not order:
        return None
    if is_exact(key):
        return WHOLE if order == right else NOTHING
    wanted = set(pairwise(right))
    kept = sum(1 for pair in pairwise(order) if pair in wanted)
    return Decimal(kept) / Decimal(len(wanted))


def match_share(key: Mapping[str, Any], answer: Any) -> Decimal | None:
    """Return the part of the pairs that are right, or all or nothing."""
    if not isinstance(answer, dict):
        return None
    pairs: dict[str, str] = key["pairs"]
    chosen = {left: match for left, match in answer.items() if left in pairs and match}
    if not chosen:
        return None
    right = sum(1 for left, match in pairs.items() if chosen.get(left) == match)
    if is_exact(key):
        return WHOLE if right == len(pairs) else NOTHING
    return Decimal(right) / Decimal(len(pairs))


def gap_shares(key: Mapping[str, Any], answer: Any) -> list[Decimal | None]:
    """Return the share of each gap; None where nothing was given."""
    said = answer if isinstance(answer, dict) else {}
    return [
        _GAPS[gap["kind"]](gap, said.get(str(number)))
        for number, gap in enumerate(key["gaps"], start=1)
    ]


def cloze_share(key: Mapping[str, Any], answer: Any) -> Decimal | None:
    """Return the weighted part of the gaps, or all or nothing; a wrong gap takes nothing away."""
    shares = gap_shares(key, answer)
    if all(share is None for share in shares):
        return None
    got = [max(share or NOTHING, NOTHING) for share in shares]
    weights = [Decimal(gap["weight"]) for gap in key["gaps"]]
    total = sum(weights, NOTHING)
    part = sum((share * weight for share, weight in zip(got, weights, strict=True)), NOTHING)
    if is_exact(key):
        return WHOLE if part == total else NOTHING
    return part / total
