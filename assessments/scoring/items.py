"""From a key and an answer to points. Never below zero, never above the item's points."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .arranged import cloze_share, match_share, order_share
from .rules import DEFAULT, is_exact, read_ladder
from .shorts import NOTHING, number_share, option_share, text_share

WHOLE = Decimal(1)
LADDER = DEFAULT.ladder
# A person gives these marks.
MANUAL = frozenset({"essay", "file_answer"})
_GRAIN = Decimal("0.0001")
# Files write thirds as 33.33333: a sum so near to one is one.
_NEAR_WHOLE = Decimal("0.99")

Rule = Callable[[Mapping[str, Any], Any], Decimal | None]


@dataclass(frozen=True)
class ItemScore:
    """Points got, out of points to get, and whether anything was answered.

    ``points`` is None while an answer waits for a person's mark.
    """

    points: Decimal | None
    max_points: Decimal
    is_answered: bool

    @property
    def is_full(self) -> bool:
        """Tell whether all points were got."""
        return self.points == self.max_points

    @property
    def needs_person(self) -> bool:
        """Tell whether a person has to mark it."""
        return self.points is None


def score_item(key: Mapping[str, Any], answer: Any) -> ItemScore:
    """Score one answer by its key; an answer of a wrong shape counts as none.

    Essays and files give None when there is something to mark, and nothing when they were left blank.
    """
    full = Decimal(key["points"])
    if key.get("is_given"):
        # The question was taken out after the test: everybody has its points.
        return ItemScore(full, full, is_answered=True)
    if key["type"] in MANUAL:
        is_there = _is_there(answer)
        return ItemScore(None if is_there else NOTHING, full, is_answered=is_there)
    share = _RULES[key["type"]](key, answer)
    if share is None:
        return ItemScore(NOTHING, full, is_answered=False)
    points = (full * min(max(share, NOTHING), WHOLE)).quantize(_GRAIN, rounding=ROUND_HALF_UP)
    return ItemScore(points, full, is_answered=True)


def ladder_share(right: int, count: int, ladder: Sequence[Decimal] = LADDER) -> Decimal:
    """Return the part of the mark for so many right statements."""
    if count == len(ladder) - 1:
        return ladder[right]
    return Decimal(right) / Decimal(count)


def _is_there(answer: Any) -> bool:
    if isinstance(answer, str):
        return bool(answer.strip())
    return isinstance(answer, list) and any(isinstance(each, str) and each for each in answer)


def _multiple(key: Mapping[str, Any], answer: Any) -> Decimal | None:
    if not isinstance(answer, list):
        return None
    chosen = {token for token in answer if isinstance(token, str)} & set(key["options"])
    if not chosen:
        return None
    share = sum((Decimal(key["options"][token]["share"]) for token in chosen), NOTHING)
    right = {token for token, option in key["options"].items() if Decimal(option["share"]) > 0}
    if is_exact(key):
        return WHOLE if chosen == right else NOTHING
    return WHOLE if chosen == right and share >= _NEAR_WHOLE else share


def _statements(key: Mapping[str, Any], answer: Any) -> Decimal | None:
    if not isinstance(answer, dict):
        return None
    truths = key["statements"]
    picked = {token: value for token, value in answer.items() if isinstance(value, bool)}
    if not set(picked) & set(truths):
        return None
    right = sum(1 for token, truth in truths.items() if picked.get(token) is truth)
    return ladder_share(right, len(truths), read_ladder(key))


_RULES: dict[str, Rule] = {
    "single_choice": option_share,
    "multiple_choice": _multiple,
    "true_false_statements": _statements,
    "short_number": number_share,
    "short_text": text_share,
    "ordering": order_share,
    "matching": match_share,
    "cloze": cloze_share,
}
