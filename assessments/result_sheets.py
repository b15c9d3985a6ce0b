"""Lists of results as files: Excel in columns that other systems take, PDF with its digest.

Columns are data: a system that changes its template needs a line here, no code. The heads of SMAS and
vnEdu are those of their mark lists as schools describe them; compare with the school's own template.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.styles import Font

from assessments.models import Confirmation, Sitting
from assessments.queries.settling import ResultLine
from core.nav import Text
from core.printing import print_pdf
from core.wording import say_decimal


@dataclass(frozen=True)
class Layout:
    """Heads of columns, each with what stands below."""

    name: Text
    columns: Sequence[tuple[str, str]]


LAYOUTS: Mapping[str, Layout] = {
    "plain": Layout(
        gettext_lazy("Plain list"),
        [
            ("STT", "row"),
            ("Họ và tên", "name"),
            ("Ngày sinh", "born"),
            ("Lớp", "class"),
            ("Điểm", "mark"),
            ("Điểm bài", "score"),
            ("Ghi chú", "note"),
        ],
    ),
    "smas": Layout(
        "SMAS",
        [("STT", "row"), ("Mã học sinh", "code"), ("Họ và tên", "name"), ("Điểm", "mark")],
    ),
    "vnedu": Layout(
        "vnEdu",
        [
            ("STT", "row"),
            ("Mã học sinh", "code"),
            ("Họ và tên", "name"),
            ("Ngày sinh", "born"),
            ("Điểm", "mark"),
        ],
    ),
}


def write_sheet(sitting: Sitting, lines: Sequence[ResultLine], layout: Layout) -> bytes:
    """Return an Excel file; texts stay texts, whatever sign they begin with."""
    book = Workbook()
    sheet = book.create_sheet("Kết quả", 0)
    book.remove(book.worksheets[1])
    for at, (head, _what) in enumerate(layout.columns, start=1):
        sheet.cell(1, at, head).font = Font(bold=True)
    for row, line in enumerate(lines, start=1):
        values = _values(sitting, line, row)
        for at, (_head, what) in enumerate(layout.columns, start=1):
            cell = sheet.cell(row + 1, at, values[what])
            if isinstance(values[what], str):
                cell.data_type = "s"
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def print_sheet(
    sitting: Sitting, lines: Sequence[ResultLine], confirmation: Confirmation | None
) -> bytes:
    """Return a PDF of the list with who confirmed it, when, and the digest."""
    rows = [_values(sitting, line, row) for row, line in enumerate(lines, start=1)]
    data = {
        "title": sitting.test.title,
        "school": sitting.school.name,
        "class": _("Class %(name)s") % {"name": sitting.school_class.name},
        "heads": [_("No."), _("Full name"), _("Born"), _("Mark of ten"), _("Note")],
        "rows": [
            [str(row["row"]), row["name"], row["born"], _write(row["mark"]), row["note"]]
            for row in rows
        ],
        "words": _say_confirmation(confirmation),
        "digest": _say_digest(confirmation) if confirmation else "",
    }
    return print_pdf("assessments/results", data)


def _values(sitting: Sitting, line: ResultLine, row: int) -> dict[str, Any]:
    learner, result = line.result.learner, line.result
    return {
        "row": row,
        "code": learner.sector_code,
        "name": learner.full_name,
        "born": f"{learner.born_on:%d/%m/%Y}" if learner.born_on else "",
        "class": sitting.school_class.name,
        "mark": float(line.mark) if line.mark is not None else None,
        "score": float(result.score) if result.score is not None else None,
        "note": _("not handed in") if result.submitted_at is None else "",
    }


def _write(mark: float | None) -> str:
    return "" if mark is None else say_decimal(mark)


def _say_digest(confirmation: Confirmation) -> str:
    if not confirmation.signature:
        return confirmation.sha256
    return f"{confirmation.sha256} · Ed25519 {confirmation.key_id} {confirmation.signature}"


def _say_confirmation(confirmation: Confirmation | None) -> str:
    if confirmation is None:
        return _("Not confirmed by a teacher yet.")
    moment = timezone.localtime(confirmation.confirmed_at)
    return _("Confirmed by %(name)s on %(time)s, no. %(number)s.") % {
        "name": confirmation.confirmed_by.full_name,
        "time": date_format(moment, "SHORT_DATETIME_FORMAT"),
        "number": confirmation.number,
    }
