"""What goes out comes back: every type of question in every format that holds it."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from assessments.cleaning import clean_html
from assessments.formats import WRITERS, ImportReport, Reason, SharedText, parse, write
from assessments.formats.sheets import columns as c
from assessments.formats.sheets.template import make_template
from assessments.items.markup import map_html, plain_text
from assessments.items.shape import list_problems

from .question_strategies import contents, essence, make_item

FORMATS = list(WRITERS)
KINDS = list(contents)
SIMPLE = {
    "v": 1,
    "type": "short_text",
    "stem": "Thủ đô?",
    "solution": "",
    "images": [],
    "texts": [{"text": "Hà Nội", "share": "1"}],
    "is_case_sensitive": False,
}
# One example holds a question of each type.
QUICK = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # Ten questions shrink for minutes; the drawn ones are short as they are.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
every_type = st.tuples(*contents.values()).map(list)


def read_back(fmt: str, data: bytes) -> ImportReport:
    return parse("auto", data, f"x{WRITERS[fmt].suffix}", clean=clean_html)


@pytest.mark.parametrize("fmt", FORMATS)
@QUICK
@given(drawn=every_type)
def test_what_is_written_whole_comes_back_equal(fmt, drawn):
    assert not [list_problems(content) for content in drawn if list_problems(content)]

    export = write(fmt, [make_item(content, name=content["type"]) for content in drawn])
    report = read_back(fmt, export.data)

    assert report.fault is None
    assert all(told.state == "taken" or told.reasons for told in export.elements)
    came = {element.name: element.content for element in report.elements}
    whole = {told.type for told in export.elements if told.state == "taken"}
    went = {content["type"]: content for content in drawn}
    show = show_lines if fmt == "docx" else essence
    assert {kind: show(came[kind]) for kind in whole} == {kind: show(went[kind]) for kind in whole}
    if fmt != "docx":
        # In Word a line that looks like a label begins a question, and the export says so.
        written = [told.type for told in export.elements if told.state != "refused"]
        assert [element.name for element in report.elements] == written
        assert [element.reasons for element in report.elements if element.content is None] == []


def show_lines(content):
    """Return what Word keeps: words, keys and pictures, however lines and formulas are spelled."""
    return essence(map_html(content, _show))


def _show(markup):
    words = re.sub(r"\\left|\\right|[\s{}]", "", plain_text(markup))
    words = words.replace("\\[", "\\(").replace("\\]", "\\)")
    words = words.replace("\\neq", "\\ne")
    return words + " ".join(re.findall(r'src="[^"]*"', markup))


def test_the_excel_template_reads_as_one_question_of_each_type():
    report = read_back("xlsx", make_template())

    assert [(e.type, e.state) for e in report.elements] == [(kind, "taken") for kind in KINDS]


def test_excel_names_the_cell_that_is_wrong():
    rows = [
        {c.TYPE: "Một lựa chọn", c.STEM: "Hỏi?", c.KEY: "E", "A": "1", "B": "2"},
        {c.TYPE: "Trả lời số", c.STEM: "Hỏi?", c.KEY: "ba"},
        {c.TYPE: "Đoán", c.STEM: "Hỏi?"},
    ]
    book = Workbook()
    for at, values in enumerate([c.COLUMNS, *([row.get(n) for n in c.COLUMNS] for row in rows)]):
        for column, value in enumerate(values, start=1):
            book.active.cell(row=at + 1, column=column, value=value)
    kept = io.BytesIO()
    book.save(kept)

    report = read_back("xlsx", kept.getvalue())

    assert [e.reasons for e in report.elements] == [
        (Reason("cell_key", "D2"),),
        (Reason("cell_number", "D3"),),
        (Reason("cell_type", "B4"),),
    ]


def test_a_formula_in_a_text_stays_words_in_excel():
    item = make_item({**SIMPLE, "stem": "=HYPERLINK(1)"})

    book = load_workbook(io.BytesIO(write("xlsx", [item]).data))

    assert book["Câu hỏi"]["C2"].data_type == "s"


@pytest.mark.parametrize("fmt", FORMATS)
def test_levels_categories_and_shared_texts_come_back(fmt):
    item = make_item(SIMPLE, category="Chương 1", level="apply", outcomes=["T8.1", "T8.2"])
    shared = SharedText("bai-doc", "Bài đọc", "<p>Ngày xưa.</p>")
    export = write(fmt, [replace(item, stimulus=shared), replace(item, stimulus=shared)])

    report = read_back(fmt, export.data)

    assert {e.category for e in report.elements} == {"Chương 1"}
    assert {e.metadata["level"] for e in report.elements} == {"apply"}
    assert report.elements[0].metadata["outcomes"] == ["T8.1", "T8.2"]
    if fmt == "gift":
        assert {e.state for e in export.elements} == {"degraded"}
    else:
        texts = [re.sub("</?p>", "", text.html) for text in report.stimuli.values()]
        assert texts == ["Ngày xưa."]
        assert len({e.stimulus for e in report.elements}) == 1


@pytest.mark.parametrize("fmt", ["qti21", "moodlexml", "xlsx"])
def test_signs_of_html_in_the_name_of_a_criterion_stay(fmt):
    rubric = [{"name": "&#10;", "levels": [{"points": p, "text": "&lt;"} for p in ("0", "1")]}]
    reply = {"lines": 5, "fewest_words": None, "most_words": None, "most_files": 0}
    essay = {**SIMPLE, "type": "essay", "reply": reply, "rubric": rubric, "marker_note": ""}
    content = {key: essay[key] for key in essay if key not in {"texts", "is_case_sensitive"}}

    (element,) = read_back(fmt, write(fmt, [make_item(content)]).data).elements

    assert element.content["rubric"] == rubric


def pack(**members: str | bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return kept.getvalue()


QTI = (
    '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="a" title="Câu">'
    '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">'
    "<correctResponse><value>A</value></correctResponse></responseDeclaration><itemBody>{body}"
    '<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Hỏi?</prompt>'
    '<simpleChoice identifier="A">1</simpleChoice><simpleChoice identifier="B">2</simpleChoice>'
    "</choiceInteraction></itemBody></assessmentItem>"
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'<!DOCTYPE a [<!ENTITY x "y">]><assessmentItem>&x;</assessmentItem>', "xml_doctype"),
        (b"<questestinterop/>", "qti_old"),
        (b"<assessmentTest/>", "qti_test_alone"),
        (pack(imsmanifest_xml="<a", x="y"), "xml_syntax"),
        (pack(imsmanifest_xml="<manifest/>", bomb=b"0" * 60_000_000), "zip_bomb"),
        (pack(imsmanifest_xml="<manifest/>"), "no_questions"),
        (b"PK\x03\x04 imsmanifest.xml", "zip_damaged"),
        (b"PK\x03\x04 xl/workbook.xml", "zip_damaged"),
        (pack(xl__workbook_xml=b"0" * 60_000_000), "zip_bomb"),
        (pack(xl__workbook_xml="<x/>"), "zip_damaged"),
    ],
)
def test_hostile_and_broken_containers_are_refused_as_a_whole(data, code):
    assert parse("auto", data, "de", clean=clean_html).fault.code == code


def test_a_package_cannot_name_what_lies_outside_of_it():
    manifest = (
        '<manifest><resources><resource type="imsqti_item_xmlv2p1" href="../../etc/passwd"/>'
        '<resource type="imsqti_item_xmlv2p1" href="cau.xml"/></resources></manifest>'
    )
    body = '<p>Xem <img src="../../../etc/hostname" alt=""/> <img src="file:///etc/hostname"/></p>'
    data = pack(imsmanifest_xml=manifest, cau_xml=QTI.format(body=body))

    report = parse("auto", data, "goi.zip", clean=clean_html)

    assert [e.state for e in report.elements] == ["refused", "degraded"]
    assert report.elements[0].reasons[0].code == "member_absent"
    assert report.files == {}
    assert "<img" not in report.elements[1].content["stem"]


def test_scripts_of_an_item_are_gone():
    body = '<p onclick="x()">Xem<script>alert(1)</script><a href="javascript:x()">đây</a></p>'

    (element,) = parse("auto", QTI.format(body=body).encode(), "a.xml", clean=clean_html).elements

    assert "script" not in element.content["stem"]
    assert "onclick" not in element.content["stem"]


def test_mathml_of_an_item_becomes_latex():
    body = "<p><math><mfrac><mn>1</mn><msup><mi>x</mi><mn>2</mn></msup></mfrac></math></p>"

    (element,) = parse("auto", QTI.format(body=body).encode(), "a.xml", clean=clean_html).elements

    assert element.content["stem"] == r"<p>\(\frac{1}{x^{2}}\)</p><p>Hỏi?</p>"
    assert element.state == "taken"


@given(st.binary(max_size=300), st.sampled_from(["qti", "xlsx", "moodlexml", "docx", "auto"]))
@settings(max_examples=60, deadline=None)
def test_no_bytes_raise(data, fmt):
    for prefix in (b"", b"PK\x03\x04", b"<quiz>", b"<assessmentItem>"):
        report = parse(fmt, prefix + data, "de", clean=clean_html)
        assert report.fault is not None or report.elements


@pytest.mark.parametrize(("fmt", "prefix"), [("qti21", ""), ("qti30", "qti-")])
def test_a_package_holds_a_test_with_sections_and_order(fmt, prefix):
    items = [
        make_item(SIMPLE, name=name, category=at)
        for name, at in (("a", "1"), ("b", "2"), ("c", "2"))
    ]

    data = write(fmt, items).data

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        test = archive.read("tests/test.xml").decode()
        manifest = archive.read("imsmanifest.xml").decode()
    found = re.findall(r'[sS]ection [^>]*title="(\d)"|href="../items/item-(\d+).xml"', test)
    assert ["".join(pair) for pair in found] == ["1", "00001", "2", "00002", "00003"]
    assert f"<{prefix}assessment{'-t' if prefix else 'T'}est " in test
    assert 'href="tests/test.xml"' in manifest
    assert [element.name for element in read_back(fmt, data).elements] == ["a", "b", "c"]


def test_a_prefix_that_is_not_declared_does_no_harm_and_broken_xml_stays_broken():
    body = "<p>Cho <m:math><m:mi>x</m:mi></m:math></p>"
    whole = QTI.format(body=body).encode()

    report = parse("auto", whole, "a.xml", clean=clean_html)
    hidden = parse("auto", b"<!-- <a -->" + whole, "a.xml", clean=clean_html)
    broken = parse("auto", whole.replace(b"</m:mi>", b""), "a.xml", clean=clean_html)

    assert [element.state for element in report.elements] == ["taken"]
    assert "x" in report.elements[0].content["stem"]
    assert hidden.fault is None or hidden.fault.code == "xml_syntax"
    assert broken.fault.code == "xml_syntax"
