"""The marking guide of an essay as one HTML text, the way foreign formats keep it, and back.

A note, then a table: one criterion a row, its name first, then a cell for each level whose text begins
with the points in square brackets: ``[1.5] Đủ hai ý``.
"""

import html
import re
from decimal import Decimal
from typing import Any

from assessments.items.shape import plain_text

_TABLE = re.compile(r"<table>((?:(?!<table>).)*)</table>\s*\Z", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t([hd])(?: scope=\"row\")?>(.*?)</t[hd]>", re.DOTALL)
_LEVEL = re.compile(r"\[(\d{1,6}(?:[.,]\d{1,6})?)\]\s?(.*)", re.DOTALL)

Rubric = list[dict[str, Any]]


def write_guide(note: str, rubric: Rubric) -> str:
    """Write note (HTML) and rubric as one HTML text."""
    if not rubric:
        return note
    rows = "".join(
        f'<tr><th scope="row">{_escape(each["name"])}</th>'
        + "".join(
            f"<td>[{level['points']}] {_escape(level['text'])}</td>" for level in each["levels"]
        )
        + "</tr>"
        for each in rubric
    )
    return f"{note}<table><tbody>{rows}</tbody></table>"


def read_guide(markup: str) -> tuple[str, Rubric]:
    """Split a guide into its note and its rubric; what is no rubric of ours stays in the note."""
    found = _TABLE.search(markup)
    rubric = _read_rows(found.group(1)) if found else None
    if found is None or rubric is None:
        return markup, []
    return markup[: found.start()], rubric


def _read_rows(table: str) -> Rubric | None:
    rubric = []
    for row in _ROW.findall(table):
        cells = _CELL.findall(row)
        levels = [_LEVEL.fullmatch(html.unescape(text)) for kind, text in cells if kind == "d"]
        if not cells or cells[0][0] != "h" or not levels or not all(levels):
            return None
        rubric.append(
            {
                "name": plain_text(cells[0][1]),
                "levels": [
                    {"points": _points(level.group(1)), "text": level.group(2)}
                    for level in levels
                    if level
                ],
            }
        )
    return rubric or None


def _points(text: str) -> str:
    number = format(Decimal(text.replace(",", ".")), "f")
    return number.rstrip("0").rstrip(".") if "." in number else number


def _escape(text: str) -> str:
    return html.escape(text, quote=False)
