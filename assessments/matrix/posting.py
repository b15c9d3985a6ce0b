"""The grid as a browser sends it: names of fields, reading them, and what cannot be read.

Fields are ``title``, ``revision``, ``points.FORM`` and by row from 0 ``rI.topic``, ``rI.unit``,
``rI.periods``, ``rI.outcomes``, ``rI.want.LEVEL``, ``rI.FORM.LEVEL`` and ``rI.essay.LEVEL.points``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .shape import (
    DEFAULT_POINTS,
    FORMS,
    KEYS,
    LEVELS,
    MOST_IN_CELL,
    MOST_PERIODS,
    MOST_ROWS,
    SHAPE,
    read_mark,
    write_mark,
)

LONGEST_TEXT = 600
_ROW = re.compile(r"r(\d{1,3})\.unit$")
_CODES = re.compile(r"[\s,;]+")


@dataclass
class Posted:
    """The body as it would be stored, and the fields that could not be read with what they held."""

    body: dict[str, Any]
    # {field: code}; codes: "count" 0 to 40, "periods" 0 to 200, "mark" 0.25 to 10.
    errors: dict[str, str] = field(default_factory=dict)
    # What stood in those fields, so that nothing that a person entered is lost.
    raw: dict[str, str] = field(default_factory=dict)


def read_posted(values: Mapping[str, str]) -> Posted:
    """Read the fields of a grid; a field that cannot be read counts as empty and is named."""
    posted = Posted({"v": SHAPE, "points": {}, "rows": []})
    for form in FORMS:
        default = DEFAULT_POINTS[form]
        mark = _mark(posted, values, f"points.{form}")
        posted.body["points"][form] = mark or write_mark(default)
    indexes = sorted(int(match[1]) for name in values if (match := _ROW.match(name)))
    for index in indexes[:MOST_ROWS]:
        posted.body["rows"].append(_read_row(posted, values, index))
    return posted


def _read_row(posted: Posted, values: Mapping[str, str], index: int) -> dict[str, Any]:
    name = f"r{index}"
    cells = {}
    for form, level in KEYS:
        count = _whole(posted, values, f"{name}.{form}.{level}", most=MOST_IN_CELL, code="count")
        own = {}
        if form == "essay":
            mark = _mark(posted, values, f"{name}.{form}.{level}.points")
            own = {"points": mark} if mark else {}
        if count:
            cells[f"{form}.{level}"] = {"n": count, **own}
    codes = [code for code in _CODES.split(values.get(f"{name}.outcomes", "")) if code]
    return {
        "topic": _text(values, f"{name}.topic"),
        "unit": _text(values, f"{name}.unit"),
        "periods": _whole(posted, values, f"{name}.periods", most=MOST_PERIODS, code="periods"),
        "outcomes": [code[:40] for code in codes[:30]],
        "wants": {
            level: text for level in LEVELS if (text := _text(values, f"{name}.want.{level}"))
        },
        "cells": cells,
    }


def _text(values: Mapping[str, str], name: str) -> str:
    return values.get(name, "").strip()[:LONGEST_TEXT]


def _whole(posted: Posted, values: Mapping[str, str], name: str, *, most: int, code: str) -> int:
    raw = values.get(name, "").strip()
    if not raw:
        return 0
    if raw.isdecimal() and int(raw) <= most:
        return int(raw)
    posted.errors[name], posted.raw[name] = code, raw[:20]
    return 0


def _mark(posted: Posted, values: Mapping[str, str], name: str) -> str:
    raw = values.get(name, "").strip()
    if not raw:
        return ""
    mark = read_mark(raw, None)
    if mark is None:
        posted.errors[name], posted.raw[name] = "mark", raw[:20]
        return ""
    return write_mark(mark)


def drop_row(body: Mapping[str, Any], index: int) -> dict[str, Any]:
    """Return the stored body without one row; the last row only loses its content."""
    rows = [row for place, row in enumerate(body["rows"]) if place != index]
    return {**body, "rows": rows or [empty_row()]}


def move_row(body: Mapping[str, Any], index: int, step: int) -> dict[str, Any]:
    """Return the stored body with one row moved up (-1) or down (1)."""
    rows = list(body["rows"])
    if 0 <= index < len(rows) and 0 <= index + step < len(rows):
        rows[index], rows[index + step] = rows[index + step], rows[index]
    return {**body, "rows": rows}


def add_row(body: Mapping[str, Any], row: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the stored body with one more row, in place of a last one that is empty."""
    rows = list(body["rows"])
    fresh = dict(row or empty_row())
    if row and rows and rows[-1] == empty_row():
        rows.pop()
    if len(rows) < MOST_ROWS:
        rows.append(fresh)
    return {**body, "rows": rows}


def empty_row() -> dict[str, Any]:
    """Return a row without anything."""
    return {"topic": "", "unit": "", "periods": 0, "outcomes": [], "wants": {}, "cells": {}}
