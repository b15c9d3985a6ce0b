"""Why forms cannot be built: which cell falls short, and what would help."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assessments.matrix.shape import LEVELS

from .pool import Item, Need, Pool, Rules, by_cell


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be met. ``helps`` are codes of ways out, best first.

    Codes: "reuse" (let forms share questions), "past_uses" (allow questions used before), "groups"
    (a stimulus has questions that fit no cell), "enemies" (questions here exclude each other),
    "levels" (true/false questions whose statements have no level or another mix), "write".
    """

    row: int
    form: str
    level: str
    need: int
    held: int
    helps: tuple[str, ...]


def find_faults(needs: Sequence[Need], pool: Pool, rules: Rules) -> list[Fault]:
    """Return the cells with too few questions, counted before anything is solved."""
    usable = by_cell(pool.usable(rules))
    rested = by_cell(pool.usable(Rules(rules.form_count, rules.most_uses, None, rules.seed)))
    everything = by_cell(pool.items)
    faults: list[Fault] = []
    for need in needs:
        key = (need.row, need.form)
        count = _count_mixes if need.form == "statements" else _count_levels
        faults += count(
            need,
            usable.get(key, []),
            rules,
            (rested.get(key, []), everything.get(key, [])),
        )
    return faults


def _copies(rules: Rules) -> int:
    """Return how often each question counts: forms that may share it."""
    return min(rules.most_uses, rules.form_count)


def _count_levels(
    need: Need, usable: Sequence[Item], rules: Rules, wider: tuple[Sequence[Item], Sequence[Item]]
) -> list[Fault]:
    held = _by_level(usable)
    rested, everything = _by_level(wider[0]), _by_level(wider[1])
    faults = []
    for index, level in enumerate(LEVELS):
        wanted = need.levels[index]
        if held[index] * _copies(rules) >= wanted * rules.form_count and held[index] >= wanted:
            continue
        helps = []
        if held[index] >= wanted:
            helps.append("reuse")
        if rested[index] > held[index]:
            helps.append("past_uses")
        if everything[index] > rested[index]:
            helps.append("groups")
        helps.append("write")
        total = wanted if held[index] < wanted else -(-wanted * rules.form_count // _copies(rules))
        faults.append(Fault(need.row, need.form, level, total, held[index], tuple(helps)))
    return faults


def _count_mixes(
    need: Need, usable: Sequence[Item], rules: Rules, wider: tuple[Sequence[Item], Sequence[Item]]
) -> list[Fault]:
    """Check true/false questions: enough of them whose statements fit into what is asked."""
    fitting = [item for item in usable if _fits(item, need)]
    wanted = need.questions
    total = -(-wanted * rules.form_count // _copies(rules))
    if len(fitting) >= total and len(fitting) >= wanted:
        return []
    helps = ["reuse"] if len(fitting) >= wanted else []
    if len(usable) > len(fitting):
        helps.append("levels")
    if len(wider[0]) > len(usable):
        helps.append("past_uses")
    if len(wider[1]) > len(wider[0]):
        helps.append("groups")
    shown = wanted if len(fitting) < wanted else total
    return [
        Fault(need.row, need.form, "", shown, len(fitting), (*helps, "write")),
    ]


def _by_level(items: Sequence[Item]) -> list[int]:
    counts = Counter(item.levels.index(1) for item in items if sum(item.levels) == 1)
    return [counts[index] for index in range(len(LEVELS))]


def _fits(item: Item, need: Need) -> bool:
    """Tell whether the statements of the item fit into what the row asks."""
    return sum(item.levels) > 0 and all(
        have <= want for have, want in zip(item.levels, need.levels, strict=True)
    )
