"""Shape 1 of a matrix: what is stored in ``Matrix.body``, and values that code reads it as.

``{"v": 1, "points": {form: text}, "rows": [{"topic", "unit", "periods", "outcomes": [code, …],
"wants": {level: text}, "cells": {"form.level": {"n": int, "points": text}}}]}``

``n`` counts questions, in the form "statements" single statements (ý) of which four make a
question. ``points`` of a cell is written for essays only: the other forms have fixed points a question.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

SHAPE = 1
FORMS = ("choice", "statements", "short", "essay")
LEVELS = ("know", "understand", "apply")
OBJECTIVE_FORMS = FORMS[:3]
STATEMENTS_A_QUESTION = 4
MOST_ROWS = 40
MOST_IN_CELL = 40
MOST_PERIODS = 200
DEFAULT_POINTS = {
    "choice": Decimal("0.25"),
    "statements": Decimal(1),
    "short": Decimal("0.5"),
    "essay": Decimal(1),
}
# Which types of questions may fill which form.
TYPES_OF = {
    "choice": ("single_choice",),
    "statements": ("true_false_statements",),
    "short": ("short_number", "short_text"),
    "essay": ("essay", "file_answer"),
}
FORM_OF_TYPE = {kind: form for form, kinds in TYPES_OF.items() for kind in kinds}
KEYS = tuple((form, level) for form in FORMS for level in LEVELS)
Key = tuple[str, str]


@dataclass(frozen=True)
class Cell:
    """How many questions (statements) of a form and level, and the points of all of them."""

    count: int
    points: Decimal


@dataclass(frozen=True)
class Row:
    """One content unit with its weight in periods, its outcomes, and its cells that are not empty."""

    topic: str
    unit: str
    periods: int = 0
    outcomes: tuple[str, ...] = ()
    # What pupils must be able to do, by level, for the specification.
    wants: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[Key, Cell] = field(default_factory=dict)

    def count(self, form: str, level: str) -> int:
        """Return the number in a cell, 0 when it is empty."""
        cell = self.cells.get((form, level))
        return cell.count if cell else 0

    @property
    def points(self) -> Decimal:
        """Return the points of the row."""
        return sum((cell.points for cell in self.cells.values()), Decimal(0))


@dataclass(frozen=True)
class Body:
    """A whole matrix: rows, and the points of one question of each form."""

    rows: tuple[Row, ...] = ()
    points: Mapping[str, Decimal] = field(default_factory=lambda: dict(DEFAULT_POINTS))

    def each_cell(self) -> Iterator[tuple[int, Row, Key, Cell]]:
        """Go through all cells that are not empty: row index, row, key, cell."""
        for index, row in enumerate(self.rows):
            for key in KEYS:
                if key in row.cells:
                    yield index, row, key, row.cells[key]

    @property
    def question_count(self) -> int:
        """Return how many questions a paper of this matrix has."""
        return sum(self.count_questions(form) for form in FORMS)

    def count_questions(self, form: str) -> int:
        """Return how many questions of this form a paper has."""
        total = sum(row.count(form, level) for row in self.rows for level in LEVELS)
        return total // STATEMENTS_A_QUESTION if form == "statements" else total


def make_cell(
    form: str, count: int, each: Mapping[str, Decimal], own: Decimal | None = None
) -> Cell:
    """Make a cell with the points of its form; ``own`` is the teacher's mark of an essay cell."""
    if form == "essay" and own is not None:
        return Cell(count, own)
    share = each[form] / STATEMENTS_A_QUESTION if form == "statements" else each[form]
    return Cell(count, share * count)


def read_body(stored: Mapping[str, Any]) -> Body:
    """Read a stored body; counts and marks outside their bounds become the nearest sane ones."""
    if stored.get("v") != SHAPE:
        message = f"Unknown shape of a matrix: {stored.get('v')!r}."
        raise ValueError(message)
    each = {form: read_mark(stored["points"].get(form), DEFAULT_POINTS[form]) for form in FORMS}
    return Body(tuple(_read_row(row, each) for row in stored["rows"][:MOST_ROWS]), each)


def _read_row(row: Mapping[str, Any], each: Mapping[str, Decimal]) -> Row:
    cells = {}
    for form, level in KEYS:
        cell = row.get("cells", {}).get(f"{form}.{level}") or {}
        count = min(max(int(cell.get("n", 0)), 0), MOST_IN_CELL)
        if count:
            own = read_mark(cell.get("points"), None)
            cells[form, level] = make_cell(form, count, each, own)
    return Row(
        topic=row.get("topic", ""),
        unit=row.get("unit", ""),
        periods=min(max(int(row.get("periods", 0)), 0), MOST_PERIODS),
        outcomes=tuple(row.get("outcomes", [])),
        wants=dict(row.get("wants", {})),
        cells=cells,
    )


def read_mark(text: Any, otherwise: Any) -> Any:
    """Read a mark between 0 and 10 with at most two decimals, or give ``otherwise``."""
    try:
        mark = Decimal(str(text).replace(",", "."))
    except InvalidOperation:
        return otherwise
    is_sane = mark.is_finite() and 0 < mark <= 10 and mark == round(mark, 2)
    return mark if is_sane else otherwise


def write_body(body: Body) -> dict[str, Any]:
    """Write a body as it is stored."""
    return {
        "v": SHAPE,
        "points": {form: write_mark(body.points[form]) for form in FORMS},
        "rows": [_write_row(row) for row in body.rows],
    }


def _write_row(row: Row) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for (form, level), cell in row.cells.items():
        own = {"points": write_mark(cell.points)} if form == "essay" else {}
        cells[f"{form}.{level}"] = {"n": cell.count, **own}
    return {
        "topic": row.topic,
        "unit": row.unit,
        "periods": row.periods,
        "outcomes": list(row.outcomes),
        "wants": dict(row.wants),
        "cells": cells,
    }


def write_mark(mark: Decimal) -> str:
    """Write a mark without needless zeros: 0.25, 1, 10."""
    return f"{mark.normalize():f}" if mark else "0"
