"""Rows of a list of people: which column is what, and what is wrong with which line."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.text import fold

from .reading import Cells

Text = str | Promise

# Heads of columns as sector exports and schools write them, without diacritics.
COLUMNS: dict[str, tuple[str, ...]] = {
    "number": ("stt", "so tt", "tt", "so thu tu", "no"),
    "full_name": (
        *("ho va ten", "ho ten", "ten", "ten hoc sinh", "ho va ten hoc sinh"),
        *("full name", "name"),
    ),
    "surname": ("ho", "ho dem", "ho va dem", "ho va ten dem"),
    "sector_code": (
        *("ma hoc sinh", "ma dinh danh", "ma dinh danh bo gd&dt", "ma so", "ma hs"),
        *("ma giao vien", "ma gv", "ma can bo", "sector code", "code"),
    ),
    "born_on": ("ngay sinh", "ngay thang nam sinh", "nam sinh", "date of birth", "born"),
    "gender": ("gioi tinh", "nam/nu", "phai", "gender"),
    "class_name": ("lop", "ten lop", "lop hoc", "class"),
    "username": ("ten dang nhap", "tai khoan", "username"),
}
GENDERS = {"nam": 1, "m": 1, "male": 1, "1": 1, "nu": 2, "f": 2, "female": 2, "2": 2}
DAY = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$|^(\d{4})-(\d{1,2})-(\d{1,2})$")
CODE = re.compile(r"^[0-9A-Za-z._-]{3,20}$")
USERNAME = re.compile(r"^[a-z0-9][a-z0-9._-]{2,59}$")
HEAD_ROWS = 12
LONGEST_NAME = 120
EARLIEST = date(1930, 1, 1)


@dataclass(frozen=True)
class Fault:
    """What is wrong with one line, counted as the person sees it, from 1."""

    line: int
    text: Text


@dataclass
class RosterRow:
    """One person of the list."""

    line: int
    full_name: str
    sector_code: str = ""
    born_on: date | None = None
    gender: int = 0
    class_name: str = ""
    username: str = ""


@dataclass
class Roster:
    """A list that was read: its people, and what is wrong with which line."""

    rows: list[RosterRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)


def parse_roster(cells: Cells) -> Roster:
    """Find the columns by their heads and read a person from each line below.

    Lines above the heads (name of the school, title) are passed over. Every faulty line is named;
    nothing is guessed. A list without heads is read when its first column holds names only.
    """
    head, columns = _find_heads(cells)
    if columns is None:
        text = _(
            "No column “Họ và tên” was found. Keep the line with the heads of the columns "
            "above the names."
        )
        return Roster(faults=[Fault(1, text)] if cells else [])
    roster = Roster(columns=[name for name in columns if name])
    for line, row in enumerate(cells[head + 1 :], start=head + 2):
        values = {
            name: cell.strip() for name, cell in zip(columns, row, strict=False) if name and cell
        }
        values["full_name"] = " ".join(
            part for part in (values.pop("surname", ""), values.get("full_name", "")) if part
        )
        if any(values.values()):
            _read_row(roster, line, values)
    _find_doubles(roster)
    roster.faults.sort(key=lambda fault: fault.line)
    return roster


def _find_heads(cells: Cells) -> tuple[int, list[str] | None]:
    for number, row in enumerate(cells[:HEAD_ROWS]):
        columns = [_name_column(cell) for cell in row]
        if "full_name" in columns:
            return number, columns
    if cells and all(len(row) == 1 and not re.search(r"\d", row[0]) for row in cells):
        return -1, ["full_name"]
    return 0, None


def _name_column(cell: str) -> str:
    said = " ".join(re.sub(r"[(*:].*$", "", fold(cell)).split())
    return next((name for name, heads in COLUMNS.items() if said in heads), "")


def _read_row(roster: Roster, line: int, values: dict[str, str]) -> None:
    row = RosterRow(line, values["full_name"], class_name=values.get("class_name", ""))
    found: list[Text] = []
    if not row.full_name:
        found.append(_("The name is missing."))
    elif len(row.full_name) > LONGEST_NAME or re.search(r"[\d<>@]", row.full_name):
        found.append(_("This does not look like a name."))
    row.sector_code = values.get("sector_code", "")
    if row.sector_code and not CODE.match(row.sector_code):
        found.append(_("The code has letters or signs that codes do not have."))
    row.username = values.get("username", "").lower()
    if row.username and not USERNAME.match(row.username):
        found.append(_("The username needs 3 to 60 small letters without diacritics, or digits."))
    row.gender, gender_fault = _read_gender(values.get("gender", ""))
    row.born_on, day_fault = _read_day(values.get("born_on", ""))
    found += [fault for fault in (gender_fault, day_fault) if fault]
    roster.rows.append(row)
    roster.faults += [Fault(line, text) for text in found]


def _read_gender(said: str) -> tuple[int, Text]:
    if not said:
        return 0, ""
    code = GENDERS.get(fold(said))
    return (code, "") if code else (0, _("Write “Nam” or “Nữ”, or leave the cell empty."))


def _read_day(said: str) -> tuple[date | None, Text]:
    if not said:
        return None, ""
    fault = _("Write the date of birth as day/month/year, for example 05/09/2012.")
    parts: Any = DAY.match(said)
    if parts is None:
        return None, fault
    first = parts.groups()
    numbers = [int(part) for part in (first[:3][::-1] if first[0] else first[3:])]
    try:
        born = date(*numbers)
    except ValueError:
        return None, fault
    return (born, "") if EARLIEST <= born <= timezone.localdate() else (None, fault)


def _find_doubles(roster: Roster) -> None:
    for name, text in (
        ("sector_code", _("This code stands in line %(line)d too.")),
        ("username", _("This username stands in line %(line)d too.")),
    ):
        seen: dict[str, int] = {}
        for row in roster.rows:
            value = getattr(row, name)
            if value and value in seen:
                roster.faults.append(Fault(row.line, text % {"line": seen[value]}))
            elif value:
                seen[value] = row.line
