"""Live check of a matrix against its frame, its periods and what the bank holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from .frames import Frame
from .shape import FORMS, LEVELS, STATEMENTS_A_QUESTION, Body, Key
from .totals import percent, sum_up

State = Literal["ok", "warn", "bad"]
# Points may leave the share of periods by this much before it is worth a word, in percent.
WEIGHT_TOLERANCE = Decimal(5)
# Fewer spare questions than this many times the need is little: forms would repeat.
LITTLE = 3
Coverage = Mapping[tuple[int, str, str], int]


@dataclass(frozen=True)
class Finding:
    """One line of the check: its code, how it stands, and the values its sentence names."""

    code: str
    state: State
    values: Mapping[str, Any] = field(default_factory=dict)


def check(body: Body, frame: Frame, coverage: Coverage | None = None) -> list[Finding]:
    """Return every line of the check; ``coverage`` counts the bank by (row, form, level)."""
    totals = sum_up(body)
    findings = [
        Finding(
            "total",
            "ok" if totals.points == frame.total else "bad",
            {"points": totals.points, "wanted": frame.total},
        ),
        _compare("by_form", totals.points_by_form, frame.by_form),
        _compare("by_level", totals.points_by_level, frame.by_level),
        _check_statements(body),
        _check_weights(body),
        _check_units(body),
    ]
    if coverage is not None:
        findings.append(_check_coverage(body, coverage))
    return [each for each in findings if each is not NOTHING]


NOTHING = Finding("nothing", "ok")


def _compare(code: str, points: Mapping[str, Decimal], wanted: Mapping[str, Decimal]) -> Finding:
    if not wanted:
        return NOTHING
    wrong = [name for name in wanted if points[name] != wanted[name]]
    return Finding(
        code, "bad" if wrong else "ok", {"wrong": wrong, "points": points, "wanted": wanted}
    )


def _check_statements(body: Body) -> Finding:
    """Four statements make a question, and a question belongs to one row."""
    counts = [sum(row.count("statements", level) for level in LEVELS) for row in body.rows]
    if not sum(counts):
        return NOTHING
    wrong = [index for index, count in enumerate(counts) if count % STATEMENTS_A_QUESTION]
    return Finding(
        "statements",
        "bad" if wrong else "ok",
        {
            "rows": wrong,
            "units": [body.rows[index].unit for index in wrong],
            "statements": sum(counts),
            "questions": sum(counts) // STATEMENTS_A_QUESTION,
        },
    )


def _check_weights(body: Body) -> Finding:
    """Name the row whose share of points is farthest from its share of periods."""
    totals = sum_up(body)
    if not totals.periods or not totals.points:
        return NOTHING
    gaps = []
    for index, row in enumerate(body.rows):
        points, periods = percent(row.points, totals.points), percent(row.periods, totals.periods)
        gaps.append((abs(points - periods), index, points, periods))
    gap, index, points, periods = max(gaps, key=lambda each: (each[0], -each[1]))
    return Finding(
        "weights",
        "warn" if gap > WEIGHT_TOLERANCE else "ok",
        {"row": index, "unit": body.rows[index].unit, "points": points, "periods": periods},
    )


def _check_units(body: Body) -> Finding:
    """Every row that asks something must say what about."""
    nameless = [index for index, row in enumerate(body.rows) if row.cells and not row.unit.strip()]
    return Finding("units", "bad", {"rows": nameless}) if nameless else NOTHING


def _check_coverage(body: Body, coverage: Coverage) -> Finding:
    missing = [
        (index, form, level)
        for index, _row, (form, level), cell in body.each_cell()
        if coverage.get((index, form, level), 0) < cell.count
    ]
    values: dict[str, Any] = {"cells": missing, "count": len(missing)}
    if missing:
        index, form, level = missing[0]
        values |= {"unit": body.rows[index].unit, "form": form, "level": level}
    return Finding("coverage", "bad" if missing else "ok", values)


def rate_cell(need: int, held: int) -> str:
    """Say how the bank stands for a cell: "none" too few, "low" few, "fine" enough, "" not asked."""
    if not need:
        return ""
    if held < need:
        return "none"
    return "low" if held < need * LITTLE else "fine"


def is_ready(findings: list[Finding]) -> bool:
    """Tell whether forms may be built: nothing is bad."""
    return all(each.state != "bad" for each in findings)


def capacity_faults(body: Body, capacity: Mapping[str, int]) -> list[tuple[str, int, int]]:
    """Return forms that do not fit the answer sheet: (form, questions, places)."""
    counts = {form: body.count_questions(form) for form in FORMS}
    return [
        (form, counts[form], places) for form, places in capacity.items() if counts[form] > places
    ]


def cell_keys(body: Body) -> list[tuple[int, Key]]:
    """Return the cells that ask for something, in reading order."""
    return [(index, key) for index, _row, key, _cell in body.each_cell()]
