"""What follows the stem of a question in a Word file, form by form, in the words of ``convention``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments.formats.outgoing import percent
from assessments.formats.sheets.columns import KEEP, STRICT
from assessments.items.shape import Content
from core.printing.flow import read_flow
from core.printing.word import write_flow, write_runs

from . import convention as c

LETTERS = "ABCDEFGHIJKL"
LEVELS = {"know": "[NB] ", "understand": "[TH] ", "apply": "[VD] "}
# A part of a paper says the form of its questions; any other form is named in the question.
_BY_PART = {
    "single_choice": "choice",
    "multiple_choice": "choice",
    "true_false_statements": "statements",
    "short_number": "short",
}


@dataclass(frozen=True)
class Sheet:
    """Where a question is written, and its pictures by address."""

    document: Any
    pictures: dict[str, bytes]

    def line(self, text: str, *, is_bold: bool = False) -> Any:
        """Add a paragraph of plain words."""
        paragraph = self.document.add_paragraph()
        paragraph.add_run(text).bold = is_bold or None
        return paragraph

    def flow(self, markup: str, lead: str = "") -> None:
        """Add HTML."""
        write_flow(self.document, read_flow(markup), lead=lead, pictures=self.pictures)

    def part(self, sign: tuple[str, str, str], markup: str, *, is_right: bool) -> None:
        """Write an option or a statement; the letter of a right one is underlined."""
        before, letter, after = sign
        blocks = read_flow(markup)
        paragraph = self.line(before) if before else self.document.add_paragraph()
        run = paragraph.add_run(letter)
        run.bold, run.underline = True, is_right or None
        paragraph.add_run(after)
        if blocks and blocks[0]["k"] == "p":
            write_runs(paragraph, blocks[0]["runs"], self.pictures)
            blocks = blocks[1:]
        if blocks:
            write_flow(self.document, blocks, pictures=self.pictures)

    def table(self, rows: Sequence[Sequence[str]]) -> Any:
        """Add a table of plain words; cells of HTML are filled by ``fill``."""
        table = self.document.add_table(len(rows), len(rows[0]))
        table.style = "Table Grid"
        for row, words in zip(table.rows, rows, strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.paragraphs[0].add_run(word)
        return table

    def fill(self, cell: Any, markup: str) -> None:
        """Write HTML into an empty cell."""
        write_flow(cell, read_flow(markup), pictures=self.pictures)
        if len(cell.paragraphs) > 1 and not cell.paragraphs[0].text:
            first = cell.paragraphs[0]._p  # noqa: SLF001  # python-docx cannot delete a paragraph
            first.getparent().remove(first)


def name_form(content: Content, part: str) -> str:
    """Return the form in square brackets, or nothing when the part and the look already tell it."""
    kind = content["type"]
    is_told = _BY_PART.get(kind) == part
    if kind == "single_choice":
        is_told = is_told and sorted(each["share"] for each in content["options"])[-2:] == [
            "0",
            "1",
        ]
    elif kind == "multiple_choice":
        is_told = is_told and sum(Decimal(each["share"]) > 0 for each in content["options"]) > 1
    elif kind == "short_number":
        is_told = is_told and all(each["share"] == "1" for each in content["answers"])
    last = [*content.get("options", []), *content.get("statements", [])][-1:]
    # Beneath the last part the reader looks for the picture of the whole question.
    if is_told and not any(len(read_flow(each["html"])) > 1 for each in last):
        return ""
    keep = KEEP if content.get("keep_order") else ""
    return c.write_form(kind, keep, STRICT if content.get("is_case_sensitive") else "")


def write_form(sheet: Sheet, content: Content) -> None:
    """Write all that belongs to a question but its stem, its particulars and its solution."""
    _WRITERS[content["type"]](sheet, content)


def _choice(sheet: Sheet, content: Content) -> None:
    pin = "#" if content.get("keep_order") else ""
    options = dict(zip(LETTERS, content["options"], strict=False))
    for letter, option in options.items():
        is_right = Decimal(option["share"]) > 0
        sheet.part((pin, letter, ". "), option["html"], is_right=is_right)
    shares = {letter: option["share"] for letter, option in options.items()}
    if content.get("type") == "multiple_choice" or sorted(shares.values())[-2:] != ["0", "1"]:
        told = [
            f"{letter} ({_percent(share)}%)" for letter, share in shares.items() if share != "0"
        ]
        sheet.line(f"Đáp án: {', '.join(told)}")
    for letter, option in options.items():
        if option.get("feedback"):
            sheet.flow(option["feedback"], f"Phản hồi {letter}: ")


def _statements(sheet: Sheet, content: Content) -> None:
    for letter, each in zip(LETTERS.lower(), content["statements"], strict=False):
        sign = ("", letter, f") {LEVELS.get(each.get('level', ''), '')}")
        sheet.part(sign, each["html"], is_right=each["is_true"])
    row = " ".join("Đ" if each["is_true"] else "S" for each in content["statements"])
    sheet.line(f"Đáp án: {row}")


def _percent(share: str) -> str:
    return percent(share).replace(".", ",")


def _numbers(answers: list[dict[str, str]]) -> str:
    return c.join_accepted(
        [
            (
                (
                    each["value"]
                    + (f" ± {each['tolerance']}" if Decimal(each["tolerance"]) else "")
                ).replace(".", ","),
                _percent(each["share"]),
            )
            for each in answers
        ]
    )


def _texts(texts: list[dict[str, str]]) -> str:
    return c.join_accepted([(each["text"], _percent(each["share"])) for each in texts])


def _ordering(sheet: Sheet, content: Content) -> None:
    for number, entry in enumerate(content["entries"], start=1):
        sheet.flow(entry["html"], f"{number}) ")


def _matching(sheet: Sheet, content: Content) -> None:
    rows = [(pair["html"], pair["match"]) for pair in content["pairs"]]
    rows += [("", extra) for extra in content["extra_matches"]]
    table = sheet.table([c.MATCHING_HEAD, *[("", "")] * len(rows)])
    for made, row in zip(table.rows[1:], rows, strict=True):
        for cell, markup in zip(made.cells, row, strict=True):
            sheet.fill(cell, markup)


def _cloze(sheet: Sheet, content: Content) -> None:
    for number, gap in enumerate(content["gaps"], start=1):
        label = f"Chỗ trống {number} ({c.write_gap_about(gap)}): "
        if gap["kind"] == "choice":
            sheet.line(label)
            _choice(sheet, gap)
        else:
            words = _numbers(gap["answers"]) if "answers" in gap else _texts(gap["texts"])
            sheet.line(label + words)


def _essay(sheet: Sheet, content: Content) -> None:
    sheet.line(f"Bài làm: {c.write_reply(content['reply'])}")
    _marking(sheet, content)


def _file(sheet: Sheet, content: Content) -> None:
    sheet.line(f"Bài nộp: {c.write_handing_in(content['accepts'], content['most_files'])}")
    _marking(sheet, content)


def _marking(sheet: Sheet, content: Content) -> None:
    rows = [
        (criterion["name"] if not at else "", level["points"].replace(".", ","), level["text"])
        for criterion in content["rubric"]
        for at, level in enumerate(criterion["levels"])
    ]
    if rows:
        sheet.table([c.RUBRIC_HEAD, *rows])
    if content.get("marker_note"):
        sheet.flow(content["marker_note"], "Cách chấm: ")


_WRITERS: dict[str, Callable[[Sheet, Content], None]] = {
    "single_choice": _choice,
    "multiple_choice": _choice,
    "true_false_statements": _statements,
    "short_number": lambda sheet, content: _answer(sheet, _numbers(content["answers"])),
    "short_text": lambda sheet, content: _answer(sheet, _texts(content["texts"])),
    "ordering": _ordering,
    "matching": _matching,
    "cloze": _cloze,
    "essay": _essay,
    "file_answer": _file,
}


def _answer(sheet: Sheet, words: str) -> None:
    sheet.line(f"Đáp án: {words}")
