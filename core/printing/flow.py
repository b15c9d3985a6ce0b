r"""Clean HTML with LaTeX as a flow of plain values, which Typst templates and Word writers set alike.

A flow is a list of blocks:

- ``{"k": "p", "runs": [run, …]}``
- ``{"k": "list", "is_ordered": bool, "items": [flow, …]}``
- ``{"k": "table", "columns": n, "rows": [[{"flow", "colspan", "rowspan", "is_head"}, …], …]}``

and a run is ``{"k": "text", "text", "marks": ["b", "i", "u", "sub", "sup", "s", "code"]}``,
``{"k": "math", "tex", "is_display"}``, ``{"k": "image", "src", "alt", "width"}`` (pixels or null) or
``{"k": "break"}``. What people wrote stays a value: nothing here is ever read as a program.
"""

import html
import re
from html.parser import HTMLParser
from typing import Any

Run = dict[str, Any]
Block = dict[str, Any]
Flow = list[Block]

_FORMULA = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MARKS = {
    "b": "b",
    "strong": "b",
    "i": "i",
    "em": "i",
    "u": "u",
    "s": "s",
    "sub": "sub",
    "sup": "sup",
    "code": "code",
    "h2": "b",
    "h3": "b",
    "h4": "b",
    "th": "b",
    "dt": "b",
    "caption": "i",
    "figcaption": "i",
}
_BREAKING = frozenset(
    {"p", "div", "blockquote", "pre", "h2", "h3", "h4", "figure", "figcaption", "dl", "dt", "dd",
     "caption", "hr"}
)  # fmt: skip


def read_flow(markup: str) -> Flow:
    """Return the blocks of clean HTML; unknown tags keep their words."""
    reader = _Reader()
    reader.feed(_hide_formulas(markup))
    reader.close()
    return reader.finish()


def words_of(flow: Flow) -> str:
    """Return the words of a flow on one line, formulas as their source."""
    return _SPACE.sub(" ", " ".join(_list_words(flow))).strip()


def list_runs(flow: Flow) -> list[Run]:
    """Return every run of a flow, also those inside lists and tables, in reading order."""
    found: list[Run] = []
    for block in flow:
        found += block.get("runs", [])
        for item in block.get("items", []):
            found += list_runs(item)
        for row in block.get("rows", []):
            for cell in row:
                found += list_runs(cell["flow"])
    return found


def _list_words(flow: Flow) -> list[str]:
    return [run.get("text") or run.get("tex") or " " for run in list_runs(flow)]


def _hide_formulas(markup: str) -> str:
    """Keep "<" inside formulas from being taken for a tag, as ``clean_html`` does."""

    def escape(match: re.Match[str]) -> str:
        return match.group().replace("<", "&lt;").replace(">", "&gt;")

    return _FORMULA.sub(escape, markup)


class _Holder:
    """One place that takes blocks: the flow itself, an item of a list, a cell."""

    def __init__(self) -> None:
        self.flow: Flow = []
        self.runs: list[Run] = []

    def end_paragraph(self) -> None:
        _trim(self.runs)
        if self.runs:
            self.flow.append({"k": "p", "runs": self.runs})
        self.runs = []


def _trim(runs: list[Run]) -> None:
    """Take blanks and breaks away at both ends of a paragraph."""
    for index, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while runs:
            run = runs[index]
            if run["k"] == "break":
                runs.pop(index)
                continue
            if run["k"] != "text":
                break
            run["text"] = strip(run["text"])
            if run["text"]:
                break
            runs.pop(index)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.holders = [_Holder()]
        self.marks: list[str] = []
        self.lists: list[Block] = []
        self.tables: list[Block] = []
        self.is_verbatim = False

    def finish(self) -> Flow:
        """Close what the text left open, and return its blocks."""
        while len(self.holders) > 1:
            self.holders.pop().end_paragraph()
        self.holders[0].end_paragraph()
        return self.holders[0].flow

    @property
    def here(self) -> _Holder:
        """The place where text goes now."""
        return self.holders[-1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _BREAKING:
            self.here.end_paragraph()
        if tag in _MARKS:
            self.marks.append(_MARKS[tag])
        if tag == "br":
            self.here.runs.append({"k": "break"})
        elif tag == "img":
            self._add_image(values)
        elif tag == "pre":
            self.is_verbatim = True
        else:
            self._open_container(tag, values)

    def _open_container(self, tag: str, values: dict[str, str]) -> None:
        if tag in {"ul", "ol"}:
            self.here.end_paragraph()
            block = {"k": "list", "is_ordered": tag == "ol", "items": []}
            self.here.flow.append(block)
            self.lists.append(block)
        elif tag == "li" and self.lists:
            self._open_holder(self.lists[-1]["items"])
        elif tag == "table":
            self.here.end_paragraph()
            table = {"k": "table", "columns": 0, "rows": []}
            self.here.flow.append(table)
            self.tables.append(table)
        elif tag == "tr" and self.tables:
            self.tables[-1]["rows"].append([])
        elif tag in {"td", "th"} and self.tables and self.tables[-1]["rows"]:
            self._open_cell(tag, values)

    def _open_holder(self, places: list[Flow]) -> _Holder:
        holder = _Holder()
        places.append(holder.flow)
        self.holders.append(holder)
        return holder

    def _open_cell(self, tag: str, values: dict[str, str]) -> None:
        holder = _Holder()
        self.tables[-1]["rows"][-1].append(
            {
                "flow": holder.flow,
                "colspan": _small(values.get("colspan")),
                "rowspan": _small(values.get("rowspan")),
                "is_head": tag == "th",
            }
        )
        self.holders.append(holder)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKING:
            self.here.end_paragraph()
        if tag in _MARKS and _MARKS[tag] in self.marks:
            self.marks.reverse()
            self.marks.remove(_MARKS[tag])
            self.marks.reverse()
        if tag == "pre":
            self.is_verbatim = False
        elif tag in {"td", "th", "li"} and len(self.holders) > 1:
            self.holders.pop().end_paragraph()
        elif tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
        elif tag == "table" and self.tables:
            _square(self.tables.pop())

    def handle_data(self, data: str) -> None:
        if "code" in self.marks:
            self._add_text(data)
            return
        start = 0
        for match in _FORMULA.finditer(data):
            self._add_text(data[start : match.start()])
            tex = match[1] or match[2]
            self.here.runs.append(
                {"k": "math", "tex": html.unescape(tex).strip(), "is_display": match[1] is None}
            )
            start = match.end()
        self._add_text(data[start:])

    def _add_text(self, text: str) -> None:
        lines = text.split("\n") if self.is_verbatim else [_SPACE.sub(" ", text)]
        for index, line in enumerate(lines):
            if index:
                self.here.runs.append({"k": "break"})
            if line and (self.here.runs or line.strip() or self.is_verbatim):
                run = {"k": "text", "text": line, "marks": sorted(set(self.marks))}
                self.here.runs.append(run)

    def _add_image(self, values: dict[str, str]) -> None:
        width = values.get("width", "")
        self.here.runs.append(
            {
                "k": "image",
                "src": values.get("src", ""),
                "alt": values.get("alt", ""),
                "width": int(width) if width.isdigit() else None,
            }
        )


def _small(value: str | None) -> int:
    """Read a span, between 1 and 40."""
    return min(max(int(value), 1), 40) if value and value.isdigit() else 1


def _square(table: Block) -> None:
    """Drop empty rows, count columns, and cut spans that point outside."""
    table["rows"] = [row for row in table["rows"] if row]
    count = len(table["rows"])
    taken: dict[tuple[int, int], bool] = {}
    width = 0
    for y, row in enumerate(table["rows"]):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            cell["rowspan"] = min(cell["rowspan"], count - y)
            for dx in range(cell["colspan"]):
                for dy in range(cell["rowspan"]):
                    taken[x + dx, y + dy] = True
            x += cell["colspan"]
            width = max(width, x)
    table["columns"] = width
