"""Counts of one test that add up: a class, a school and a province are sums of sittings.

Everything that ``report.py`` tells is made from these counts, so nothing is scanned twice: a sitting
is counted once when it is over, and a test's figures are the sum of its sittings.

Stored as JSON, shape 1: ``{"v": 1, "totals": [[total, n]], "items": [{"item", "full", "marks":
[[mark, total, n]], "parts": [{"part", "right": [choice], "names": [[choice, text]], "counts":
[[choice, mark, total, n]]}]}]}``; lists, because the database does not keep the order of objects.
Marks are points. A part is what has one key of its own: the whole of a single choice (``""``), one
option of several, one statement. ``item`` names a question's version.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

SHAPE = 1


@dataclass
class PartTally:
    """Choices on one part of an item."""

    right: list[str] = field(default_factory=list)
    # What options say, for people; their order is the paper's.
    names: dict[str, str] = field(default_factory=dict)
    counts: Counter[tuple[str, float, float]] = field(default_factory=Counter)


@dataclass
class ItemTally:
    """Marks on one item, each with the total of the test."""

    full: float
    marks: Counter[tuple[float, float]] = field(default_factory=Counter)
    parts: dict[str, PartTally] = field(default_factory=dict)

    def part(self, name: str) -> PartTally:
        """Return a part, new when it is asked for the first time."""
        return self.parts.setdefault(name, PartTally())


@dataclass
class Tally:
    """All counts of some attempts at one test."""

    totals: Counter[float] = field(default_factory=Counter)
    items: dict[str, ItemTally] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many attempts were counted."""
        return sum(self.totals.values())

    def item(self, key: str, full: float) -> ItemTally:
        """Return an item, new when it is asked for the first time."""
        return self.items.setdefault(key, ItemTally(full))

    def to_json(self) -> dict[str, Any]:
        """Write the counts in shape 1."""
        return {
            "v": SHAPE,
            "totals": [[total, n] for total, n in sorted(self.totals.items())],
            "items": [_write_item(key, item) for key, item in self.items.items()],
        }


def read_tally(stored: dict[str, Any]) -> Tally:
    """Read counts in shape 1; raise ValueError for another."""
    if stored.get("v") != SHAPE:
        message = f"Unknown shape of counts: {stored.get('v')!r}."
        raise ValueError(message)
    return Tally(
        totals=Counter({float(total): n for total, n in stored["totals"]}),
        items={each["item"]: _read_item(each) for each in stored["items"]},
    )


def add_tallies(tallies: Iterable[Tally]) -> Tally:
    """Return the sum; the order does not matter. Keys and names are the newest's."""
    whole = Tally()
    for tally in tallies:
        whole.totals.update(tally.totals)
        for key, item in tally.items.items():
            into = whole.item(key, item.full)
            into.marks.update(item.marks)
            for name, part in item.parts.items():
                target = into.part(name)
                target.right, target.names = part.right, {**target.names, **part.names}
                target.counts.update(part.counts)
    return whole


def _write_item(key: str, item: ItemTally) -> dict[str, Any]:
    return {
        "item": key,
        "full": item.full,
        "marks": [[*pair, n] for pair, n in sorted(item.marks.items())],
        "parts": [
            {
                "part": name,
                "right": part.right,
                "names": [[choice, text] for choice, text in part.names.items()],
                "counts": [[*triple, n] for triple, n in sorted(part.counts.items())],
            }
            for name, part in item.parts.items()
        ],
    }


def _read_item(stored: dict[str, Any]) -> ItemTally:
    return ItemTally(
        full=float(stored["full"]),
        marks=Counter({(float(mark), float(total)): n for mark, total, n in stored["marks"]}),
        parts={each["part"]: _read_part(each) for each in stored["parts"]},
    )


def _read_part(stored: dict[str, Any]) -> PartTally:
    counts = {(choice, float(mark), float(total)): n for choice, mark, total, n in stored["counts"]}
    return PartTally(
        right=list(stored["right"]),
        names={choice: text for choice, text in stored["names"]},  # noqa: C416  # pairs of JSON
        counts=Counter(counts),
    )
