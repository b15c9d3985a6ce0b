"""What the page of near-duplicates shows: both wordings, their differences marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.items.compare import Change, compare
from assessments.models import EnemyPair


@dataclass(frozen=True)
class ShownPair:
    """A pair with the differences from the first to the second."""

    pair: EnemyPair
    changes: list[Change]


def present_pairs(pairs: Sequence[EnemyPair]) -> list[ShownPair]:
    """Compare the newest wordings of each pair."""
    return [
        ShownPair(pair, compare(pair.first.current.content, pair.second.current.content))
        for pair in pairs
        if pair.first.current and pair.second.current
    ]
