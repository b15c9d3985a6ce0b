"""Light marks: what is typed, what is stored, and that nothing is lost between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.cleaning import clean_html
from assessments.items.light import read_light, write_light

PAIRS = [
    ("Tính **tổng** của *hai* số", "Tính <strong>tổng</strong> của <em>hai</em> số"),
    ("H_{2}O và x^{2}", "H<sub>2</sub>O và x<sup>2</sup>"),
    ("++Chú ý++", "<u>Chú ý</u>"),
    (r"\(x^{2} * y_{1} ** a < b\) và 2\*3", r"\(x^{2} * y_{1} ** a &lt; b\) và 2*3"),
    ("Đoạn một\n\nĐoạn hai\ndòng nữa", "<p>Đoạn một</p><p>Đoạn hai<br>dòng nữa</p>"),
    ("* một\n* hai", "<ul><li>một</li><li>hai</li></ul>"),
    ("# một\n# hai", "<ol><li>một</li><li>hai</li></ol>"),
    (
        r"| x | \(|x|\) |" + "\n| 1 | 1 |",
        r"<table><tbody><tr><td>x</td><td>\(|x|\)</td></tr><tr><td>1</td><td>1</td></tr></tbody></table>",
    ),
    ("![Tam giác](a1.png) hình", '<img src="file:a1.png" alt="Tam giác"> hình'),
    ("Nghe: ![](b.mp3)", 'Nghe: <audio controls="" src="file:b.mp3"></audio>'),
    ("Điền [[1]] và ____", "Điền [[1]] và ____"),
    ("a < b & c", "a &lt; b &amp; c"),
    ("- Cháu chào bác.", "- Cháu chào bác."),
]


@pytest.mark.parametrize(("text", "markup"), PAIRS)
def test_marks_become_html_and_come_back(text, markup):
    assert clean_html(write_light(text)) == markup
    assert write_light(read_light(markup) or "") == write_light(text)


@pytest.mark.parametrize(
    "markup",
    [
        '<p dir="rtl">x</p><blockquote>y</blockquote>',
        '<table><tbody><tr><td colspan="2">x</td></tr></tbody></table>',
        '<a href="https://x.vn">x</a>',
        '<img src="file:a.png" alt="x" width="40">',
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
        "<pre>x\n  y</pre>",
    ],
)
def test_what_the_marks_cannot_say_is_not_touched(markup):
    assert read_light(markup) is None


def test_scripts_do_not_get_through_marks():
    markup = clean_html(write_light('<script>x</script> ![" onerror="x](a.png) **<b onclick=x>**'))

    assert "<script" not in markup
    assert "onclick=x>" not in markup.replace("&gt;", ">").replace("&lt;b onclick=x>", "")
    assert 'alt="&quot; onerror=&quot;x"' in markup


@given(st.text(alphabet="ab *+_^{}\\!|#[]()<&\n-1đ", max_size=40))
def test_any_text_keeps_its_words_or_is_left_alone(text):
    markup = clean_html(write_light(text))
    read = read_light(markup)

    if read is not None:
        assert clean_html(write_light(read)) == markup or _loosely(
            clean_html(write_light(read))
        ) == (_loosely(markup))


def _loosely(markup: str) -> str:
    return "".join(markup.replace("<p>", "").replace("</p>", "").replace("<br>", "").split())


@given(st.text(alphabet="ab *+_^{}\\!|#[]()<&đ", min_size=1, max_size=30).map(str.strip))
def test_stored_text_of_one_line_opens_in_the_form_as_it_is(line):
    import html

    markup = html.escape(line, quote=False)
    read = read_light(markup)

    assert read is None or html.unescape(write_light(read)) == line
