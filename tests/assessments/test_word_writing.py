"""Questions to Word and back: whatever is generated comes home equal."""

import html
from decimal import Decimal
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from assessments.cleaning import clean_html
from assessments.formats import parse, write
from assessments.formats.exporting import ExportItem
from assessments.formats.report import SharedText
from assessments.formats.word.comparing import find_changes
from assessments.items.markup import plain_text
from core.printing.word import new_document, save
from tests.assessments.word.ooxml import png

from .question_strategies import (
    PICTURE,
    PICTURE_NAME,
    accepted_numbers,
    accepted_texts,
    cloze_stem,
    gap_weights,
    levels,
    replies,
    rubrics,
)

FILES_OF_WORD = {PICTURE_NAME: PICTURE}

# What teachers write: no line of it looks like a label.
WORDS = st.lists(
    st.sampled_from(
        ["Cho", "hàm số", "tam giác", "số nguyên tố", "bằng", "25 °C", "x > 3 & y < 2", "½"]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)
MARKED = WORDS.map(html.escape)
FORMULAS = st.sampled_from(
    [
        r"\frac{a}{b}",
        r"x^2+1",
        r"\sqrt{2}",
        r"\begin{cases}x=1\\y=2\end{cases}",
        r"\alpha\le\beta",
    ]
)
BITS = st.one_of(
    MARKED,
    WORDS.map(lambda text: f"H<sub>2</sub>O {text.split()[0]}<sup>2+</sup>"),
    FORMULAS.map(lambda tex: rf"\({tex}\)"),
    st.just(f'<img src="file:{PICTURE_NAME}" alt="Đồ thị">'),
)
LINE = st.lists(BITS, min_size=1, max_size=3).map(" ".join)
TABLE = MARKED.map("<table><tbody><tr><td>{}</td><td>1</td></tr></tbody></table>".format)
HTML = st.one_of(
    LINE,
    LINE.map("<p>{}</p>".format),
    st.tuples(LINE, LINE).map("<br>".join),
    st.tuples(LINE, TABLE).map("".join),
).map(clean_html)
SAID = st.tuples(HTML, st.just("") | HTML)


def _options(*shares: str) -> st.SearchStrategy[list[dict[str, str]]]:
    """Draw options with these shares in any order."""
    said = st.lists(SAID, min_size=len(shares), max_size=len(shares))
    return st.tuples(st.permutations(shares), said).map(
        lambda drawn: [
            {"html": markup, "share": share, "feedback": feedback}
            for share, (markup, feedback) in zip(*drawn, strict=True)
        ]
    )


OPTIONS = st.one_of(_options("1", "0", "0", "0"), _options("1", "0.33333", "-0.25", "0"))
SEVERAL = st.one_of(_options("0.5", "0.5", "0", "-0.5"), _options("0.7", "0.3", "0"))
GAPS = st.one_of(
    st.fixed_dictionaries({"kind": st.just("choice"), "weight": gap_weights, "options": OPTIONS}),
    st.fixed_dictionaries(
        {
            "kind": st.just("text"),
            "weight": gap_weights,
            "texts": accepted_texts,
            "is_case_sensitive": st.booleans(),
        }
    ),
    st.fixed_dictionaries(
        {"kind": st.just("number"), "weight": gap_weights, "answers": accepted_numbers}
    ),
)
ENTRIES = st.lists(LINE, min_size=3, max_size=4).map(
    lambda lines: [f"{sign} {line}" for sign, line in zip("xyzt", lines, strict=False)]
)


def _form(kind: str, **parts: Any) -> st.SearchStrategy[dict[str, Any]]:
    base = {"v": st.just(1), "type": st.just(kind), "stem": HTML, "images": st.just([])}
    return st.fixed_dictionaries({**base, "solution": st.just("") | HTML, **parts})


MARKING = {"rubric": rubrics, "marker_note": st.just("") | HTML}
QUESTIONS = {
    "single_choice": _form("single_choice", options=OPTIONS, keep_order=st.booleans()),
    "multiple_choice": _form("multiple_choice", options=SEVERAL, keep_order=st.booleans()),
    "true_false_statements": _form(
        "true_false_statements",
        statements=st.lists(
            st.fixed_dictionaries({"html": HTML, "is_true": st.booleans(), "level": levels}),
            min_size=4,
            max_size=4,
        ),
    ),
    "short_number": _form("short_number", answers=accepted_numbers),
    "short_text": _form("short_text", texts=accepted_texts, is_case_sensitive=st.booleans()),
    "ordering": _form(
        "ordering", entries=ENTRIES.map(lambda each: [{"html": markup} for markup in each])
    ),
    "matching": _form(
        "matching",
        pairs=ENTRIES.map(
            lambda lines: [{"html": line, "match": line.upper()[0] + line[1:]} for line in lines]
        ),
        extra_matches=st.lists(MARKED, max_size=1),
    ),
    "cloze": _form("cloze", gaps=st.lists(GAPS, min_size=1, max_size=2)).map(cloze_stem),
    "essay": _form("essay", reply=replies, **MARKING),
    "file_answer": _form(
        "file_answer",
        accepts=st.sampled_from([["document"], ["image", "audio"], ["document", "image", "audio"]]),
        most_files=st.integers(1, 4),
        **MARKING,
    ),
}


def come_back(contents: list[dict[str, Any]], **more: Any) -> Any:
    written = write("docx", [ExportItem(content, **more) for content in contents])
    return written, parse("docx", written.data, "a.docx", clean=clean_html)


@settings(max_examples=7, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(drawn=st.tuples(*QUESTIONS.values()), level=levels)
def test_what_teachers_write_comes_back_from_word_whole(drawn: Any, level: str) -> None:
    told = {
        "name": "Câu hỏi [1]",
        "category": "Chương 1",
        "level": level,
        "strand": "Số",
        "outcomes": ["T8.1", "T8.2"],
        "source": "SGK; tr. 5",
        "subject": "Toán",
        "grade": "8",
        "expected_difficulty": "0.45",
        "expected_seconds": 90,
    }

    written, report = come_back(list(drawn), files=FILES_OF_WORD, metadata=told)

    assert [(element.type, element.reasons) for element in written.elements] == [
        (kind, ()) for kind in QUESTIONS
    ]
    by_type = {element.type: element for element in report.elements}
    assert [find_changes(went, by_type[went["type"]].content, {}) for went in drawn] == [[]] * 10
    for element in report.elements:
        came = {**element.metadata, "name": element.name, "category": element.category}
        assert {key: came.get(key, "") for key in told} == told


def test_questions_of_all_forms_keep_keys_levels_and_pictures() -> None:
    shares = ["0.5", "0", "0.5", "0"]
    choice = {
        "v": 1,
        "type": "multiple_choice",
        "stem": 'Xem hình <img src="file:a.png" alt="Hình">',
        "solution": "",
        "images": [],
        "keep_order": False,
        "options": [{"html": f"số {n}", "share": s, "feedback": ""} for n, s in enumerate(shares)],
    }
    number = {"v": 1, "type": "short_number", "stem": "Số π?", "solution": "", "images": [],
              "answers": [{"value": "3.14", "tolerance": "0.01", "share": "1"}]}  # fmt: skip

    written, report = come_back(
        [choice, number], files={"a.png": png()}, metadata={"level": "know"}
    )

    first, second = report.elements
    assert written.count("taken") == 2
    assert [option["share"] for option in first.content["options"]] == ["0.5", "0", "0.5", "0"]
    assert "<img" in first.content["stem"]
    assert len(report.files) == 1
    assert first.metadata["level"] == "know"
    assert second.content["answers"] == [{"value": "3.14", "tolerance": "0.01", "share": "1"}]


def test_a_shared_text_goes_along_with_its_questions() -> None:
    item = {"v": 1, "type": "short_number", "stem": "Bao nhiêu?", "solution": "", "images": [],
            "answers": [{"value": "2", "tolerance": "0", "share": "1"}]}  # fmt: skip
    text = SharedText("k", "Đoạn văn", "Có hai con thuyền.")

    _written, report = come_back([item, item], stimulus=text)

    assert {element.stimulus for element in report.elements} == {"t1"}
    assert "hai con thuyền" in plain_text(report.stimuli["t1"].html)


def test_what_word_would_read_otherwise_is_told() -> None:
    tricky = {"v": 1, "type": "short_number", "stem": "Mở đầu<br>Câu 7. Không phải câu mới", "solution": "",
              "images": [], "answers": [{"value": "2", "tolerance": "0", "share": "1"}]}  # fmt: skip

    written, _report = come_back([tricky])

    assert [reason.code for reason in written.elements[0].reasons] == ["word_reads_otherwise"]
    assert Decimal(written.elements[0].line) == 1


TYPED = """Câu 1. [TH] [Sắp thứ tự] Xếp từ bé đến lớn.
1. Năm
2) Chín, không phải 3) ba
Câu 2. [Nối] Ghép nước với thủ đô.
1) Lào → Viêng Chăn
Thái Lan => Băng Cốc
=> Tô-ki-ô
Lời giải: Xem bản đồ.
Câu 3. [Điền khuyết] Nước sôi ở [[1]] độ [[2]]: [[3]].
Chỗ 1: 100
Chỗ trống 2: C | Celsius (50%)
Chỗ trống 3 (chọn, hệ số 2):
*A. hoá hơi   B. ngưng tụ
Câu 4. [Tự luận] Vì sao lá xanh?
Bài làm: 12 dòng, từ 50 đến 200 từ
Cách chấm: Đủ hai ý.
Câu 5. [Nộp bài] Chụp ảnh.
Bài nộp: ảnh, âm thanh; tối đa 3 tệp
[Chủ đề: Lá cây]"""


def test_the_written_forms_are_read_as_teachers_type_them() -> None:
    document = new_document()
    for line in TYPED.split("\n"):
        document.add_paragraph(line)

    report = parse("docx", save(document), "a.docx", clean=clean_html)

    ordering, matching, cloze, essay, file_answer = (each.content for each in report.elements)
    assert {element.state for element in report.elements} == {"taken"}
    assert ordering["stem"] == "Xếp từ bé đến lớn."
    assert ordering["entries"] == [{"html": "Năm"}, {"html": "Chín, không phải 3) ba"}]
    assert matching["pairs"] == [
        {"html": "Lào", "match": "Viêng Chăn"},
        {"html": "Thái Lan", "match": "Băng Cốc"},
    ]
    assert (matching["extra_matches"], matching["solution"]) == (["Tô-ki-ô"], "Xem bản đồ.")
    assert [(gap["kind"], gap["weight"]) for gap in cloze["gaps"]] == [
        ("number", "1"),
        ("text", "1"),
        ("choice", "2"),
    ]
    assert [each["share"] for each in cloze["gaps"][1]["texts"]] == ["1", "0.5"]
    assert [each["share"] for each in cloze["gaps"][2]["options"]] == ["1", "0"]
    assert essay["reply"] == {"lines": 12, "fewest_words": 50, "most_words": 200, "most_files": 0}
    assert essay["marker_note"] == "Đủ hai ý."
    assert (file_answer["accepts"], file_answer["most_files"]) == (["image", "audio"], 3)
    assert report.elements[0].metadata["level"] == "understand"
    assert report.elements[4].category == "Lá cây"


def test_a_written_form_without_its_parts_is_refused_with_the_way_to_write_it() -> None:
    document = new_document()
    document.add_paragraph("Câu 1. [Ghép nối] Ghép nước với thủ đô.")

    (element,) = parse("docx", save(document), "a.docx", clean=clean_html).elements

    assert (element.state, element.reasons[0].code) == ("refused", "word_no_pairs")


def test_questions_of_one_text_stay_together_in_word_whatever_their_forms() -> None:
    text = SharedText("k", "Bài đọc", "<p>Ngày xưa.</p>")
    essay = {"v": 1, "type": "essay", "stem": "Kể lại.", "solution": "", "images": [], "rubric": [],
             "reply": {"lines": 0, "fewest_words": None, "most_words": None, "most_files": 0},
             "marker_note": ""}  # fmt: skip
    number = {"v": 1, "type": "short_number", "stem": "Mấy?", "solution": "", "images": [],
              "answers": [{"value": "2", "tolerance": "0", "share": "1"}]}  # fmt: skip
    alone = ExportItem(number | {"stem": "Câu riêng?"})

    written = write(
        "docx", [ExportItem(essay, stimulus=text), alone, ExportItem(number, stimulus=text)]
    )
    report = parse("docx", written.data, "a.docx", clean=clean_html)

    assert written.count("taken") == 3
    assert [(e.type, e.stimulus) for e in report.elements] == [
        ("short_number", ""),
        ("essay", "t1"),
        ("short_number", "t1"),
    ]
    assert report.elements[1].content["reply"]["lines"] == 0
    assert [(each.title, each.html) for each in report.stimuli.values()] == [
        ("Bài đọc", "Ngày xưa.")
    ]
