"""Suggests numbers for the cells: what the frame asks, spread over rows by their periods."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from .frames import Frame
from .shape import (
    LEVELS,
    OBJECTIVE_FORMS,
    STATEMENTS_A_QUESTION,
    Body,
    Cell,
    Key,
    Row,
    make_cell,
)

# One true/false question: two statements to know, one to understand, one to apply.
_STATEMENTS = {"know": 2, "understand": 1, "apply": 1}


def suggest(body: Body, frame: Frame) -> Body:
    """Return the rows with new cells that keep the frame by form and, where it can be, by level.

    Old cells are dropped; topics, outcomes and periods stay. Rows without periods count as one.
    Essays take one point each; what is left of their part goes to the last one.
    """
    if not body.rows:
        return body
    weights = [max(row.periods, 1) for row in body.rows]
    levels = dict(frame.by_level) or {level: frame.total / len(LEVELS) for level in LEVELS}
    cells: list[dict[Key, Cell]] = [{} for _ in body.rows]
    loads = [Decimal(0) for _ in body.rows]
    _add_statements(cells, loads, frame, weights, levels)
    for form, level, points in _list_questions(frame, levels):
        index = _neediest(loads, weights)
        loads[index] += points
        old = cells[index].get((form, level))
        cells[index][form, level] = Cell(
            (old.count if old else 0) + 1, (old.points if old else 0) + points
        )
    rows = tuple(
        Row(row.topic, row.unit, row.periods, row.outcomes, row.wants, found)
        for row, found in zip(body.rows, cells, strict=True)
    )
    return Body(rows, frame.points)


def _add_statements(
    cells: list[dict[Key, Cell]],
    loads: list[Decimal],
    frame: Frame,
    weights: Sequence[int],
    levels: dict[str, Decimal],
) -> None:
    each = frame.points["statements"]
    questions = int(frame.by_form.get("statements", Decimal(0)) / each)
    for _ in range(questions):
        index = _neediest(loads, weights)
        loads[index] += each
        for level, count in _STATEMENTS.items():
            old = cells[index].get(("statements", level))
            cell = make_cell("statements", count + (old.count if old else 0), frame.points)
            cells[index]["statements", level] = cell
            levels[level] -= each * count / STATEMENTS_A_QUESTION


def _list_questions(frame: Frame, levels: Mapping[str, Decimal]) -> list[tuple[str, str, Decimal]]:
    """Give each question of the other forms a level, those of the largest marks first."""
    left = dict(levels)
    found = []
    for form in ("essay", "short", "choice"):
        for points in _split(form, frame):
            level = _pick_level(form, points, left)
            left[level] -= points
            found.append((form, level, points))
    return found


def _split(form: str, frame: Frame) -> list[Decimal]:
    total, each = frame.by_form.get(form, Decimal(0)), frame.points[form]
    count = int(total / each) if total else 0
    marks = [each] * count
    rest = total - each * count
    if rest and marks and form not in OBJECTIVE_FORMS:
        marks[-1] += rest
    return marks


def _pick_level(form: str, points: Decimal, left: Mapping[str, Decimal]) -> str:
    """Take the level with room: choices from the lowest up, the rest from the highest down."""
    order = LEVELS if form == "choice" else tuple(reversed(LEVELS))
    if form == "short":
        order = ("understand", "apply", "know")
    for level in order:
        if left[level] >= points:
            return level
    return max(LEVELS, key=lambda level: left[level])


def _neediest(loads: Sequence[Decimal], weights: Sequence[int]) -> int:
    """Return the row that has the least points for its periods."""
    return min(range(len(weights)), key=lambda index: (loads[index] / weights[index], index))
