"""What the files at the end of the story must hold: four codes, every question, and keys that fit.

    check_forms(zip_of_everything, ("0101", "0102", "0103", "0104"))

The right answers are worked out from the words on each paper, not from what the server kept.
"""

import re
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZipFile

from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from .way_paper import ANSWERS, CHOICES, ESSAYS, SHORTS, STATEMENTS, TRUTHS

FOOTER = re.compile(r"Mã đề \d+ – Trang \d+/\d+")
BLOCK = re.compile(r"(?=\bCâu \d+\. |\bPHẦN [IV]+\. )")
QUESTION = re.compile(r"Câu \d+\. (?:\(1 điểm\) )?(.*?)(?: (?=[Aa][.)] )(.*))?$")
STEMS = sorted(
    [each[0] for each in (*CHOICES, *STATEMENTS)] + [each[1] for each in (*SHORTS, *ESSAYS)]
)


def check_forms(data: bytes, codes: tuple[str, ...]) -> None:
    """Open every paper, guide and key, and compare them."""
    with ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    columns = read_keys(files["dap-an/dap-an-tnmaker.xlsx"])
    assert tuple(columns) == codes
    for code in codes:
        for words in (
            read_word(files[f"de/de-{code}.docx"]),
            read_pdf(files[f"de/de-{code}.pdf"]),
        ):
            assert f"Mã đề {code}" in words
            asked = list(read_questions(words))
            assert sorted(stem for stem, _key in asked) == STEMS
            assert [key for _stem, key in asked if key] == columns[code]
        assert read_guide(files[f"huong-dan-cham/hdc-{code}.docx"]) == columns[code]
        for name in (f"huong-dan-cham/hdc-{code}.pdf", f"phieu-tra-loi/phieu-{code}.pdf"):
            assert code in read_pdf(files[name])


def read_keys(data: bytes) -> dict[str, list[str]]:
    """Return the keys of each code in the order of its paper."""
    head, *rows = load_workbook(BytesIO(data)).active.values
    return {
        str(code): [str(row[place]) for row in rows] for place, code in enumerate(head[1:], start=1)
    }


def read_word(data: bytes) -> str:
    return _join(paragraph.text for paragraph in Document(BytesIO(data)).paragraphs)


def read_pdf(data: bytes) -> str:
    pages = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    return _join(FOOTER.sub("", page) for page in pages)


def read_guide(data: bytes) -> list[str]:
    """Return the keys of a marking guide."""
    rows = [row.cells for table in Document(BytesIO(data)).tables for row in table.rows]
    return [cell.text for cells in rows if cells[0].text == "Đáp án" for cell in cells[1:]]


def read_questions(words: str) -> Iterable[tuple[str, str]]:
    """Give each stem with the answer that its paper asks for; "" for an essay."""
    for block in BLOCK.split(words.partition("–––– HẾT")[0]):
        found = QUESTION.match(block.strip())
        if found:
            yield found[1], answer(found[1], found[2] or "")


def answer(stem: str, parts: str) -> str:
    """Work out the key of a question as it stands on the paper."""
    texts = re.split(r"(?:^| )[A-Da-d][.)] ", parts)[1:]
    if texts and texts[0] in TRUTHS:
        return "".join("Đ" if TRUTHS[text] else "S" for text in texts)
    return "ABCD"[texts.index(ANSWERS[stem])] if texts else ANSWERS.get(stem, "")


def _join(lines: Iterable[str]) -> str:
    return re.sub(r"\s+", " ", " ".join(lines))
