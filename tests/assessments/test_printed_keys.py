"""Keys beside the paper they belong to: every layout is read back and compared with the printed form."""

import re
from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pypdf import PdfReader

from assessments.printing.files import FormFile, print_form
from assessments.printing.keys import write_keys
from assessments.printing.papers import Heading, PrintItem
from tests.factories.matrices import content_for

COUNTS = {"choice": 12, "statements": 4, "short": 6, "essay": 1}
HEADING = Heading("Thi thử", "THPT Bến Bính", "Sở", "Toán 12", 90, "0101")
SHEET = {
    "title": "Thi thử",
    "school": "THPT Bến Bính",
    "office": "Sở",
    "subject": "Toán 12",
    "code": "0101",
    "author": "THPT Bến Bính",
    "counts": {form: count for form, count in COUNTS.items() if form != "essay"},
    "headings": {"choice": "PHẦN I", "statements": "PHẦN II", "short": "PHẦN III"},
}


def question(form, number, turn):
    """Make a question whose key tells its number and its form."""
    content = content_for(form, f"{form} {number}", "")
    if form == "choice":
        for place, option in enumerate(content["options"]):
            option["share"] = "1" if place == (number + turn) % 4 else "0"
    if form == "statements":
        for place, statement in enumerate(content["statements"]):
            statement["is_true"] = bool((number + turn) >> place & 1)
    if form == "short":
        content["answers"][0]["value"] = f"{number}.{turn}"
    return PrintItem(content, form, Decimal("0.25"))


@pytest.fixture(scope="module")
def forms():
    return {
        code: [
            question(form, n, turn) for form, count in COUNTS.items() for n in range(1, count + 1)
        ]
        for turn, code in enumerate(("0101", "0102"))
    }


def expected(turn):
    """Write the keys by hand: number in its part and key, in the order of the paper."""
    choices = [(str(n), "ABCD"[(n + turn) % 4]) for n in range(1, 13)]
    letters = ("Đ", "S")
    marks = [
        (str(n), "".join(letters[0 if (n + turn) >> place & 1 else 1] for place in range(4)))
        for n in range(1, 5)
    ]
    return choices, marks, [(str(n), f"{n},{turn}") for n in range(1, 7)]


def grid_of(layout, forms):
    sheet = load_workbook(BytesIO(write_keys(layout, forms))).active
    return [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True)]


def numbers_of_parts(text):
    parts = re.split(r"PHẦN [IV]+\.", text)[1:]
    return [[int(n) for n in re.findall(r"Câu (\d+)\.", part)] for part in parts]


def test_the_paper_counts_each_part_from_one(forms):
    form = FormFile(HEADING, forms["0101"], SHEET)
    word = Document(BytesIO(print_form("de", "docx", form)))
    pdf = PdfReader(BytesIO(print_form("de", "pdf", form)))

    counted = [list(range(1, count + 1)) for count in COUNTS.values()]
    assert numbers_of_parts("\n".join(each.text for each in word.paragraphs)) == counted
    assert numbers_of_parts("\n".join(page.extract_text() for page in pdf.pages)) == counted


@pytest.mark.parametrize(("layout", "first"), [("tnmaker", 1), ("smarttest", 1), ("azota", 2)])
def test_layouts_of_one_row_a_question_count_as_the_paper_does(forms, layout, first):
    grid = grid_of(layout, forms)

    assert [cell for cell in grid[first - 1][1:] if cell] == ["0101", "0102"]
    for turn in (0, 1):
        read = [(row[0], row[1 + turn]) for row in grid[first:]]
        assert read == [pair for part in expected(turn) for pair in part]


@pytest.mark.parametrize(("layout", "first"), [("youngmix", 1), ("olm", 3)])
def test_layouts_of_one_row_a_code_keep_their_fixed_places(forms, layout, first):
    grid = grid_of(layout, forms)

    for turn, row in enumerate(grid[first:]):
        choices, marks, shorts = expected(turn)
        assert row[0] == f"010{turn + 1}"
        assert row[1:41] == [key for _n, key in choices] + [""] * 28
        assert row[41:73] == [letter for _n, key in marks for letter in key] + [""] * 16
        assert row[73:79] == [key for _n, key in shorts]


def test_slots_are_named_as_the_paper_counts_them(forms):
    young, olm = grid_of("youngmix", forms)[0], grid_of("olm", forms)

    assert (young[1], young[12], young[41], young[44], young[56]) == ("1", "12", "1a", "1d", "4d")
    assert young[73:79] == ["1", "2", "3", "4", "5", "6"]
    assert (olm[0][1], olm[0][41], olm[0][73]) == (
        "Phần I. Nhiều lựa chọn",
        "Phần II. Đúng – Sai",
        "Phần III. Trả lời ngắn",
    )
    assert (olm[1][12], olm[1][53], olm[2][53], olm[1][78]) == ("Câu 12", "Câu 4", "a", "Câu 6")


def test_the_plain_list_names_part_and_number(forms):
    rows = [row for row in grid_of("thuong", forms)[1:] if row[0] == "0102"]

    named = zip(("I", "II", "III"), expected(1), strict=True)
    assert rows == [["0102", part, n, key] for part, pairs in named for n, key in pairs]


def test_a_word_sheet_has_a_square_in_each_corner():
    sheet = Document(BytesIO(print_form("phieu", "docx", FormFile(HEADING, [], SHEET))))

    anchors = sheet.sections[0].header._element.findall(f".//{qn('wp:anchor')}")
    places = {
        tuple(round(int(each.text) / 36000) for each in anchor.iter(qn("wp:posOffset")))
        for anchor in anchors
    }
    assert places == {(6, 6), (198, 6), (6, 285), (198, 285)}


def test_a_guide_prints_the_markers_note_as_text_not_as_marks():
    essay = question("essay", 1, 0)
    essay.content["marker_note"] = r"<p>Thiếu <b>điều kiện</b> \(x \ne 0\) trừ 0,25.</p>"
    form = FormFile(HEADING, [essay], SHEET)

    word = Document(BytesIO(print_form("hdc", "docx", form)))
    pdf = PdfReader(BytesIO(print_form("hdc", "pdf", form)))

    for text in (
        "\n".join(each.text for each in word.paragraphs),
        pdf.pages[0].extract_text(),
    ):
        assert "Lưu ý khi chấm: Thiếu điều kiện" in " ".join(text.split())
        assert "<b>" not in text
        assert r"\ne" not in text


def test_the_pdf_of_a_paper_is_tagged_in_vietnamese_and_its_formulas_have_words(forms):
    root = PdfReader(
        BytesIO(print_form("de", "pdf", FormFile(HEADING, forms["0101"], SHEET)))
    ).trailer["/Root"]
    tags, words = [], []

    def walk(node):
        node = node.get_object()
        for each in [one.get_object() for one in (node if isinstance(node, list) else [node])]:
            if isinstance(each, dict):
                tags.append(each.get("/S"))
                words.append(each.get("/Alt"))
                if "/K" in each:
                    walk(each["/K"])

    walk(root["/StructTreeRoot"])
    assert root["/Lang"] == "vi-VN"
    assert root["/MarkInfo"]["/Marked"]
    assert tags.count("/H1") == 1
    assert tags.count("/H2") == len(COUNTS)
    figures = [word for tag, word in zip(tags, words, strict=True) if tag == "/Figure"]
    assert figures
    assert all(figures)
