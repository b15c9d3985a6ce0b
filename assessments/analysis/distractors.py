"""What pupils chose, option by option, and the sign of a wrong key.

Sources: T. M. Haladyna & S. M. Downing, "How many options is enough for a multiple-choice test
item?", Educational and Psychological Measurement 53 (1993), 999-1010 (an option below 5 % does not
work); R. L. Ebel & D. A. Frisbie, Essentials of Educational Measurement (1991), ch. 13 (a key with
negative discrimination beside an option with a positive one is suspect).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .items import upper_lower
from .moments import Pairs, correlation, count

# (choice, mark on the item, total of the test) → how many.
Choices = Mapping[tuple[str, float, float], int]

BLANK = ""
IDLE_SHARE = 0.05
# Below so many pupils a key is not doubted: r of 20 pupils still errs by about 0.22.
LEAST_FOR_DOUBT = 20


@dataclass(frozen=True)
class OptionFigures:
    """One option: how many chose it, in what part of all, of the best and of the weakest 27 %."""

    choice: str
    count: int
    share: float
    upper: float | None
    lower: float | None
    # Pearson's r of choosing it (1 or 0) and the rest of the test.
    discrimination: float | None
    is_key: bool

    @property
    def is_idle(self) -> bool:
        """Tell whether a wrong option attracts fewer than one in twenty (Haladyna & Downing)."""
        return not self.is_key and self.choice != BLANK and self.share < IDLE_SHARE


def option_figures(
    choices: Choices, keys: Iterable[str], options: Iterable[str] = ()
) -> list[OptionFigures]:
    """Return figures of each option, also of those that nobody chose, in the order given.

    ``keys`` are the right ones. Blanks stand under ``""`` and come last, when there are any.
    """
    right = set(keys)
    known = list(dict.fromkeys(options))
    chosen = sorted({choice for choice, _mark, _total in choices} - set(known) - {BLANK})
    order = [*known, *chosen]
    if any(choice == BLANK for choice, _mark, _total in choices):
        order.append(BLANK)
    size = sum(choices.values())
    return [_figures(choices, option, size=size, is_key=option in right) for option in order]


def _figures(choices: Choices, option: str, *, size: int, is_key: bool) -> OptionFigures:
    by_total: Counter[tuple[float, float]] = Counter()
    by_rest: Counter[tuple[float, float]] = Counter()
    for (choice, mark, total), n in choices.items():
        is_chosen = float(choice == option)
        by_total[is_chosen, total] += n
        by_rest[is_chosen, round(total - mark, 4)] += n
    picked = sum(n for (is_chosen, _total), n in by_total.items() if is_chosen)
    groups = upper_lower(by_total, 1.0)
    return OptionFigures(
        choice=option,
        count=picked,
        share=picked / size if size else 0.0,
        upper=groups[0] if groups else None,
        lower=groups[1] if groups else None,
        discrimination=correlation(by_rest),
        is_key=is_key,
    )


def find_better_option(options: Iterable[OptionFigures], *, size: int) -> OptionFigures | None:
    """Return the wrong option that looks like the key, or None: the sign of a possible wrong key.

    The key must discriminate below zero and the option above it and above zero; or the option must
    discriminate more than the key and be chosen by more of the upper group. Never below
    ``LEAST_FOR_DOUBT`` pupils. It is a reason to look, not a verdict (Ebel & Frisbie 1991).
    """
    listed = [each for each in options if each.choice != BLANK]
    keys = [each for each in listed if each.is_key]
    if size < LEAST_FOR_DOUBT or len(keys) != 1:
        return None
    key = keys[0]
    rivals = [each for each in listed if not each.is_key and _beats(each, key)]
    return max(rivals, key=lambda each: each.discrimination or 0.0, default=None)


def _beats(rival: OptionFigures, key: OptionFigures) -> bool:
    rival_r, key_r = rival.discrimination or 0.0, key.discrimination or 0.0
    if rival_r <= max(key_r, 0.0):
        return False
    return key_r < 0 or (rival.upper or 0.0) > (key.upper or 0.0)


def as_pairs(choices: Choices) -> Pairs:
    """Return the sample of marks and totals behind the choices."""
    pairs: Counter[tuple[float, float]] = Counter()
    for (_choice, mark, total), n in choices.items():
        pairs[mark, total] += n
    return pairs


def size_of(choices: Choices) -> int:
    """Return how many pupils the choices are of."""
    return count(as_pairs(choices))
