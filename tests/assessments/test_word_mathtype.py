"""Formulas of MathType in Word files become formulas; what cannot be read stays a picture and is said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.cleaning import clean_html
from assessments.formats import parse
from assessments.formats.word.mtef import MtefError, read_mtef, read_object
from assessments.formats.word.mtef_latex import write_latex
from core.math import find_mathml
from tests.assessments.word.mathtype import (
    char,
    chars,
    compound,
    empty,
    equation,
    line,
    mark,
    matrix,
    pile,
    template,
)
from tests.assessments.word.ooxml import Paper

TWO = line(char("2", 8))
SQUARED = char("x") + template(28, 0, empty(), TWO)
FORMULAS = [
    (template(11, 0, line(char("a")), line(char("b"))), r"\frac{a}{b}"),
    (SQUARED, "x^{2}"),
    (char("x") + template(27, 0, TWO, empty()), "x_{2}"),
    (char("x") + template(29, 0, line(char("i")), TWO), "x_{i}^{2}"),
    (template(10, 0, line(char("x")), empty()), r"\sqrt{x}"),
    (template(10, 1, line(char("x")), line(char("3", 8))), r"\sqrt[3]{x}"),
    (template(1, 3, line(char("x")), char("(", 22), char(")", 22)), r"\left(x\right)"),
    (template(9, 0x32, line(char("x"))), r"\left[x\right]"),
    (template(4, 3, line(char("x"))), r"\left|x\right|"),
    (
        template(15, 0x31, line(chars("xdx")), line(char("0", 8)), line(char("π", 4))),
        r"\int_{0}^{\pi} xdx",
    ),
    (template(15, 2, line(char("x")), empty(), empty()), r"\iint x"),
    (template(16, 0x30, line(char("i")), line(char("i")), line(char("n"))), r"\sum_{i}^{n} i"),
    (
        template(2, 1, line(pile(line(char("x")), line(char("y"))))),
        r"\begin{cases}x\\y\end{cases}",
    ),
    (
        matrix(2, 2, *(line(char(sign)) for sign in "abcd")),
        r"\begin{matrix}a&b\\c&d\end{matrix}",
    ),
    (
        template(
            23, 1, line(chars("lim", 2)), line(char("x") + char("→", 6) + char("∞", 6)), empty()
        )
        + char("x"),
        r"\lim_{x\to\infty}x",
    ),
    (chars("sin", 2) + char("α", 4), r"\sin\alpha"),
    (chars("nếu ", 1) + char("x") + char("≥", 6) + char("0", 8), r"\text{nếu }x\ge0"),
    (char("a", 3, mark(11)), r"\vec{a}"),
    (char("f", 3, mark(5)), "f'"),
    (template(31, 2, line(chars("AB"))), r"\overrightarrow{AB}"),
    (template(13, 0, line(char("z"))), r"\overline{z}"),
    (template(33, 0, line(chars("ABC"))), r"\widehat{ABC}"),
    (template(24, 1, line(char("x")), TWO), r"\overbrace{x}^{2}"),
    (template(14, 0x24, line(char("t")), empty()), r"\xrightarrow{t}"),
    (char("∠", 6) + char("A") + char("⊥", 6) + char("\uef02", 24), r"\angle A\perp\,"),
]


@pytest.mark.parametrize(("records", "latex"), FORMULAS, ids=[latex for _r, latex in FORMULAS])
def test_a_formula_of_mathtype_is_written_in_latex_that_can_be_shown(records, latex):
    written = write_latex(read_object(compound(equation(records))))

    assert written == latex
    assert find_mathml(written) is not None


def paper(*insides: bytes) -> bytes:
    made = Paper()
    for number, inside in enumerate(insides, start=1):
        made.add(f"Câu {number}. Tính giá trị của biểu thức sau")
        made.raw(f"<w:p><w:r>{made.old_formula(inside=inside)}</w:r></w:p>")
        made.add("Đáp án: 5")
    return made.save()


def test_a_question_with_a_formula_of_mathtype_is_whole_and_can_be_edited():
    report = parse("auto", paper(compound(equation(SQUARED))), "de.docx", clean=clean_html)

    (element,) = report.elements
    assert element.state == "taken"
    assert element.content["stem"] == r"Tính giá trị của biểu thức sau<br>\(x^{2}\)"
    assert [reason.code for reason in element.reasons] == ["note_mathtype"]
    assert report.totals == {"formula.found": 1, "formula.converted": 1}


@pytest.mark.parametrize(
    "inside",
    [
        compound(equation(template(26, 0, line(char("x"))))),
        compound(equation(SQUARED, version=3)),
        compound(equation(SQUARED), name="Contents"),
        compound(equation(char("\uec07", 22))),
        compound(equation(char("\ud800", 1))),
        compound(equation(SQUARED))[:900],
        b"no compound file",
        b"",
    ],
    ids=["division", "version 3", "no stream", "own sign", "half letter", "cut", "text", "empty"],
)
def test_a_formula_that_cannot_be_read_stays_its_picture_and_the_question_says_so(inside):
    report = parse("auto", paper(inside), "de.docx", clean=clean_html)

    (element,) = report.elements
    assert element.state == "degraded"
    assert [reason.code for reason in element.reasons] == ["formula_picture"]
    assert '<img src="file:' in element.content["stem"]


def test_a_formula_nested_without_end_is_refused():
    with pytest.raises(MtefError):
        read_mtef(equation(b"\x01\0" * 3000))


@given(st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_no_records_raise_anything_else(data):
    for body in (data, equation(data), equation()[:-2] + data):
        try:
            written = write_latex(read_mtef(body))
        except MtefError:
            continue
        written.encode()
