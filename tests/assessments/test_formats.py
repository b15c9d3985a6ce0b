"""Reading foreign files: every element is in the report, and no bytes raise."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.cleaning import clean_html
from assessments.formats import FORMATS, ImportReport, read_questions
from assessments.formats.gift import read_gift
from assessments.formats.gift_escapes import hide, show
from assessments.formats.markup import Markup
from assessments.items.shape import list_problems
from assessments.reasons import REASONS, say

FILES = Path(__file__).parent / "files"


def read(name: str, **options) -> ImportReport:
    return read_questions((FILES / name).read_bytes(), filename=name, clean=clean_html, **options)


def gift(text: str):
    return list(read_gift(text, clean_html))


def states(report: ImportReport) -> dict[str, tuple[str, list[str]]]:
    return {e.ref: (e.state, [r.code for r in e.reasons]) for e in report.elements}


def test_every_gift_question_is_taken_degraded_or_refused_with_its_reason():
    report = read("gift_mixed.txt")

    assert report.format == "gift"
    assert states(report) == {
        "Nghiệm": ("taken", []),
        "Chẵn": ("taken", []),
        "20": ("taken", []),
        "23": ("taken", []),
        "Tổng": ("taken", []),
        "Khoảng": ("taken", []),
        "Hai mức": ("taken", []),
        "Thoát": ("taken", []),
        "Hình": ("degraded", ["picture"]),
        "Ghép": ("taken", []),
        "Luận": ("taken", []),
        "Mô tả": ("refused", ["description"]),
        "Hai chỗ": ("refused", ["several_blanks"]),
        "Không đóng": ("refused", ["unclosed"]),
        "Không khóa": ("refused", ["no_key"]),
        "Chữ số": ("refused", ["bad_number"]),
    }
    assert (report.found, report.taken, report.degraded, report.refused) == (16, 10, 1, 5)


def test_gift_keeps_weights_feedback_solution_and_categories():
    first, second, *_ = read("gift_mixed.txt").elements

    assert first.category == "Toán 8/Phương trình bậc nhất"
    assert first.content["solution"] == "Chuyển 1 sang vế phải."
    assert [(o["html"], o["share"]) for o in first.content["options"]] == [
        (r"\(x=3\)", "1"),
        (r"\(x=4\)", "0"),
        (r"\(x=\frac{6}{2}+1\)", "0.25"),
        (r"\(x=-3\)", "0"),
    ]
    assert first.content["options"][1]["feedback"] == "Em chuyển vế chưa đổi dấu."
    assert [o["share"] for o in second.content["options"]] == ["0.5", "0.5", "-0.5", "-0.5"]


def test_gift_numbers_become_a_value_and_a_tolerance():
    contents = {e.name: e.content for e in read("gift_mixed.txt").usable}

    assert contents["Khoảng"]["answers"] == [{"value": "3", "tolerance": "2", "share": "1"}]
    assert contents["Hai mức"]["answers"] == [
        {"value": "1822", "tolerance": "0", "share": "1"},
        {"value": "1822", "tolerance": "2", "share": "0.5"},
    ]
    assert contents["Tổng"]["stem"] == r"\(17:2\) bằng"


def test_gift_escapes_come_back():
    content = next(e.content for e in read("gift_mixed.txt").usable if e.name == "Thoát")

    assert content["stem"] == r"Viết {a\; b} = c ~ d # e : f"
    assert [o["html"] for o in content["options"]] == ["x=y", "x~y"]


@pytest.mark.parametrize(
    ("formula", "kept"),
    [
        (r"\(\frac{1}{2}\)", r"\(\frac{1}{2}\)"),
        (r"\(\frac\{1\}\{2\}\)", r"\(\frac{1}{2}\)"),
        (r"\(a \neq b\)", r"\(a \neq b\)"),
        ("$x^2$", r"\(x^2\)"),
        ("giá $5 và $6", "giá $5 và $6"),
        (r"\(x<3\)", r"\(x&lt;3\)"),
    ],
)
def test_formulas_are_kept_however_they_are_written(formula, kept):
    assert gift(f"{formula} {{=a ~b}}")[0].content["stem"] == kept


def test_a_blank_in_the_middle_stands_where_the_answers_stood():
    content = gift("Hai cộng hai bằng {=4 =bốn} phải không?")[0].content

    assert content["stem"] == "Hai cộng hai bằng _____ phải không?"
    assert [text["text"] for text in content["texts"]] == ["4", "bốn"]


def test_every_moodle_element_is_accounted_for():
    report = read("moodle_mixed.xml")

    assert states(report) == {
        "Tỉ số": ("degraded", ["active_content", "note_standard_feedback"]),
        "Ba số lẻ": ("taken", []),
        "Đúng sai": ("taken", []),
        "Viết": ("degraded", ["answer_feedback", "hints"]),
        "Số": ("degraded", ["units", "file"]),
        "Ghép": ("refused", ["pair_count"]),
        "Luận": ("taken", []),
        "48": ("taken", []),
        "Tính": ("refused", ["calculated"]),
        "Không khóa": ("refused", ["no_key"]),
        "51": ("refused", ["unknown_element"]),
    }


def test_moodle_html_is_clean_and_keeps_formulas():
    first = read("moodle_mixed.xml").elements[0]

    assert first.category == "$course$/Toán 8/Tam giác"
    assert "script" not in first.content["stem"]
    assert r"\(x&lt;3\)" in first.content["stem"]
    assert first.content["options"][0]["html"] == r"\(\frac{AN}{NC}\)"


def test_aiken_says_what_is_wrong_with_each_question():
    report = read("aiken_mixed.txt")

    assert [(e.line, e.state, [r.code for r in e.reasons]) for e in report.elements] == [
        (1, "taken", []),
        (8, "taken", []),
        (13, "refused", ["no_key"]),
        (16, "refused", ["key_without_option"]),
        (21, "refused", ["option_count"]),
        (25, "refused", ["option_count"]),
    ]
    assert [o["share"] for o in report.elements[0].content["options"]] == ["0", "1", "0", "0"]


@pytest.mark.parametrize(
    ("data", "filename", "code"),
    [
        (b"", "a.txt", "empty_file"),
        (b"  \n ", "a.txt", "empty_file"),
        (b"PK\x03\x04....", "a.docx", "wrong_kind"),
        (b"%PDF-1.7", "de.gift", "wrong_kind"),
        (b"\xff\xd8\xff\xe0", "de.gift", "wrong_kind"),
        (b"C\xe2u \x00 h\xf3i {=a}", "a.txt", "encoding"),
        ("Câu 1 {=a}".encode() + b"\x00", "a.txt", "encoding"),
        ("Chỉ là văn bản.".encode(), "a.txt", "unknown_format"),
        (b"<html><body>Quiz</body></html>", "a.xml", "unknown_format"),
        (b"<quiz><question></quiz>", "a.xml", "xml_syntax"),
        (b"<quiz></quiz>", "a.xml", "no_questions"),
        (b"<quiz><question type='essay'/></quiz>", "a.gift", "name_mismatch"),
        ("Câu {=a}".encode(), "a.xml", "name_mismatch"),
        (b"x" * (50 * 1024 * 1024 + 1), "a.txt", "too_large"),
        (b"{=a}\n\n" * 20_001, "a.txt", "too_many"),
        (
            b'<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>',
            "a.xml",
            "xml_doctype",
        ),
        (b"<quiz>" + b"<a>" * 5000 + b"</quiz>", "a.xml", "xml_syntax"),
    ],
)
def test_a_file_that_is_no_file_of_questions_is_refused_as_a_whole(data, filename, code):
    report = read_questions(data, filename=filename, clean=clean_html)

    assert report.fault.code == code
    assert report.elements == ()
    assert say(*report.fault)


def test_utf16_and_byte_order_marks_are_read():
    for encoding in ("utf-16", "utf-8-sig"):
        data = "Câu {=đúng ~sai}".encode(encoding)
        report = read_questions(data, filename="a.gift", clean=clean_html)
        assert report.taken == 1


def test_a_report_survives_its_storage():
    report = read("moodle_mixed.xml")

    assert ImportReport.from_json(report.to_json()) == report


def test_every_reason_has_a_sentence():
    for name in ("gift_mixed.txt", "moodle_mixed.xml", "aiken_mixed.txt"):
        for element in read(name).elements:
            assert all(reason.code in REASONS for reason in element.reasons)
    assert all(say(code, "x") for code in REASONS)


def test_pictures_are_named_not_dropped():
    markup = Markup(clean_html)

    html = markup.read('<p><img src="data:image/png;base64,AA=="> và <img src=b.png></p>', "html")

    assert html == "<p>[#1] và [b.png]</p>"
    assert markup.images == ["#1", "b.png"]


SIGNS = "~=#{}:/%->.$[]()<&;' ABC123,Tđâ\\\"\n\t"
WORDS = """:: #### ANSWER: A. [html] $CATEGORY: \\( \\) <img_src=x> <quiz> </quiz> </question> .. %50%
<question_type='multichoice'> <question_type='numerical'> <answer_fraction='100'> </answer> <text>
</text> <questiontext> </questiontext> <![CDATA[ ]]>"""
PIECES = st.sampled_from(
    [*SIGNS, *(word.replace("_", " ") for word in WORDS.split()), "\n\n", "\x00"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["auto", *FORMATS]))
def test_no_text_raises_and_what_is_taken_is_a_question(text, fmt):
    report = read_questions(text.encode(), filename="x", clean=clean_html, fmt=fmt)

    assert report.found == report.taken + report.degraded + report.refused
    for element in report.elements:
        assert (element.content is None) == (element.state == "refused")
        assert element.content is None or not list_problems(element.content)
        assert element.state == "taken" or element.reasons
    assert ImportReport.from_json(report.to_json()) == report


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["auto", *FORMATS]))
def test_no_bytes_raise(data, fmt):
    read_questions(data, filename="x.xml", clean=clean_html, fmt=fmt)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"\\(2x - 6 \= 0\\)", r"\(2x - 6 = 0\)"),
        (r"\\(\\frac\{1\}\{x\} \\neq 2\\)", r"\(\frac{1}{x} \neq 2\)"),
        (r"\(x \= 3\)", r"\(x = 3\)"),
        (r"\(\frac{1}{x} = 2\)", r"\(\frac{1}{x} = 2\)"),
    ],
)
def test_a_formula_reads_the_same_as_moodle_exports_it_and_as_people_type_it(written, read):
    assert show(hide(written)) == read
