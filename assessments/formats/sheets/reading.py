"""A workbook of questions: rows of the sheet «Câu hỏi», with files and shared texts beside it."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

from lxml.etree import XMLSyntaxError
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from assessments.formats.archives import open_archive
from assessments.formats.gathering import Gathered
from assessments.formats.markup import BLANKS, Clean, Markup, decode_base64
from assessments.formats.report import Element, Place, Reason, SharedText, refuse, settle

from . import columns as c
from .rows import Row, read_row

_MOST_COLUMNS = 60
_MOST_ROWS = 25_000
_BROKEN = (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError)


def read_xlsx(data: bytes, clean: Clean, gathered: Gathered) -> Iterator[Element] | Reason:
    """Give the rows of a workbook, or the reason why it is none of ours."""
    archive = open_archive(data)
    if isinstance(archive, Reason):
        return archive
    try:
        sheets = _read_sheets(data)
    except (*_BROKEN, ParseError, XMLSyntaxError):
        return Reason("zip_damaged")
    rows = sheets.get(c.SHEET) or next(iter(sheets.values()), [])
    head = next((at for at, row in enumerate(rows[:20]) if c.TYPE in row and c.STEM in row), None)
    if head is None:
        return Reason("sheet_head")
    files = _join_files(sheets.get(c.FILES, []))

    def markup() -> Markup:
        return Markup(
            clean, kept=gathered.kept, find=lambda name: decode_base64(files.get(name, ""))
        )

    for key, title, text in _list_texts(sheets.get(c.TEXTS, [])):
        html = Row({}, {}, markup()).html(text)
        gathered.stimuli[key] = SharedText(key, title, html)
    return _read_rows(rows, head, markup)


def _read_sheets(data: bytes) -> dict[str, list[list[str]]]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    sheets = {}
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)
        sheets[sheet.title] = [[_say(value) for value in row] for row in rows]
    book.close()
    return sheets


def _say(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return format(value, ".15g")
    return str(value).replace("\r\n", "\n").strip(BLANKS)


def _join_files(rows: list[list[str]]) -> dict[str, str]:
    files: dict[str, str] = {}
    for row in rows[1:]:
        if len(row) > 1 and row[0]:
            files[row[0]] = files.get(row[0], "") + row[1]
    return files


def _list_texts(rows: list[list[str]]) -> list[tuple[str, str, str]]:
    return [(row[0], row[1], row[2]) for row in rows[1:] if len(row) > 2 and row[0]]


def _read_rows(rows: list[list[str]], head: int, markup: Any) -> Iterator[Element]:
    names = rows[head]
    for at, row in enumerate(rows[head + 1 :], start=head + 2):
        cells = {name: text for name, text in zip(names, row, strict=False) if name and text}
        if not cells:
            continue
        places = {
            name: f"{get_column_letter(column)}{at}"
            for column, name in enumerate(names, start=1)
            if name
        }
        yield _read(Row(cells, places, markup()), at)


def _read(row: Row, at: int) -> Element:
    levels = {name.casefold(): level for name, level in c.LEVELS.items()}
    level = row.text(c.LEVEL)
    metadata: dict[str, Any] = {
        "level": levels.get(level.casefold(), ""),
        "original_level": "" if level.casefold() in levels else level,
        "strand": row.text(c.STRAND),
        "source": row.text(c.SOURCE),
        "outcomes": [each.strip() for each in row.text(c.OUTCOMES).split(";") if each.strip()],
    }
    place = Place(
        at,
        row.text(c.NAME)[:255],
        row.text(c.CATEGORY)[:255],
        row.text(c.STEM),
        metadata={key: value for key, value in metadata.items() if value},
        stimulus=row.text(c.STIMULUS),
    )
    content = read_row(row)
    if isinstance(content, Reason):
        return refuse(place, row.text(c.TYPE) or "unknown", content)
    return settle(place, content, row.markup.reasons)
