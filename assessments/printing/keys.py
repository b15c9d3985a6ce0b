"""Answer keys as the spreadsheets that marking tools read; see ``LAYOUTS``.

All values are written as text: nothing of a question becomes a formula.
"""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from .papers import PrintItem, split_parts, write_key

# Places of the common answer sheets: choices, statements of true or false, short answers.
CHOICES, STATEMENTS, SHORTS = 40, 8, 6
Forms = Mapping[str, Sequence[PrintItem]]


def write_keys(layout: str, forms: Forms) -> bytes:
    """Return the spreadsheet of a layout for forms by code."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        message = "A new workbook has no sheet."
        raise TypeError(message)
    sheet.title = "Đáp án"
    for row, values in enumerate(LAYOUTS[layout](forms), start=1):
        for column, value in enumerate(values, start=1):
            if value:
                cell = sheet.cell(row, column, value)
                if isinstance(cell, Cell):
                    # "=1+1" and "-2,5" are answers, not formulas.
                    cell.data_type = "s"
                    cell.number_format = "@"
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _list_keys(items: Sequence[PrintItem]) -> list[tuple[str, str, str]]:
    """Return (form, number in its part, key) of every question but essays."""
    return [
        (form, str(place), write_key(item.content))
        for form, part in split_parts(items)
        if form != "essay"
        for place, item in enumerate(part, start=1)
    ]


def _one_row_a_question(forms: Forms) -> list[list[str]]:
    keys = {code: _list_keys(items) for code, items in forms.items()}
    first = next(iter(keys.values()), [])
    return [
        [number, *(keys[code][place][2] for code in forms)]
        for place, (_form, number, _key) in enumerate(first)
    ]


def _tnmaker(forms: Forms) -> list[list[str]]:
    return [["Câu/Mã đề", *forms], *_one_row_a_question(forms)]


def _azota(forms: Forms) -> list[list[str]]:
    return [["Câu hỏi", "Mã đề thi"], ["", *forms], *_one_row_a_question(forms)]


def _slots(items: Sequence[PrintItem]) -> list[str]:
    """Return 40 choices, 32 single statements and 6 short answers, empty where there is none."""
    keys = _list_keys(items)
    of = {
        form: [key for name, _n, key in keys if name == form]
        for form in ("choice", "statements", "short")
    }
    statements = [letter for key in of["statements"] for letter in key.ljust(4)[:4]]
    return [
        *_pad(of["choice"], CHOICES),
        *_pad(statements, STATEMENTS * 4),
        *_pad(of["short"], SHORTS),
    ]


def _pad(values: Sequence[str], places: int) -> list[str]:
    return [*values, *([""] * places)][:places]


def _slot_names() -> list[str]:
    return [
        *(str(n + 1) for n in range(CHOICES)),
        *(f"{n + 1}{letter}" for n in range(STATEMENTS) for letter in "abcd"),
        *(str(n + 1) for n in range(SHORTS)),
    ]


def _youngmix(forms: Forms) -> list[list[str]]:
    return [["Đề\\câu", *_slot_names()], *([code, *_slots(items)] for code, items in forms.items())]


def _olm(forms: Forms) -> list[list[str]]:
    parts = [""] * (CHOICES + STATEMENTS * 4 + SHORTS)
    parts[0], parts[CHOICES], parts[CHOICES + STATEMENTS * 4] = (
        "Phần I. Nhiều lựa chọn",
        "Phần II. Đúng – Sai",
        "Phần III. Trả lời ngắn",
    )
    questions = [
        *(f"Câu {n + 1}" for n in range(CHOICES)),
        *(f"Câu {n + 1}" if letter == "a" else "" for n in range(STATEMENTS) for letter in "abcd"),
        *(f"Câu {n + 1}" for n in range(SHORTS)),
    ]
    letters = [
        *([""] * CHOICES),
        *(letter for _n in range(STATEMENTS) for letter in "abcd"),
        *([""] * SHORTS),
    ]
    return [
        ["Mã đề", *parts],
        ["", *questions],
        ["", *letters],
        *([code, *_slots(items)] for code, items in forms.items()),
    ]


def _plain(forms: Forms) -> list[list[str]]:
    names = {"choice": "I", "statements": "II", "short": "III"}
    rows = [["Mã đề", "Phần", "Câu", "Đáp án"]]
    for code, items in forms.items():
        rows += [[code, names[form], number, key] for form, number, key in _list_keys(items)]
    return rows


LAYOUTS: dict[str, Callable[[Forms], list[list[str]]]] = {
    "tnmaker": _tnmaker,
    "smarttest": _tnmaker,
    "azota": _azota,
    "youngmix": _youngmix,
    "olm": _olm,
    "thuong": _plain,
}
LABELS = {
    "tnmaker": "TNMaker",
    "smarttest": "SmartTest",
    "azota": "Azota",
    "youngmix": "YoungMix",
    "olm": "OLM",
    "thuong": "Excel",
}


def find_overflow(
    items: Sequence[PrintItem], places: Mapping[str, int]
) -> list[tuple[str, int, int]]:
    """Return parts with more questions than the answer sheet has places: (form, questions, places)."""
    counts = {form: len(part) for form, part in split_parts(items)}
    return [
        (form, counts[form], most) for form, most in places.items() if counts.get(form, 0) > most
    ]
