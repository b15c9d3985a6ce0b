"""Formulas on the server."""

import pytest
from django.conf import settings

from core.math import find_tex_fault, render_math, render_tex

pytestmark = pytest.mark.skipif(
    not (settings.FRONTEND_DIST / "server" / "temml.js").is_file(),
    reason="the front end is not built: npm run build",
)


def test_formulas_in_text_become_mathml():
    shown = render_math(r"<p>Giải \(x^2 &lt; 4\) với \[\frac{1}{2}\]</p>")

    assert shown.count("<math") == 2
    assert "<mo>&lt;</mo>" in shown
    assert 'display="block"' in shown
    assert "\\(" not in shown


def test_a_vietnamese_decimal_is_one_number():
    assert "<mn>3,14</mn>" in render_tex("3,14")


def test_no_style_attribute_is_left():
    table = (
        r"\begin{array}{|c|c|}\hline x & 1 \\ \hline \color{red}y & \boxed{2}\\ \hline\end{array}"
    )

    shown = render_tex(table)

    assert " style=" not in shown
    assert shown.count("<mtr") == 2
    assert "tms-bt" in shown


def test_wrong_tex_is_shown_with_a_sentence_and_never_an_error():
    shown = render_math(r"<p>\(\frac{1}{\) &amp; \(x\)</p>")

    assert r"<code>\frac{1}{</code>" in shown
    assert "Công thức này chưa đọc được" in shown
    assert "<math" in shown
    assert find_tex_fault(r"\frac{1}{")
    assert not find_tex_fault(r"\frac{1}{2}")


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\def\a{\a\a}\a",
        r"\text{</math><script>alert(1)</script>}",
        r'\text{" onload="alert(1)}',
        "x" * 5000,
        "{" * 3000,
        r"\style{position:fixed}{x}",
        "\x00",
    ],
)
def test_hostile_tex_is_harmless(tex):
    shown = render_tex(tex)

    assert "<script" not in shown
    assert 'onload="' not in shown
    assert "href=" not in shown


def test_formulas_in_attributes_and_in_code_are_left_alone():
    html = r'<img alt="\(x\)" src="/a"><code>\(y\)</code>'

    assert render_math(html) == html


def test_text_without_formulas_is_returned_as_it_is():
    assert render_math("<p>Chào</p>") == "<p>Chào</p>"
