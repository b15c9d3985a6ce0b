"""Marks that people give: from a rubric to points, and from one or two marks to the one that counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

FIRST, SECOND, SETTLING = 1, 2, 3
_CENT = Decimal("0.01")
_NOTHING = Decimal(0)


@dataclass(frozen=True)
class Settled:
    """What the marks of an answer come to; ``points`` is None while a mark is missing."""

    points: Decimal | None
    needs_third: bool = False


def settle(
    marks: Mapping[int, Decimal], *, is_double: bool = False, most_apart: Decimal = _NOTHING
) -> Settled:
    """Return the mark that counts out of those given in rounds 1 and 2, and 3 that settles.

    One marker: his mark. Two: their mean in whole hundredths (half up) when they are at most
    ``most_apart`` points apart; else a third person's mark counts and the others do not.
    """
    first, second = marks.get(FIRST), marks.get(SECOND)
    if not is_double:
        return Settled(first)
    if first is None or second is None:
        return Settled(None)
    if abs(first - second) <= most_apart:
        return Settled(((first + second) / 2).quantize(_CENT, rounding=ROUND_HALF_UP))
    return Settled(marks.get(SETTLING), needs_third=True)


def rubric_points(
    rubric: Sequence[Mapping[str, Any]], levels: Sequence[int | None], full: Decimal
) -> Decimal | None:
    """Return the points of the levels chosen, in proportion to the item's full mark.

    A rubric of 3 points in an item of 2 gives two thirds of each level. None while a line has no
    level; unknown levels count as none.
    """
    best = sum((_highest(line) for line in rubric), _NOTHING)
    if not rubric or best == 0 or len(levels) != len(rubric):
        return None
    got = _NOTHING
    for line, level in zip(rubric, levels, strict=True):
        if level is None or not 0 <= level < len(line["levels"]):
            return None
        got += Decimal(line["levels"][level]["points"])
    share = min(max(got / best, _NOTHING), Decimal(1))
    return (full * share).quantize(_CENT, rounding=ROUND_HALF_UP)


def _highest(line: Mapping[str, Any]) -> Decimal:
    return max((Decimal(level["points"]) for level in line["levels"]), default=_NOTHING)
