"""Builds equivalent forms, one after another, each by mixed-integer optimisation (HiGHS).

A joint model of all forms and the whole bank would have hundreds of thousands of yes-or-no
variables. So each cell is prefiltered to a few dozen rested questions, and each form is solved for
itself towards one target: the mean difficulty and time that the cells have in the bank. Counts of
cells, enemies, use limits and whole groups are hard constraints; the distance from the target is what
is minimised, first inside a narrow band, then a wider one.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from .faults import Fault, find_faults
from .pool import Item, Need, Pool, Rules, by_cell

# Candidates a cell: so many times what it needs, and never fewer than the least.
TIMES_NEED = 5
FEWEST = 14
# Half-widths of the bands around the target share that are tried in turn; None minimises freely.
BANDS = (0.0015, 0.006, 0.015, None)
SECONDS_BAND = 0.02
SECONDS_A_FORM = 4.0


class CannotBuildError(Exception):
    """No form can be built; ``faults`` name cells, ``relaxing`` what would make it possible."""

    def __init__(self, faults: Sequence[Fault] = (), relaxing: Sequence[str] = ()) -> None:
        super().__init__("The bank cannot fill this matrix.")
        self.faults = list(faults)
        self.relaxing = list(relaxing)


@dataclass(frozen=True)
class BuiltForm:
    """One form: its items, the share of points expected, and the time in seconds."""

    items: tuple[Item, ...]
    share: float
    seconds: float


@dataclass
class _Use:
    """What earlier forms have taken."""

    counts: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True)
class _Model:
    """The candidates of one form with the figures that the solver needs."""

    items: list[Item]
    weights: np.ndarray
    needs: Sequence[Need]
    pool: Pool


def build_forms(
    needs: Sequence[Need],
    pool: Pool,
    rules: Rules,
    *,
    report: Callable[[int], None] = lambda _done: None,
) -> list[BuiltForm]:
    """Return ``rules.form_count`` forms that hold exactly what is needed.

    The same seed gives the same forms. ``report`` hears how many are done. Raises CannotBuildError
    with the cells that fall short, or with the rules that exclude each other.
    """
    faults = find_faults(needs, pool, rules)
    if faults:
        raise CannotBuildError(faults)
    usable = pool.usable(rules)
    target = _aim(needs, usable)
    draw = random.Random(rules.seed)  # noqa: S311  # a seeded choice that can be repeated
    use = _Use()
    forms: list[BuiltForm] = []
    for number in range(rules.form_count):
        form = _build_one(needs, replace(pool, items=usable), rules, (target, use, draw))
        if form is None:
            raise CannotBuildError(relaxing=_find_relaxing(needs, pool, rules, use))
        use.counts.update(item.id for item in form.items)
        forms.append(form)
        report(number + 1)
    return forms


def predict(items: Sequence[Item], needs: Sequence[Need]) -> tuple[float, float]:
    """Return the expected share of all points and the expected seconds of a choice of items."""
    weight = {(need.row, need.form): need.points / max(need.questions, 1) for need in needs}
    total = sum(need.points for need in needs) or 1.0
    share = sum(item.share * weight[item.row, item.form] for item in items) / total
    return share, sum(item.seconds for item in items)


def _aim(needs: Sequence[Need], usable: Sequence[Item]) -> tuple[float, float]:
    """Return the share and the seconds of a paper of average questions of each cell and level."""
    figures: dict[tuple[int, str, tuple[int, int, int]], list[Item]] = defaultdict(list)
    for item in usable:
        figures[item.row, item.form, item.levels].append(item)
    total = sum(need.points for need in needs) or 1.0
    share = seconds = 0.0
    for need in needs:
        kinds = _list_kinds(need, figures)
        each = need.points / max(need.questions, 1) / total
        for count, items in kinds:
            share += each * count * sum(item.share for item in items) / len(items)
            seconds += count * sum(item.seconds for item in items) / len(items)
    return share, seconds


def _list_kinds(
    need: Need, figures: dict[tuple[int, str, tuple[int, int, int]], list[Item]]
) -> list[tuple[int, list[Item]]]:
    if need.form == "statements":
        items = [
            item
            for (row, form, _levels), found in figures.items()
            if (row, form) == (need.row, need.form)
            for item in found
        ]
        return [(need.questions, items)] if items else []
    kinds = []
    for index, count in enumerate(need.levels):
        level = tuple(1 if place == index else 0 for place in range(3))
        items = figures.get((need.row, need.form, level), [])  # type: ignore[arg-type]  # three places
        if count and items:
            kinds.append((count, items))
    return kinds


def _build_one(
    needs: Sequence[Need],
    pool: Pool,
    rules: Rules,
    state: tuple[tuple[float, float], _Use, random.Random],
) -> BuiltForm | None:
    """Build one form: few candidates first, all of them when that fails."""
    target, use, draw = state
    for times in (TIMES_NEED, TIMES_NEED * 6, None):
        model = _select(needs, pool, rules, (use, draw, times))
        if model is None:
            continue
        for band in BANDS:
            chosen = _solve(model, target, band, use, draw)
            if chosen is not None:
                share, seconds = predict(chosen, needs)
                return BuiltForm(tuple(chosen), share, seconds)
    return None


def _select(
    needs: Sequence[Need],
    pool: Pool,
    rules: Rules,
    how: tuple[_Use, random.Random, int | None],
) -> _Model | None:
    """Choose candidates: the least used of each cell and level, and whole groups."""
    use, draw, times = how
    cells = by_cell(item for item in pool.items if use.counts[item.id] < rules.most_uses)
    chosen: dict[int, Item] = {}
    for need in needs:
        for pile, count in _piles(need, cells.get((need.row, need.form), [])):
            if not count:
                continue
            if times is not None and len(pile) > times * count:
                keyed = [(use.counts[item.id], item.uses, draw.random(), item) for item in pile]
                keyed.sort(key=lambda each: each[:3])
                pile = [each[3] for each in keyed[: max(FEWEST, times * count)]]  # noqa: PLW2901
            chosen.update((item.id, item) for item in pile)
    _complete_groups(chosen, pool.items)
    items = list(chosen.values())
    if not items:
        return None
    weight = {(need.row, need.form): need.points / max(need.questions, 1) for need in needs}
    total = sum(need.points for need in needs) or 1.0
    weights = np.array([weight.get((item.row, item.form), 0.0) / total for item in items])
    return _Model(items, weights, needs, pool)


def _piles(need: Need, items: Sequence[Item]) -> list[tuple[list[Item], int]]:
    """Split the items of a cell by level; true/false questions stay in one pile."""
    if need.form == "statements":
        fitting = [
            item
            for item in items
            if all(have <= want for have, want in zip(item.levels, need.levels, strict=True))
        ]
        return [(fitting, need.questions)]
    return [
        ([item for item in items if item.levels[index]], count)
        for index, count in enumerate(need.levels)
    ]


def _complete_groups(chosen: dict[int, Item], items: Sequence[Item]) -> None:
    """Add the other members of each chosen group: whole or not at all."""
    groups = {item.group for item in chosen.values() if item.group}
    if groups:
        chosen.update((item.id, item) for item in items if item.group in groups)


class _Rows:
    """Collects linear constraints row by row."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.columns: list[int] = []
        self.values: list[float] = []
        self.lower: list[float] = []
        self.upper: list[float] = []

    def add(self, terms: Sequence[tuple[int, float]], lower: float, upper: float) -> None:
        """Ask for ``lower <= sum of value × variable <= upper``."""
        row = len(self.lower)
        for column, value in terms:
            self.rows.append(row)
            self.columns.append(column)
            self.values.append(value)
        self.lower.append(lower)
        self.upper.append(upper)

    def constraint(self, width: int) -> LinearConstraint:
        """Return all rows as one sparse constraint."""
        matrix = coo_array(
            (self.values, (self.rows, self.columns)), shape=(len(self.lower), width)
        ).tocsc()
        return LinearConstraint(matrix, self.lower, self.upper)


def _solve(
    model: _Model,
    target: tuple[float, float],
    band: float | None,
    use: _Use,
    draw: random.Random,
) -> list[Item] | None:
    """Solve one form. The last two variables are the distances from the target share and time."""
    size = len(model.items)
    rows = _Rows()
    _add_cells(rows, model)
    _add_enemies(rows, model)
    _add_groups(rows, model)
    _add_target(rows, model, target)
    most = [1.0] * size + [band if band is not None else 1.0, 1.0 if band is None else SECONDS_BAND]
    costs = [
        0.02 * use.counts[item.id] + 0.002 * item.uses + 0.001 * draw.random()
        for item in model.items
    ]
    weight = 100.0 if band is None else 0.0
    found = milp(
        c=[*costs, weight, weight / 10],
        constraints=rows.constraint(size + 2),
        integrality=[1] * size + [0, 0],
        bounds=Bounds([0.0] * (size + 2), most),
        options={"time_limit": SECONDS_A_FORM, "mip_rel_gap": 0.2 if band is not None else 0.02},
    )
    if found.x is None:
        return None
    return [item for item, value in zip(model.items, found.x, strict=False) if value > 0.5]


def _add_cells(rows: _Rows, model: _Model) -> None:
    places = defaultdict(list)
    for column, item in enumerate(model.items):
        places[item.row, item.form].append((column, item))
    for need in model.needs:
        there = places.pop((need.row, need.form), [])
        for index, count in enumerate(need.levels):
            terms = [(column, float(item.levels[index])) for column, item in there]
            rows.add([term for term in terms if term[1]], count, count)
        if need.form == "statements":
            rows.add([(column, 1.0) for column, _item in there], need.questions, need.questions)
    for there in places.values():
        # Members of groups that fit no cell: never taken, and so their groups are not.
        rows.add([(column, 1.0) for column, _item in there], 0, 0)


def _add_enemies(rows: _Rows, model: _Model) -> None:
    columns = {item.id: column for column, item in enumerate(model.items)}
    for first, second in model.pool.enemies:
        if first in columns and second in columns:
            rows.add([(columns[first], 1.0), (columns[second], 1.0)], 0, 1)


def _add_groups(rows: _Rows, model: _Model) -> None:
    members = defaultdict(list)
    for column, item in enumerate(model.items):
        if item.group:
            members[item.group].append(column)
    for group, columns in members.items():
        if len(columns) < model.pool.group_sizes.get(group, 1):
            rows.add([(column, 1.0) for column in columns], 0, 0)
        for column in columns[1:]:
            rows.add([(columns[0], 1.0), (column, -1.0)], 0, 0)


def _add_target(rows: _Rows, model: _Model, target: tuple[float, float]) -> None:
    """Bind the distances: |share - target| <= d, |seconds / target - 1| <= e."""
    size = len(model.items)
    share = [
        (column, float(model.weights[column] * item.share))
        for column, item in enumerate(model.items)
    ]
    pace = [(column, item.seconds / (target[1] or 1.0)) for column, item in enumerate(model.items)]
    for terms, aim, place in ((share, target[0], size), (pace, 1.0, size + 1)):
        rows.add([*terms, (place, -1.0)], -np.inf, aim)
        rows.add([*terms, (place, 1.0)], aim, np.inf)


def _find_relaxing(needs: Sequence[Need], pool: Pool, rules: Rules, use: _Use) -> list[str]:
    """Try once without each kind of rule, and name those whose absence makes a form possible."""
    ungrouped = [replace(item, group=0) for item in pool.items]
    trials = {
        "enemies": (replace(pool, enemies=()), rules),
        "groups": (replace(pool, items=ungrouped, group_sizes={}), rules),
        "reuse": (pool, replace(rules, most_uses=rules.form_count)),
        "past_uses": (pool, replace(rules, most_past_uses=None)),
    }
    found = []
    for name, (other, looser) in trials.items():
        usable = replace(other, items=other.usable(looser))
        target = _aim(needs, usable.items)
        taken = _Use() if name == "reuse" else use
        draw = random.Random(looser.seed)  # noqa: S311  # as above
        if _build_one(needs, usable, looser, (target, taken, draw)) is not None:
            found.append(name)
    return found
