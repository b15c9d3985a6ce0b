"""Cells of a list: from an Excel workbook, a CSV file, or text pasted out of either."""

import csv
import io
import zipfile
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from core.text import nfc

Cells = list[list[str]]

LARGEST_FILE = 2 * 1024 * 1024
# What a workbook may unpack to: a small file can hold gigabytes.
LARGEST_WORKBOOK = 40 * 1024 * 1024
MOST_ROWS = 2000
MOST_COLUMNS = 40
ENCODINGS = ("utf-8-sig", "cp1258")
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class RosterFileError(Exception):
    """The file cannot be read as a list; the message says why, and is safe to show."""


def read_file(data: bytes, name: str) -> Cells:
    """Read the first sheet of a workbook, or a CSV or text file; raises RosterFileError.

    What the content is decides, not the name: a workbook that is called .csv is read as one.
    """
    if len(data) > LARGEST_FILE:
        raise RosterFileError(
            _("The file is larger than 2 MB. Send one class or school at a time.")
        )
    if data[:2] == b"PK":
        return _read_workbook(data)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" or name.lower().endswith(".xls"):
        raise RosterFileError(
            _("This is a workbook of an old Excel (.xls). Save it as .xlsx and send it again.")
        )
    return read_cells(_decode(data))


def read_cells(text: str) -> Cells:
    """Read pasted text: cells parted by tabs as Excel copies them, else by semicolons or commas."""
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        return []
    head = lines[0]
    mark = "\t" if "\t" in text else ";" if head.count(";") > head.count(",") else ","
    rows = csv.reader(io.StringIO("\n".join(lines)), delimiter=mark)
    return _trim([[" ".join(cell.split()) for cell in row] for row in rows])


def write_text(cells: Cells) -> str:
    """Write cells as text that ``read_cells`` reads back: a line a row, tabs between."""
    return "\n".join("\t".join(cell.replace("\t", " ") for cell in row) for row in cells)


def _decode(data: bytes) -> str:
    is_wide = data.startswith(UTF_16_MARKS)
    if b"\x00" in data and not is_wide:
        raise RosterFileError(_("This is neither a workbook (.xlsx) nor a text file (.csv)."))
    for encoding in ("utf-16",) if is_wide else ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeError:
            continue
    raise RosterFileError(
        _("The letters of this file cannot be read. Save it as CSV UTF-8, or as .xlsx.")
    )


def _read_workbook(data: bytes) -> Cells:
    refusal = _("This workbook is damaged or is not an Excel file. Open it, save it anew as .xlsx.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > LARGEST_WORKBOOK:
            raise RosterFileError(_("The workbook holds too much. Send one class at a time."))
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 20, max_col=MOST_COLUMNS, values_only=True)
        cells = [[_say(value) for value in row] for row in rows]
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        IndexError,
        ValueError,
        SyntaxError,  # what the XML parser raises
    ) as error:
        raise RosterFileError(refusal) from error
    return _trim(cells)


def _say(value: object) -> str:
    """Write a cell as people would: a day as dd/mm/yyyy, a code without its decimal point."""
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(nfc(str(value)).split()) if value is not None else ""


def _trim(rows: Cells) -> Cells:
    kept = [row for row in rows if any(row)]
    if len(kept) > MOST_ROWS:
        raise RosterFileError(_("The list has more than 2,000 lines. Send it in parts."))
    return kept
