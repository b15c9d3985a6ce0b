r"""Formulas from Word and to Word: what goes out comes back, and looks the same on the screen."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from assessments.formats.word.equations import read_equation
from core.math import find_mathml, find_tex_fault
from core.printing.omml import FormulaError, latex_to_omml

M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def omml(inner: str) -> etree._Element:
    return etree.fromstring(f'<m:oMath xmlns:m="{M}" xmlns:w="{W}">{inner}</m:oMath>')


def r(text: str, properties: str = "") -> str:
    return f'<m:r><m:rPr>{properties}</m:rPr><m:t xml:space="preserve">{text}</m:t></m:r>'


def val(name: str, value: str) -> str:
    return f'<m:{name} m:val="{value}"/>'


def e(inner: str) -> str:
    return f"<m:e>{inner}</m:e>"


def lines(*texts: str) -> str:
    return "<m:eqArr>" + "".join(e(r(text)) for text in texts) + "</m:eqArr>"


def over(top: str, bottom: str) -> str:
    return f"<m:f><m:num>{r(top)}</m:num><m:den>{r(bottom)}</m:den></m:f>"


def row(*cells: str) -> str:
    return "<m:mr>" + "".join(e(r(cell)) for cell in cells) + "</m:mr>"


TWO_BY_TWO = f"<m:m>{row('1', '2')}{row('3', '4')}</m:m>"
WRITTEN_BY_WORD = {
    "fraction": (f"<m:f><m:num>{r('a')}</m:num><m:den>{r('b')}</m:den></m:f>", r"\frac{a}{b}"),
    "line fraction": (
        f"<m:f><m:fPr>{val('type', 'lin')}</m:fPr><m:num>{r('x')}</m:num><m:den>{r('y')}</m:den></m:f>",
        "x/y",
    ),
    "index and power": (
        f"<m:sSubSup>{e(r('C'))}<m:sub>{r('n')}</m:sub><m:sup>{r('k')}</m:sup></m:sSubSup>",
        "C_{n}^{k}",
    ),
    "nuclide": (
        f"<m:sPre><m:sub>{r('92')}</m:sub><m:sup>{r('235')}</m:sup>{e(r('U', val('sty', 'p')))}</m:sPre>",
        r"{}_{92}^{235}\mathrm{U}",
    ),
    "cube root": (f"<m:rad><m:deg>{r('3')}</m:deg>{e(r('x+1'))}</m:rad>", r"\sqrt[3]{x+1}"),
    "square root": (
        f"<m:rad><m:radPr>{val('degHide', '1')}</m:radPr><m:deg/>{e(r('2'))}</m:rad>",
        r"\sqrt{2}",
    ),
    "integral": (
        f"<m:nary><m:naryPr>{val('limLoc', 'subSup')}</m:naryPr><m:sub>{r('0')}</m:sub>"
        f"<m:sup>{r('1')}</m:sup>{e(r('xdx'))}</m:nary>",
        r"\int_{0}^{1}xdx",
    ),
    "sum": (
        f"<m:nary><m:naryPr>{val('chr', '∑')}{val('limLoc', 'undOvr')}</m:naryPr>"
        f"<m:sub>{r('i=1')}</m:sub><m:sup>{r('n')}</m:sup>{e(r('i'))}</m:nary>",
        r"\sum_{i=1}^{n}i",
    ),
    "limit": (
        f"<m:func><m:fName><m:limLow>{e(r('lim', val('sty', 'p')))}<m:lim>{r('x→0')}</m:lim></m:limLow>"
        f"</m:fName>{e(r('f(x)'))}</m:func>",
        r"\lim_{x\to0}f(x)",
    ),
    "function of a split run": (
        f"<m:func><m:fName>{r('sin', val('sty', 'p'))}</m:fName>{e(r('2') + r('x'))}</m:func>",
        r"\sin2x",
    ),
    "tangent as Vietnamese books write it": (
        f"<m:func><m:fName>{r('tg', val('sty', 'p'))}</m:fName>{e(r('x'))}</m:func>",
        r"\operatorname{tg}x",
    ),
    "matrix in brackets": (
        f"<m:d>{e(TWO_BY_TWO)}</m:d>",
        r"\begin{pmatrix}1&2\\3&4\end{pmatrix}",
    ),
    "system": (
        f"<m:d><m:dPr>{val('begChr', '{')}{val('endChr', '')}</m:dPr>"
        f"{e(lines('x+y=1', 'x-y=3'))}</m:d>",
        r"\begin{cases}x+y=1\\x-y=3\end{cases}",
    ),
    "either of two": (
        f"<m:d><m:dPr>{val('begChr', '[')}{val('endChr', '')}</m:dPr>"
        f"{e(lines('x=1', 'x=2'))}</m:d>",
        r"\left[\begin{array}{l}x=1\\x=2\end{array}\right.",
    ),
    "half-open interval": (
        f"<m:d><m:dPr>{val('begChr', '[')}</m:dPr>{e(r('0;1'))}</m:d>",
        r"\left[0;1\right)",
    ),
    "absolute value of a fraction": (
        f"<m:d><m:dPr>{val('begChr', '|')}{val('endChr', '|')}</m:dPr>{e(over('x', '2'))}</m:d>",
        r"\left|\frac{x}{2}\right|",
    ),
    "vector": (
        f"<m:acc><m:accPr>{val('chr', '⃗')}</m:accPr>{e(r('AB'))}</m:acc>",
        r"\overrightarrow{AB}",
    ),
    "angle": (f"<m:acc>{e(r('ABC'))}</m:acc>", r"\widehat{ABC}"),
    "arc": (f"<m:acc><m:accPr>{val('chr', '⏜')}</m:accPr>{e(r('AB'))}</m:acc>", r"\overparen{AB}"),
    "bar": (f"<m:bar><m:barPr>{val('pos', 'top')}</m:barPr>{e(r('z'))}</m:bar>", r"\overline{z}"),
    "brace": (
        f"<m:limLow>{e('<m:groupChr>' + e(r('a+b')) + '</m:groupChr>')}<m:lim>{r('c')}</m:lim></m:limLow>",
        r"\underbrace{a+b}_{c}",
    ),
    "arrow with words": (
        f"<m:groupChr><m:groupChrPr>{val('chr', '→')}{val('pos', 'bot')}</m:groupChrPr>"
        f"{e(r('t'))}</m:groupChr>",
        r"\xrightarrow{t}",
    ),
    "lines": (
        f"<m:eqArr>{e(r('a&amp;=b'))}{e(r('&amp;=c'))}</m:eqArr>",
        r"\begin{aligned}a&=b\\&=c\end{aligned}",
    ),
    "box": (f"<m:borderBox>{e(r('x=2'))}</m:borderBox>", r"\boxed{x=2}"),
    "Vietnamese words": (r("Diện tích hình tròn=π"), r"\text{Diện tích hình tròn}=\pi"),
    "words set as text": (r("khi x", "<m:nor/>"), r"\text{khi x}"),
    "decimal comma": (r("3,14"), "3{,}14"),
    "degrees": (r("90°"), "90^{\\circ}"),
    "sets": (r("x∈ℝ∖") + r("{0}"), r"x\in\mathbb{R}\setminus\{0\}"),
    "bold letters": (r("F", val("sty", "b")), r"\mathbf{F}"),
    "upright unit": (r("cm", val("sty", "p")), r"\mathrm{cm}"),
    "mathematical italics": (r("𝑥+𝑦"), "x+y"),
    "prime": (f"<m:sSup>{e(r('f'))}<m:sup>{r('′')}</m:sup></m:sSup>{r('(x)')}", "f'(x)"),
    "tracked deletion": (r("x") + f'<w:del w:id="1" w:author="a">{r("y")}</w:del>', "x"),
}


@pytest.mark.parametrize("name", WRITTEN_BY_WORD)
def test_an_equation_of_word_becomes_latex_that_the_screen_can_draw(name: str) -> None:
    inner, expected = WRITTEN_BY_WORD[name]

    equation = read_equation(omml(inner))

    assert equation.latex == expected
    assert not equation.unread
    assert not find_tex_fault(equation.latex)


def test_a_part_that_is_not_known_is_named() -> None:
    equation = read_equation(omml("<m:strange><m:e/></m:strange>" + r("x")))

    assert equation.latex == "x"
    assert equation.unread == ("strange",)


def test_endless_nesting_ends_with_a_name() -> None:
    inner = r("x")
    for _ in range(90):
        inner = f"<m:rad><m:deg/>{e(inner)}</m:rad>"

    assert "depth" in read_equation(omml(inner)).unread


def test_latex_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(FormulaError):
        latex_to_omml(r"\frac{a}{")


ATOMS = st.sampled_from(
    ["x", "y", "2", r"\alpha", "3{,}5", "n", r"\pi", r"\text{ cạnh đáy}", "f(x)"]
)


def _grow(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two = st.tuples(parts, parts)
    return st.one_of(
        two.map(lambda p: rf"\frac{{{p[0]}}}{{{p[1]}}}"),
        two.map(lambda p: f"{p[0]}+{p[1]}"),
        two.map(lambda p: f"a_{{{p[0]}}}^{{{p[1]}}}"),
        parts.map(lambda p: rf"\sqrt{{{p}}}"),
        parts.map(lambda p: rf"\sqrt[3]{{{p}}}"),
        parts.map(lambda p: rf"\overline{{{p}}}"),
        two.map(lambda p: rf"\sum_{{i=1}}^{{{p[0]}}}{p[1]}"),
        two.map(lambda p: rf"\int_{{0}}^{{{p[0]}}}{p[1]}\,dx"),
        two.map(lambda p: rf"\begin{{cases}}{p[0]}=1\\{p[1]}=2\end{{cases}}"),
        two.map(lambda p: rf"\begin{{pmatrix}}{p[0]}&1\\0&{p[1]}\end{{pmatrix}}"),
        parts.map(lambda p: rf"\left|{p}\right|\ge1"),
        parts.map(lambda p: rf"\lim_{{x\to0}}\frac{{{p}}}{{x}}"),
    )


def _shape(latex: str) -> str:
    """MathML without what only spaces things out."""
    markup = find_mathml(latex, is_display=True) or ""
    bare = re.sub(r' (class|lspace|rspace|stretchy|form)="[^"]*"', "", markup)
    # Spaces are written with three or four places.
    bare = re.sub(r"(\d\.\d{3})\d+em", r"\1em", bare)
    return re.sub(r"</?(mrow|mpadded)>", "", bare)


@settings(max_examples=60, deadline=None)
@given(st.recursive(ATOMS, _grow, max_leaves=6))
@example(r"\overline{\lim_{x\to0}\frac{\text{ cạnh đáy}+\text{ cạnh đáy}}{x}}")
def test_formulas_come_back_from_word_as_they_went(latex: str) -> None:
    back = read_equation(latex_to_omml(latex))

    assert _shape(back.latex) == _shape(latex)
    assert read_equation(latex_to_omml(back.latex)).latex == back.latex
