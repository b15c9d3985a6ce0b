"""Whether a question that was read back from Word says the same as the one that was written.

Word keeps lines, looks, formulas, pictures and tables. Paragraphs and breaks are lines alike, blank lines
and blanks at their ends say nothing, and a formula is the same however its LaTeX is spelled.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from assessments.items.markup import map_html
from assessments.items.shape import Content
from core.printing.flow import Flow, read_flow
from core.printing.omml import FormulaError, latex_to_omml

from .equations import read_equation
from .pictures import says_nothing

_BLANKS = re.compile(" +")
_IDLE = {"keep_order": False, "feedback": "", "solution": "", "marker_note": ""}


def find_changes(went: Content, came: Content | None, names: Mapping[str, str]) -> list[str]:
    """Name the parts of a content that did not come back; ``names`` says what files are called now."""
    if came is None:
        return ["type"]
    before, after = _settle(went, names), _settle(came, {})
    return sorted(
        key
        for key in {*before, *after} - {"v", "images", "files"}
        if before.get(key) != after.get(key)
    )


def is_same_text(went: str, came: str, names: Mapping[str, str]) -> bool:
    """Say whether two HTML texts show the same."""
    return repr(_read(went, names)) == repr(_read(came, {}))


def _settle(content: Content, names: Mapping[str, str]) -> Content:
    told = map_html(content, lambda markup: repr(_read(markup, names)) if markup else "")
    return {key: value for key, value in _plain(told).items() if value != _IDLE.get(key)}


def _plain(value: Any) -> Any:
    """Write numbers alike and leave idle fields out."""
    if isinstance(value, dict):
        return {
            key: _number(each)
            if key in {"share", "value", "tolerance", "weight", "points"}
            else _plain(each)
            for key, each in value.items()
            if each != _IDLE.get(key, each) or key not in _IDLE
        }
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _number(text: str) -> Decimal:
    return Decimal(text).normalize() + 0


def _read(markup: str, names: Mapping[str, str]) -> list[Any]:
    return _lines(read_flow(markup), names)


def _lines(flow: Flow, names: Mapping[str, str]) -> list[Any]:
    lines: list[Any] = []
    for block in flow:
        if block["k"] == "p":
            lines += _split(block["runs"], names)
        elif block["k"] == "list":
            lines.append(
                ["list", block["is_ordered"], [_lines(item, names) for item in block["items"]]]
            )
        else:
            cells = [
                [(cell["colspan"], cell["rowspan"], _lines(cell["flow"], names)) for cell in row]
                for row in block["rows"]
            ]
            lines.append(["table", cells])
    return lines


def _split(runs: list[dict[str, Any]], names: Mapping[str, str]) -> list[Any]:
    """Cut runs at breaks; neighbours of one look are one."""
    lines: list[list[Any]] = [[]]
    for run in runs:
        if run["k"] == "break":
            lines.append([])
        elif run["k"] == "text":
            _add_text(lines[-1], run["text"], run["marks"])
        elif run["k"] == "math":
            lines[-1].append(("math", _formula(run["tex"])))
        else:
            source = run["src"].removeprefix("file:")
            alt = "" if says_nothing(run["alt"]) else run["alt"]
            lines[-1].append(("image", names.get(source, source), alt))
    trimmed = (_trim(line) for line in lines)
    return [line for line in trimmed if line]


def _add_text(line: list[Any], text: str, marks: list[str]) -> None:
    # Blanks have no look of their own, but for a line under or through them.
    shown = marks if text.strip() else [mark for mark in marks if mark in {"u", "s"}]
    if line and line[-1][0] == "text" and line[-1][2] == shown:
        text = line.pop()[1] + text
    line.append(("text", _BLANKS.sub(" ", text), shown))


def _trim(line: list[Any]) -> list[Any]:
    """Take blanks off both ends."""
    for at, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while line and line[at][0] == "text":
            text = strip(line[at][1], " ")
            if text:
                line[at] = ("text", text, line[at][2])
                break
            line.pop(at)
    return line


@lru_cache(maxsize=4096)
def _formula(tex: str) -> str:
    """Spell a formula as Word gives it back."""
    try:
        equation = read_equation(latex_to_omml(tex))
    except FormulaError:
        return f"unread {tex}"
    return f"partly {tex}" if equation.unread else equation.latex
