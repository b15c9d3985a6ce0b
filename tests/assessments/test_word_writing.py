"""Questions to Word and back: whatever is generated comes home equal."""

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.cleaning import clean_html
from assessments.formats import parse, write
from assessments.formats.exporting import ExportItem
from assessments.formats.report import SharedText
from assessments.items.markup import plain_text
from tests.assessments.word.ooxml import png

WORDS = st.lists(
    st.sampled_from(
        ["Cho", "hàm số", "tam giác", "số nguyên tố", "bằng", "25 °C", "x > 3 & y < 2", "½"]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)
FORMULAS = st.sampled_from(
    [
        r"\frac{a}{b}",
        r"x^{2}+1",
        r"\sqrt{2}",
        r"\begin{cases}x=1\\y=2\end{cases}",
        r"\alpha\le\beta",
    ]
)
BITS = st.one_of(
    WORDS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")),
    WORDS.map(lambda text: f"H<sub>2</sub>O {text.split()[0]}<sup>2+</sup>"),
    FORMULAS.map(lambda tex: rf"\({tex}\)"),
)
HTML = st.lists(BITS, min_size=1, max_size=3).map(lambda bits: clean_html(" ".join(bits)))


@st.composite
def questions(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["single_choice", "true_false_statements", "short_number"]))
    base = {
        "v": 1,
        "type": kind,
        "stem": draw(HTML),
        "solution": draw(st.just("") | HTML),
        "images": [],
    }
    if kind == "short_number":
        value = draw(st.decimals(-999, 999, places=2, allow_nan=False))
        return base | {
            "answers": [{"value": format(value.normalize(), "f"), "tolerance": "0", "share": "1"}]
        }
    parts = draw(st.lists(HTML, min_size=4, max_size=4))
    if kind == "true_false_statements":
        truths = draw(st.lists(st.booleans(), min_size=4, max_size=4))
        return base | {
            "statements": [
                {"html": part, "is_true": truth, "level": ""}
                for part, truth in zip(parts, truths, strict=True)
            ]
        }
    right = draw(st.integers(0, 3))
    options = [
        {"html": part, "share": "1" if at == right else "0", "feedback": ""}
        for at, part in enumerate(parts)
    ]
    return base | {"options": options, "keep_order": draw(st.booleans())}


def come_back(contents: list[dict[str, Any]], **more: Any) -> Any:
    written = write("docx", [ExportItem(content, **more) for content in contents])
    return written, parse("docx", written.data, "a.docx", clean=clean_html)


@settings(max_examples=25, deadline=None)
@given(questions())
def test_a_question_comes_back_from_word_as_it_went(content: dict[str, Any]) -> None:
    written, report = come_back([content])

    assert written.count("taken") == 1
    assert [element.content for element in report.elements] == [content]


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
