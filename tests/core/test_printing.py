"""Flows of HTML and drawings of formulas, which every printed page is made of."""

import pytest
from defusedxml.ElementTree import fromstring
from django.conf import settings

from core.printing import read_flow
from core.printing.flow import words_of
from core.printing.formulas import draw_formula

needs_front_end = pytest.mark.skipif(
    not (settings.FRONTEND_DIST / "server" / "mathjax.js").is_file(),
    reason="the front end is not built: npm run build",
)


def test_a_flow_keeps_words_formulas_and_their_marks():
    flow = read_flow(r"<p>Cho \(x<3\) và <b>tia <i>Ox</i></b></p>")

    assert flow == [
        {
            "k": "p",
            "runs": [
                {"k": "text", "text": "Cho ", "marks": []},
                {"k": "math", "tex": "x<3", "is_display": False},
                {"k": "text", "text": " và ", "marks": []},
                {"k": "text", "text": "tia ", "marks": ["b"]},
                {"k": "text", "text": "Ox", "marks": ["b", "i"]},
            ],
        }
    ]


def test_a_table_in_a_flow_counts_columns_under_spans():
    flow = read_flow(
        '<table><tr><th colspan="2">a</th><td rowspan="9">b</td></tr><tr><td>c</td><td>d</td></tr></table>'
    )

    table = flow[0]
    assert table["columns"] == 3
    assert table["rows"][0][1]["rowspan"] == 2


def test_no_word_of_nested_lists_is_lost():
    flow = read_flow("đầu<ul><li>một<ol><li>hai</li></ol></li><li>ba</li></ul>cuối")

    assert words_of(flow) == "đầu một hai ba cuối"


@pytest.mark.parametrize("markup", ["", "<p></p>", "</td></li>", "<li>x", "<td>y", "<ul><li>z"])
def test_unfinished_html_is_no_reason_to_fail(markup):
    assert isinstance(read_flow(markup), list)


@needs_front_end
@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{-b\pm\sqrt{b^2-4ac}}{2a}",
        r"\begin{array}{c|cc}x&-\infty&+\infty\\\hline y'&+&-\end{array}",
        r"\text{Đường tròn tâm }O",
        r"\ce{2H2 + O2 -> 2H2O}",
        r"a<b \Leftrightarrow \widehat{ABC}=60^\circ",
        r"\begin{cases}x+y=1\\x-y=2\end{cases}",
    ],
)
def test_school_formulas_become_well_formed_drawings(tex):
    drawn = draw_formula(tex)

    assert drawn is not None
    assert fromstring(drawn.svg).tag.endswith("svg")
    assert drawn.height > drawn.depth >= 0


@needs_front_end
def test_a_formula_that_cannot_be_read_is_not_drawn():
    assert draw_formula(r"\frac{1") is None
    assert draw_formula(r"\href{javascript:alert(1)}{x}") is None
