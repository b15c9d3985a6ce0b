"""One cell of a matrix: its name in addresses, which one to look at first, and small changes to it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .checking import Coverage, rate_cell
from .shape import FORMS, LEVELS, MOST_IN_CELL, Body

_NAME = re.compile(rf"r(\d{{1,3}})\.({'|'.join(FORMS)})\.({'|'.join(LEVELS)})")


@dataclass(frozen=True)
class CellPlace:
    """Where a cell stands: row from 0, form, level. Written ``r0.choice.know``."""

    row: int
    form: str
    level: str

    def __str__(self) -> str:
        return f"r{self.row}.{self.form}.{self.level}"

    @property
    def key(self) -> str:
        """Return the name of the cell within its stored row."""
        return f"{self.form}.{self.level}"


def read_place(name: str, body: Body) -> CellPlace | None:
    """Read the name of a cell; None when the matrix has no such cell."""
    found = _NAME.fullmatch(name)
    if found is None or int(found[1]) >= len(body.rows):
        return None
    return CellPlace(int(found[1]), found[2], found[3])


def choose_place(name: str, body: Body, coverage: Coverage) -> CellPlace | None:
    """Return the named cell, else the one that needs a person most; None in an empty matrix."""
    named = read_place(name, body)
    if named is not None:
        return named
    places = [
        (rate_cell(cell.count, coverage.get((row, *key), 0)), CellPlace(row, *key))
        for row, _row, key, cell in body.each_cell()
    ]
    order = ("none", "low", "fine")
    return min(places, key=lambda each: order.index(each[0]))[1] if places else None


def list_spare_levels(body: Body, coverage: Coverage, place: CellPlace) -> list[tuple[str, int]]:
    """Return other levels of the same row and form that hold more than their cell needs."""
    row = body.rows[place.row]
    spare = [
        (level, coverage.get((place.row, place.form, level), 0) - row.count(place.form, level))
        for level in LEVELS
        if level != place.level
    ]
    return [(level, count) for level, count in spare if count > 0]


def change_count(body: Mapping[str, Any], place: CellPlace, step: int) -> dict[str, Any]:
    """Return the stored body with so many more or fewer questions in a cell."""
    rows = [dict(row) for row in body["rows"]]
    cells = dict(rows[place.row]["cells"])
    old = cells.pop(place.key, {"n": 0})
    count = min(max(old["n"] + step, 0), MOST_IN_CELL)
    if count:
        cells[place.key] = {**old, "n": count}
    rows[place.row]["cells"] = cells
    return {**body, "rows": rows}


def shift_question(body: Mapping[str, Any], place: CellPlace, level: str) -> dict[str, Any]:
    """Return the stored body with one question of a cell moved to another level of its row."""
    held = body["rows"][place.row]["cells"].get(place.key, {}).get("n", 0)
    if not held or level not in LEVELS or level == place.level:
        return dict(body)
    taken = change_count(body, place, -1)
    return change_count(taken, CellPlace(place.row, place.form, level), 1)
