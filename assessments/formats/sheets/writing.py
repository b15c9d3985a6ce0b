"""Questions written into a workbook: one row a question, pictures and shared texts on their own sheets."""

import base64
import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from assessments.formats.exporting import Export, ExportItem, refuse_export, settle_export
from assessments.formats.moodle.cloze_writing import protect, write_gap
from assessments.formats.outgoing import Outgoing, hide_dollars, percent
from assessments.formats.report import Element, Reason
from assessments.formats.rubrics import write_guide

from . import columns as c

Row = dict[str, str]
_TYPE_NAMES = {value: key for key, value in c.TYPES.items()}
_LEVEL_NAMES = {value: key for key, value in c.LEVELS.items()}
_KIND_NAMES = {value: key for key, value in c.KINDS.items()}
_RICH = set("<&$\n\r")
_CHUNK = 32_000


def write_xlsx(questions: Sequence[ExportItem]) -> Export:
    """Write questions; only a text that no cell can hold keeps one out."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = c.SHEET
    put_row(sheet, 1, list(c.COLUMNS))
    elements: list[Element] = []
    files: dict[str, bytes] = {}
    texts: dict[str, Row] = {}
    at = 1
    for number, item in enumerate(questions, start=1):
        out = Outgoing(item, address=str)
        row = _write(item, out, texts)
        if any(len(text) > c.LONGEST_CELL for text in row.values()):
            elements.append(refuse_export(number, item, Reason("out_long")))
            continue
        at += 1
        put_row(sheet, at, [row.get(name, "") for name in c.COLUMNS])
        files |= out.used
        elements.append(settle_export(number, item, out.reasons))
    _write_texts(book, texts)
    _write_files(book, files)
    kept = io.BytesIO()
    book.save(kept)
    return Export("xlsx", kept.getvalue(), tuple(elements))


def put_row(sheet: Worksheet, at: int, values: list[str]) -> None:
    """Write a row of words; what begins with «=» stays words and never becomes a formula."""
    for column, value in enumerate(values, start=1):
        if value:
            cell = sheet.cell(row=at, column=column)
            if isinstance(cell, Cell):
                cell.value = value
                cell.data_type = "s"


def _write_texts(book: Workbook, texts: dict[str, Row]) -> None:
    if texts:
        sheet = book.create_sheet(c.TEXTS)
        put_row(sheet, 1, ["Mã", "Tên", "Nội dung"])
        for at, (key, row) in enumerate(texts.items(), start=2):
            put_row(sheet, at, [key, row["title"], row["html"]])


def _write_files(book: Workbook, files: dict[str, bytes]) -> None:
    """Write bytes as base64 in cells; a picture that is longer than a cell takes several rows."""
    if files:
        sheet = book.create_sheet(c.FILES)
        put_row(sheet, 1, ["Tên", "Nội dung (base64)"])
        at = 1
        for name, data in files.items():
            text = base64.b64encode(data).decode()
            for start in range(0, len(text), _CHUNK):
                at += 1
                put_row(sheet, at, [name, text[start : start + _CHUNK]])


def _cell(markup: str, out: Outgoing) -> str:
    """Write HTML as plain words when it is no more than that."""
    written = out.html(markup)
    is_rich = bool(set(written) & _RICH) or written.startswith(c.HTML) or c.ARROW in written
    return c.HTML + hide_dollars(written) if is_rich else written


def _write(item: ExportItem, out: Outgoing, texts: dict[str, Row]) -> Row:
    content, told = item.content, item.metadata
    row = {
        c.NAME: out.text(item.name),
        c.TYPE: _TYPE_NAMES[content["type"]],
        c.STEM: _cell(content["stem"], out),
        c.SOLUTION: _cell(content.get("solution", ""), out),
        c.LEVEL: _LEVEL_NAMES.get(str(told.get("level", "")), ""),
        c.CATEGORY: out.text(str(told.get("category") or "")),
        c.STRAND: out.text(str(told.get("strand") or "")),
        c.OUTCOMES: "; ".join(told.get("outcomes") or ()),
        c.SOURCE: out.text(str(told.get("source") or "")),
    }
    if item.stimulus:
        text = item.stimulus
        texts[text.key] = {"title": out.text(text.title), "html": _cell(text.html, out)}
        row[c.STIMULUS] = text.key
    return row | _WRITERS[content["type"]](content, out)


def _lettered(parts: Sequence[str]) -> Row:
    return dict(zip(c.LETTERS, parts, strict=False))


def _choice(content: dict[str, Any], out: Outgoing) -> Row:
    options = content["options"]
    is_single = content["type"] == "single_choice"
    keys, told = [], []
    for letter, option in zip(c.LETTERS, options, strict=False):
        share = Decimal(option["share"])
        if share:
            bare = is_single and share == 1
            keys.append(letter if bare else f"{letter}={percent(option['share'])}%")
        if option.get("feedback"):
            feedback = _cell(option["feedback"], out).replace("\n", "&#10;")
            told.append(f"{letter}: {feedback}")
    return _lettered([_cell(option["html"], out) for option in options]) | {
        c.KEY: "; ".join(keys),
        c.FEEDBACK: "\n".join(told),
        c.OPTIONS: c.KEEP if content.get("keep_order") else "",
    }


def _statements(content: dict[str, Any], out: Outgoing) -> Row:
    keys = []
    for each in content["statements"]:
        level = _LEVEL_NAMES.get(each.get("level", ""), "")
        keys.append(("Đ" if each["is_true"] else "S") + (f" ({level})" if level else ""))
    parts = [_cell(each["html"], out) for each in content["statements"]]
    return _lettered(parts) | {c.KEY: "; ".join(keys)}


def _numbers(content: dict[str, Any], out: Outgoing) -> Row:
    del out
    lines = [
        each["value"]
        + (f" ± {each['tolerance']}" if Decimal(each["tolerance"]) else "")
        + (f" = {percent(each['share'])}%" if Decimal(each["share"]) != 1 else "")
        for each in content["answers"]
    ]
    return {c.KEY: "\n".join(lines).replace(".", ",")}


def _texts(content: dict[str, Any], out: Outgoing) -> Row:
    lines = []
    for each in content["texts"]:
        text = out.text(each["text"])
        is_bare = Decimal(each["share"]) == 1 and not text.endswith("%")
        lines.append(text if is_bare else f"{text} = {percent(each['share'])}%")
    strict = c.STRICT if content.get("is_case_sensitive") else ""
    return {c.KEY: "\n".join(lines), c.OPTIONS: strict}


def _ordering(content: dict[str, Any], out: Outgoing) -> Row:
    return _lettered([_cell(each["html"], out) for each in content["entries"]])


def _matching(content: dict[str, Any], out: Outgoing) -> Row:
    parts = [
        f"{_cell(pair['html'], out)} {c.ARROW} {_cell(pair['match'], out)}"
        for pair in content["pairs"]
    ]
    parts += [f"{c.ARROW} {_cell(extra, out)}" for extra in content.get("extra_matches", [])]
    if len(parts) > len(c.LETTERS):
        out.reasons.append(Reason("out_columns"))
    return _lettered(parts)


def _cloze(content: dict[str, Any], out: Outgoing) -> Row:
    gaps = content["gaps"]
    if len(gaps) > len(c.LETTERS):
        out.reasons.append(Reason("out_columns"))

    def html(markup: str) -> str:
        return hide_dollars(out.html(markup))

    return {c.STEM: _cell(protect(content["stem"]), out)} | _lettered(
        [write_gap(gap, out, html=html) for gap in gaps]
    )


def _guide(content: dict[str, Any], out: Outgoing) -> Row:
    return {c.GUIDE: _cell(write_guide(content["marker_note"], content["rubric"]), out)}


def _essay(content: dict[str, Any], out: Outgoing) -> Row:
    reply = content["reply"]
    words = f"{reply.get('fewest_words') or ''}-{reply.get('most_words') or ''}"
    told = [f"{c.LINES}={reply.get('lines', 0)}", f"{c.MOST_FILES}={reply.get('most_files', 0)}"]
    told += [f"{c.WORDS}={words}"] if words != "-" else []
    return {c.OPTIONS: "; ".join(told)} | _guide(content, out)


def _file_answer(content: dict[str, Any], out: Outgoing) -> Row:
    kinds = ", ".join(_KIND_NAMES[kind] for kind in content["accepts"])
    told = f"{c.ACCEPTS}={kinds}; {c.MOST_FILES}={content['most_files']}"
    return {c.OPTIONS: told} | _guide(content, out)


_WRITERS: dict[str, Callable[[dict[str, Any], Outgoing], Row]] = {
    "single_choice": _choice,
    "multiple_choice": _choice,
    "true_false_statements": _statements,
    "short_number": _numbers,
    "short_text": _texts,
    "ordering": _ordering,
    "matching": _matching,
    "cloze": _cloze,
    "essay": _essay,
    "file_answer": _file_answer,
}
