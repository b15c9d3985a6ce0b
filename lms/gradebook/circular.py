"""Weights, rounding and numbers of marks, read from the rule ``gradebook.circulars``; pure.

TT 22/2021 (THCS, THPT) and TT 43/2021 (GDTX): regular marks count once, the mid-term mark twice, the
final mark three times. TT 27/2020 (primary): levels in words and whole marks of periodic tests; there
is no mean, so nothing here can give one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

MARKS, VERDICTS, LEVELS, NOTHING = "marks", "verdicts", "levels", "nothing"
_TEN = Decimal(10)


@dataclass(frozen=True)
class Scheme:
    """What holds for one subject of one class.

    ``way`` is ``marks``, ``verdicts`` (pass or not), ``levels`` (primary school) or ``nothing``
    (preschool). ``kinds`` are the kinds of tests that have columns. ``regular_count`` is how many
    regular marks a term asks for, 0 where it asks for none. ``moments`` are when a remark is written.
    """

    way: str
    source: str
    step: Decimal
    kinds: tuple[str, ...]
    weights: Mapping[str, int]
    year_weights: tuple[int, int]
    regular_count: int
    levels: tuple[str, ...]
    moments: tuple[str, ...]

    @property
    def has_mean(self) -> bool:
        """Whether marks of a term come to one mark."""
        return self.way == MARKS

    @property
    def has_marks(self) -> bool:
        """Whether a column holds numbers."""
        return self.way in {MARKS, LEVELS}

    def round_mark(self, score: Decimal, full: Decimal) -> Decimal | None:
        """Return the mark of ten of so many points, half up to the step; None without points."""
        return round_half_up(score * _TEN / full, self.step) if full else None


@dataclass(frozen=True)
class TermMarks:
    """The mean of a term, or what is missing for it: ``{"regular": 2, "final": 1}``."""

    mean: Decimal | None
    missing: Mapping[str, int]


def choose_scheme(body: Mapping[str, Any], level: str, subject: str, grade: int) -> Scheme:
    """Read what holds for a subject (its code) in a grade of a level (its slug).

    ``body`` is that of the rule, its shape stands in the migration that seeds it. A level that it does
    not name has no gradebook.
    """
    found = body["levels"].get(level, {"way": NOTHING, "source": ""})
    way = found["way"]
    if way == MARKS and subject in found["verdict_subjects"]:
        way = VERDICTS
    if way == LEVELS and subject not in found["test_subjects"]:
        kinds: tuple[str, ...] = ()
    else:
        kinds = tuple(found.get("kinds", ()))
    return Scheme(
        way=way,
        source=found["source"],
        step=Decimal(found.get("step", "1")),
        kinds=kinds,
        weights=found.get("weights", {}),
        year_weights=tuple(found.get("year_weights", (1, 2))),
        regular_count=_count_regular(found, subject, grade) if "regular" in kinds else 0,
        levels=tuple(found.get("verdicts" if way == VERDICTS else "levels", ())),
        moments=tuple(found.get("moments", ())),
    )


def _count_regular(found: Mapping[str, Any], subject: str, grade: int) -> int:
    periods = found["periods"].get(subject, found["usual_periods"])
    if isinstance(periods, dict):
        periods = periods.get(str(grade), found["usual_periods"])
    for most, count in found["regular_counts"]:
        if most is None or periods <= most:
            return int(count)
    return 0


def mean_of_term(
    scheme: Scheme, regular: Sequence[Decimal], midterm: Decimal | None, final: Decimal | None
) -> TermMarks:
    """Return (sum of regular + 2 mid-term + 3 final) / (count of regular + 5), when nothing is missing.

    Article 9, 1b of TT 22/2021. A mean of what happens to be there would mislead, so there is none.
    """
    short = max(0, scheme.regular_count - len(regular))
    missing = {
        name: count
        for name, count in (
            ("regular", short),
            ("midterm", int(midterm is None)),
            ("final", int(final is None)),
        )
        if count
    }
    if not scheme.has_mean or missing or midterm is None or final is None:
        return TermMarks(None, missing if scheme.has_mean else {})
    weights = scheme.weights
    total = sum(regular, Decimal(0)) * weights["regular"]
    total += midterm * weights["midterm"] + final * weights["final"]
    count = len(regular) * weights["regular"] + weights["midterm"] + weights["final"]
    return TermMarks(round_half_up(total / count, scheme.step), {})


def mean_of_year(scheme: Scheme, first: Decimal | None, second: Decimal | None) -> Decimal | None:
    """Return (first term + 2 second term) / 3, or None while one is missing."""
    if first is None or second is None or not scheme.has_mean:
        return None
    one, two = scheme.year_weights
    return round_half_up((first * one + second * two) / (one + two), scheme.step)


def round_half_up(value: Decimal, step: Decimal) -> Decimal:
    """Round to the step, halves away from zero: 8,25 becomes 8,3."""
    return value.quantize(step, rounding=ROUND_HALF_UP)
