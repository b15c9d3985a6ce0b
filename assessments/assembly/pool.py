"""What forms are chosen from and what they must hold: plain values."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assessments.matrix.shape import LEVELS, STATEMENTS_A_QUESTION, Body

# Share right and seconds that are expected of a question that says nothing itself.
EXPECTED_SHARE = {"know": 0.8, "understand": 0.6, "apply": 0.4}
EXPECTED_SECONDS = {"choice": 60, "statements": 180, "short": 180, "essay": 480}
NO_SHARE = 0.6
# On what an expected share may rest, best first: answers of pupils, a person's word, the level.
BASES = ("measured", "said", "level")


@dataclass(frozen=True)
class Item:
    """A question that may be chosen.

    ``levels`` counts statements by level for true/false questions, (1, 0, 0) and so on for others;
    ``share`` is the part of the points that pupils are expected to get; ``uses`` counts papers that
    held it already; ``group`` is the id of its stimulus, 0 without.
    """

    id: int
    row: int
    form: str
    levels: tuple[int, int, int]
    share: float = NO_SHARE
    seconds: float = 60
    uses: int = 0
    group: int = 0
    # On what ``share`` rests, one of BASES.
    basis: str = "level"


@dataclass(frozen=True)
class Need:
    """What a paper must hold of one row and form: questions and statements by level."""

    row: int
    form: str
    levels: tuple[int, int, int]
    points: float

    @property
    def questions(self) -> int:
        """Return how many questions that is."""
        total = sum(self.levels)
        return total // STATEMENTS_A_QUESTION if self.form == "statements" else total


@dataclass(frozen=True)
class Rules:
    """How forms are built.

    ``most_uses`` is how many of these forms may hold the same question, ``most_past_uses`` how many
    papers may have held it before (None: any number).
    """

    form_count: int = 4
    most_uses: int = 1
    most_past_uses: int | None = None
    seed: int = 1


@dataclass(frozen=True)
class Pool:
    """Items with their enemies and the sizes of stimulus groups, which stay whole."""

    items: Sequence[Item]
    enemies: Sequence[tuple[int, int]] = ()
    # How many questions each stimulus has, also those that fit no cell.
    group_sizes: Mapping[int, int] = field(default_factory=dict)

    def usable(self, rules: Rules) -> list[Item]:
        """Return the items that may be used at all: not used too often, in groups that are whole."""
        most = rules.most_past_uses
        rested = [item for item in self.items if most is None or item.uses <= most]
        there = Counter(item.group for item in rested if item.group)
        return [
            item
            for item in rested
            if not item.group or there[item.group] == self.group_sizes.get(item.group, 1)
        ]


def list_needs(body: Body) -> list[Need]:
    """Return what a paper of this matrix must hold, by row and form."""
    counts: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    points: dict[tuple[int, str], float] = defaultdict(float)
    for index, _row, (form, level), cell in body.each_cell():
        counts[index, form][LEVELS.index(level)] = cell.count
        points[index, form] += float(cell.points)
    return [
        Need(row, form, (levels[0], levels[1], levels[2]), points[row, form])
        for (row, form), levels in counts.items()
    ]


def share_of(level: str) -> float:
    """Return the share right that is expected of a level."""
    return EXPECTED_SHARE.get(level, NO_SHARE)


def expect(measured: float | None, said: float | None, by_level: float) -> tuple[float, str]:
    """Return the expected share and its basis: answers of pupils come before words, words before levels."""
    for share, basis in ((measured, BASES[0]), (said, BASES[1])):
        if share is not None:
            return share, basis
    return by_level, BASES[2]


def by_cell(items: Iterable[Item]) -> dict[tuple[int, str], list[Item]]:
    """Group items by row and form."""
    cells: dict[tuple[int, str], list[Item]] = defaultdict(list)
    for item in items:
        cells[item.row, item.form].append(item)
    return cells
