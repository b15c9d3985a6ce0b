"""Counts of formulas, pictures and tables of a file that is being read."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """How many formulas, pictures and tables there were, and what became of them."""

    counts: Counter[str] = field(default_factory=Counter)

    def note(self, kind: str, outcome: str) -> None:
        """Count one thing."""
        self.counts[f"{kind}.found"] += 1
        self.counts[f"{kind}.{outcome}"] += 1
