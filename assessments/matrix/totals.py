"""Sums of a matrix, as its last rows and columns show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .shape import FORMS, KEYS, LEVELS, Body, Key

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Totals:
    """Counts and points by column, by form, by level, and of all."""

    counts: Mapping[Key, int]
    points_by_form: Mapping[str, Decimal]
    points_by_level: Mapping[str, Decimal]
    counts_by_level: Mapping[str, int]
    points: Decimal
    question_count: int
    periods: int


def sum_up(body: Body) -> Totals:
    """Add everything up. Counts of the form "statements" count statements."""
    counts = {key: sum(row.count(*key) for row in body.rows) for key in KEYS}
    by_form = dict.fromkeys(FORMS, Decimal(0))
    by_level = dict.fromkeys(LEVELS, Decimal(0))
    for _index, _row, (form, level), cell in body.each_cell():
        by_form[form] += cell.points
        by_level[level] += cell.points
    return Totals(
        counts=counts,
        points_by_form=by_form,
        points_by_level=by_level,
        counts_by_level={level: sum(counts[form, level] for form in FORMS) for level in LEVELS},
        points=sum(by_form.values(), Decimal(0)),
        question_count=body.question_count,
        periods=sum(row.periods for row in body.rows),
    )


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """Return the part in percent with one decimal, 0 of nothing."""
    if not whole:
        return Decimal(0)
    share = Decimal(part) * HUNDRED / Decimal(whole)
    return share.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
