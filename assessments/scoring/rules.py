"""Rules of partial credit: data of the province, written into the key when a paper is frozen.

Stored as the rule ``assessments.scoring``: ``{"ladder": ["0", "0.1", …], "multiple_choice": "partial",
"ordering": "partial", "matching": "partial", "cloze": "partial"}``. A key without them is scored by
``DEFAULT``, which are the values of papers that were frozen before the rule existed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

PARTIAL, EXACT = "partial", "exact"
WAYS = frozenset({PARTIAL, EXACT})


@dataclass(frozen=True)
class ScoringRules:
    """How what is partly right counts.

    ``ladder`` gives the part of the mark for 0, 1, … right statements; other counts are taken in
    proportion. The ways are ``partial`` or ``exact`` (all or nothing): multiple choice by the shares of
    its options, ordering by pairs of neighbours, matching by pairs, cloze by the weights of its gaps.
    """

    # Ladder of QĐ 764 for four statements.
    ladder: tuple[Decimal, ...] = tuple(Decimal(step) for step in ("0", "0.1", "0.25", "0.5", "1"))
    multiple_choice: str = PARTIAL
    ordering: str = PARTIAL
    matching: str = PARTIAL
    cloze: str = PARTIAL

    def __post_init__(self) -> None:
        """Refuse rules by which a better answer would score less."""
        ways = {self.multiple_choice, self.ordering, self.matching, self.cloze}
        is_rising = list(self.ladder) == sorted(self.ladder)
        if not ways <= WAYS or not is_rising or self.ladder[0] != 0 or self.ladder[-1] != 1:
            message = f"These scoring rules are not monotone: {self}"
            raise ValueError(message)

    def for_key(self, kind: str) -> dict[str, Any]:
        """Return what the key of a question of this type keeps."""
        if kind == "true_false_statements":
            return {"ladder": [str(step) for step in self.ladder]}
        way = getattr(self, kind, None)
        return {} if way is None else {"way": way}


DEFAULT = ScoringRules()


def read_rules(body: Mapping[str, Any]) -> ScoringRules:
    """Read the stored rule; what it does not name stays as it is by default."""
    ways = {
        name: str(body[name])
        for name in ("multiple_choice", "ordering", "matching", "cloze")
        if name in body
    }
    ladder = tuple(Decimal(str(step)) for step in body.get("ladder", DEFAULT.ladder))
    return ScoringRules(ladder=ladder, **ways)


def read_ladder(key: Mapping[str, Any]) -> tuple[Decimal, ...]:
    """Return the ladder that a key was frozen with."""
    return tuple(Decimal(step) for step in key["ladder"]) if "ladder" in key else DEFAULT.ladder


def is_exact(key: Mapping[str, Any]) -> bool:
    """Tell whether a key was frozen as all or nothing."""
    return key.get("way") == EXACT
