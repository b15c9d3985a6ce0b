"""Shape 1 of what a teacher asks for when forms are built, and of why they could not be.

Wishes: ``{"v": 1, "codes": int, "originals": int, "first_code": int, "most_uses": int,
"most_past_uses": int or null, "questions": bool, "options": bool, "statements": bool, "seed": int}``.
Report: ``{"v": 1, "faults": [{"row", "form", "level", "need", "held", "helps": [code]}],
"relaxing": [code]}``.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from .building import CannotBuildError
from .pool import Rules
from .shuffling import Switches

SHAPE = 1
MOST_CODES = 24


@dataclass(frozen=True)
class Wishes:
    """How many codes from how many different papers, and what is shuffled."""

    codes: int = 4
    originals: int = 4
    first_code: int = 101
    most_uses: int = 1
    most_past_uses: int | None = None
    questions: bool = True
    options: bool = True
    statements: bool = False
    seed: int = 1

    @property
    def rules(self) -> Rules:
        """Return what the builder of forms needs to know."""
        return Rules(self.originals, self.most_uses, self.most_past_uses, self.seed)

    @property
    def switches(self) -> Switches:
        """Return what is shuffled."""
        return Switches(self.questions, self.options, self.statements)


def write_wishes(wishes: Wishes) -> dict[str, Any]:
    """Write wishes as they are stored."""
    return {"v": SHAPE, **asdict(wishes)}


def read_wishes(stored: Mapping[str, Any]) -> Wishes:
    """Read stored wishes."""
    if stored.get("v") != SHAPE:
        message = f"Unknown shape of wishes: {stored.get('v')!r}."
        raise ValueError(message)
    return Wishes(**{name: value for name, value in stored.items() if name != "v"})


def write_report(error: CannotBuildError) -> dict[str, Any]:
    """Write why no form could be built."""
    return {
        "v": SHAPE,
        "faults": [asdict(fault) for fault in error.faults],
        "relaxing": error.relaxing,
    }
