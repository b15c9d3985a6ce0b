"""From counts to figures: what a report says of a test, its items and its groups of items."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from math import sqrt
from typing import Any

from . import items as classical
from .distractors import OptionFigures, find_better_option, option_figures
from .moments import variance_x
from .reliability import cronbach_alpha, standard_error
from .tally import ItemTally, PartTally, Tally

SHAPE = 1
# Bands of Ebel & Frisbie (1991) and of common use; a flag is a reason to look, never a verdict.
HARDEST, EASIEST, LEAST_DISCRIMINATION = 0.2, 0.9, 0.15
# So many answers before a question's difficulty is taken from them: p then errs by at most 0.09.
LEAST_FOR_DIFFICULTY = 30
# Flags of few answers would be noise.
LEAST_FOR_FLAGS = 10

WRONG_KEY, NEGATIVE, WEAK, HARD, EASY, IDLE = (
    "wrong_key",
    "negative",
    "weak",
    "hard",
    "easy",
    "idle",
)


@dataclass(frozen=True)
class PartFigures:
    """Choices on a part that has one key of its own; ``doubt`` is the option that beats the key."""

    name: str
    options: list[OptionFigures]
    names: dict[str, str] = field(default_factory=dict)
    doubt: str | None = None


@dataclass(frozen=True)
class ItemFigures:
    """Figures of one item; None where there are too few answers or nothing varies."""

    key: str
    count: int
    facility: float | None
    deviation: float | None
    discrimination: float | None
    upper_lower: float | None
    efficiency: float | None
    parts: list[PartFigures] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class TestFigures:
    """Figures of a test over some attempts; points are the paper's."""

    __test__ = False

    count: int
    mean: float | None
    deviation: float | None
    alpha: float | None
    error: float | None
    items: list[ItemFigures]

    def to_json(self) -> dict[str, Any]:
        """Write the figures in shape 1, as the data classes are named."""
        return {"v": SHAPE, **asdict(self)}


def analyse(tally: Tally) -> TestFigures:
    """Return all figures of the counts; an empty tally gives None wherever a figure would stand."""
    size = tally.size
    totals = {(total, 0.0): n for total, n in tally.totals.items()}
    spread = variance_x(totals) if size > 1 else 0.0
    variances = [variance_x(item.marks) for item in tally.items.values()] if size > 1 else []
    alpha = cronbach_alpha(variances, spread)
    return TestFigures(
        count=size,
        mean=sum(total * n for total, n in tally.totals.items()) / size if size else None,
        deviation=sqrt(spread) if size > 1 else None,
        alpha=alpha,
        error=standard_error(spread, alpha),
        items=[_item_figures(key, item) for key, item in tally.items.items()],
    )


def _item_figures(key: str, item: ItemTally) -> ItemFigures:
    size = sum(item.marks.values())
    found = ItemFigures(
        key=key,
        count=size,
        facility=classical.facility(item.marks, item.full),
        deviation=sqrt(variance_x(item.marks)) if size > 1 else None,
        discrimination=classical.discrimination(item.marks),
        upper_lower=classical.upper_lower_index(item.marks, item.full),
        efficiency=classical.efficiency(item.marks),
        parts=[_part_figures(name, part, size) for name, part in item.parts.items()],
    )
    found.flags.extend(list_flags(found))
    return found


def _part_figures(name: str, part: PartTally, size: int) -> PartFigures:
    options = option_figures(part.counts, part.right, part.names)
    better = find_better_option(options, size=size)
    return PartFigures(name, options, part.names, better.choice if better else None)


def list_flags(item: ItemFigures) -> list[str]:
    """Return codes of what a teacher should look at, the gravest first."""
    flags = [WRONG_KEY] if any(part.doubt is not None for part in item.parts) else []
    if item.count < LEAST_FOR_FLAGS or item.facility is None:
        return flags
    if item.discrimination is not None and item.discrimination < 0:
        flags.append(NEGATIVE)
    elif item.discrimination is not None and item.discrimination < LEAST_DISCRIMINATION:
        flags.append(WEAK)
    if item.facility < HARDEST:
        flags.append(HARD)
    elif item.facility > EASIEST:
        flags.append(EASY)
    if any(_has_idle(part) for part in item.parts):
        flags.append(IDLE)
    return flags


def _has_idle(part: PartFigures) -> bool:
    """Tell whether an option that the paper offers is chosen by hardly anybody."""
    return not part.name and any(
        each.is_idle and each.choice in part.names for each in part.options
    )


def group_shares(tally: Tally, labels: Mapping[str, Iterable[str]]) -> dict[str, float | None]:
    """Return the share of marks got in each group of items: by level, by outcome.

    ``labels`` names the groups of an item, by the item's key. The share is ``Σ marks / Σ full``
    over the group's items and all pupils, so a heavy item counts more, as in the mark itself.
    """
    got: dict[str, float] = {}
    full: dict[str, float] = {}
    for key, item in tally.items.items():
        size = sum(item.marks.values())
        marks = sum(mark * n for (mark, _total), n in item.marks.items())
        for label in labels.get(key, ()):
            got[label] = got.get(label, 0.0) + marks
            full[label] = full.get(label, 0.0) + item.full * size
    return {label: got[label] / full[label] if full[label] else None for label in got}
