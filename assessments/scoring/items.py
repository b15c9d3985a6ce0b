"""From a key and an answer to points. Never below zero, never above the item's points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .numbers import is_near, read_number
from .texts import matches, normal_text

NOTHING, WHOLE = Decimal(0), Decimal(1)
# Ladder of QĐ 764 for four statements; other counts are taken in proportion.
LADDER = (Decimal(0), Decimal("0.1"), Decimal("0.25"), Decimal("0.5"), Decimal(1))
_GRAIN = Decimal("0.0001")
# Files write thirds as 33.33333: a sum so near to one is one.
_NEAR_WHOLE = Decimal("0.99")


@dataclass(frozen=True)
class ItemScore:
    """Points got, out of points to get, and whether anything was answered."""

    points: Decimal
    max_points: Decimal
    is_answered: bool

    @property
    def is_full(self) -> bool:
        """Tell whether all points were got."""
        return self.points == self.max_points


def score_item(key: Mapping[str, Any], answer: Any) -> ItemScore:
    """Score one answer by its key; an answer of a wrong shape counts as none."""
    rule = _RULES[key["type"]]
    share = rule(key, answer)
    full = Decimal(key["points"])
    if share is None:
        return ItemScore(NOTHING, full, is_answered=False)
    points = (full * min(max(share, NOTHING), WHOLE)).quantize(_GRAIN, rounding=ROUND_HALF_UP)
    return ItemScore(points, full, is_answered=True)


def ladder_share(right: int, count: int, ladder: Sequence[Decimal] = LADDER) -> Decimal:
    """Return the part of the mark for so many right statements."""
    if count == len(ladder) - 1:
        return ladder[right]
    return Decimal(right) / Decimal(count)


def _single(key: Mapping[str, Any], answer: Any) -> Decimal | None:
    option = key["options"].get(answer) if isinstance(answer, str) else None
    return None if option is None else Decimal(option["share"])


def _multiple(key: Mapping[str, Any], answer: Any) -> Decimal | None:
    if not isinstance(answer, list):
        return None
    chosen = {token for token in answer if isinstance(token, str)} & set(key["options"])
    if not chosen:
        return None
    share = sum((Decimal(key["options"][token]["share"]) for token in chosen), NOTHING)
    right = {token for token, option in key["options"].items() if Decimal(option["share"]) > 0}
    return WHOLE if chosen == right and share >= _NEAR_WHOLE else share


def _statements(key: Mapping[str, Any], answer: Any) -> Decimal | None:
    if not isinstance(answer, dict):
        return None
    truths = key["statements"]
    picked = {token: value for token, value in answer.items() if isinstance(value, bool)}
    if not set(picked) & set(truths):
        return None
    right = sum(1 for token, truth in truths.items() if picked.get(token) is truth)
    return ladder_share(right, len(truths), LADDER)


def _number(key: Mapping[str, Any], answer: Any) -> Decimal | None:
    if not isinstance(answer, str) or not answer.strip():
        return None
    number = read_number(answer)
    if number is None:
        return NOTHING
    return max(
        (
            Decimal(each["share"])
            for each in key["answers"]
            if is_near(number, each["value"], each["tolerance"])
        ),
        default=NOTHING,
    )


def _text(key: Mapping[str, Any], answer: Any) -> Decimal | None:
    if not isinstance(answer, str) or not answer.strip():
        return None
    strict = bool(key.get("is_case_sensitive"))
    written = normal_text(answer, is_case_sensitive=strict)
    return max(
        (
            Decimal(each["share"])
            for each in key["texts"]
            if matches(normal_text(each["text"], is_case_sensitive=strict), written)
        ),
        default=NOTHING,
    )


_RULES = {
    "single_choice": _single,
    "multiple_choice": _multiple,
    "true_false_statements": _statements,
    "short_number": _number,
    "short_text": _text,
}
