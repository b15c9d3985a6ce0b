"""A gradebook as an Excel file: the book, what nobody confirmed yet, and what was corrected."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from lms.gradebook_forms import LEVEL_WORDS
from lms.models import GradeMark
from lms.queries.book import Book, Line

# Heads of the circular, as schools' books have them.
_HEADS = {"regular": "ĐĐGtx", "midterm": "ĐĐGgk", "final": "ĐĐGck"}


def write_book(book: Book, corrections: Iterable[GradeMark]) -> bytes:
    """Return the file; texts stay texts, whatever sign they begin with."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _write(workbook.create_sheet(_("Gradebook")), _head(book), _rows(book))
    _write(workbook.create_sheet(_("Not confirmed")), _waiting_head(), _waiting_rows(book))
    _write(workbook.create_sheet(_("Corrections")), _log_head(), _log_rows(corrections))
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def _write(sheet: Worksheet, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    for at, text in enumerate(head, start=1):
        cell = sheet.cell(1, at, text)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(rows, start=2):
        for at, value in enumerate(row, start=1):
            cell = sheet.cell(number, at, float(value) if isinstance(value, Decimal) else value)
            if isinstance(value, str):
                cell.data_type = "s"
    sheet.column_dimensions["B"].width = 28
    sheet.freeze_panes = "C2"


def _head(book: Book) -> list[str]:
    head = ["STT", _("Full name"), _("Born")]
    for column in book.columns:
        note = "" if column.is_counted else f" ({_('not counted')})"
        head.append(f"{_HEADS[column.kind]}: {column.title}{note}")
    if book.scheme.has_mean:
        head.append("ĐTBmhk")
        if book.term.number > 1:
            head.append("ĐTBmcn")
    for moment in book.scheme.moments:
        place = _("middle of the term") if moment == "mid" else _("end of the term")
        if book.scheme.levels:
            head.append(f"{_('Level')}, {place}")
        head.append(f"{_('Remark')}, {place}")
    return head


def _rows(book: Book) -> Iterable[list[Any]]:
    for number, line in enumerate(book.lines, start=1):
        born = f"{line.pupil.born_on:%d/%m/%Y}" if line.pupil.born_on else ""
        yield [number, line.pupil.full_name, born, *_values(book, line)]


def _values(book: Book, line: Line) -> Iterable[Any]:
    for cell in line.cells:
        yield cell.mark if book.scheme.has_marks else str(LEVEL_WORDS.get(cell.verdict, ""))
    if book.scheme.has_mean:
        yield line.mean
        if book.term.number > 1:
            yield line.year_mean
    for moment in book.scheme.moments:
        remark = line.remarks.get(moment)
        if book.scheme.levels:
            yield str(LEVEL_WORDS.get(remark.level, "")) if remark else ""
        yield remark.text if remark else ""


def _waiting_head() -> list[str]:
    return ["STT", _("Full name"), _("Test"), _("Mark, not confirmed")]


def _waiting_rows(book: Book) -> Iterable[list[Any]]:
    number = 0
    for line in book.lines:
        for cell in line.cells:
            if cell.waiting is not None:
                number += 1
                yield [number, line.pupil.full_name, cell.column.title, cell.waiting]


def _log_head() -> list[str]:
    return [
        "STT",
        _("Full name"),
        _("Column"),
        _("Before"),
        _("After"),
        _("Reason"),
        _("By"),
        _("At"),
    ]


def _log_rows(corrections: Iterable[GradeMark]) -> Iterable[list[Any]]:
    for number, mark in enumerate(corrections, start=1):
        yield [
            number,
            mark.pupil.full_name,
            mark.column.title,
            mark.before.replace(".", ","),
            mark.verdict if mark.mark is None else f"{mark.mark.normalize():f}".replace(".", ","),
            mark.reason,
            mark.given_by.full_name,
            date_format(timezone.localtime(mark.given_at), "SHORT_DATETIME_FORMAT"),
        ]
