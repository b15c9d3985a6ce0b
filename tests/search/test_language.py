"""The query language, and where the marks go."""

from hypothesis import given
from hypothesis import strategies as st

from search.highlight import excerpt, find_spans, mark
from search.language import Term, ascii_word, index_text, parse_query, tag


def test_the_last_word_stays_open():
    query = parse_query("Phương trình bậ")

    assert query.terms == (
        Term((("phuong",),)),
        Term((("trinh",),)),
        Term((("ba",),), is_open=True),
    )


def test_a_quoted_part_is_one_closed_phrase():
    query = parse_query('giải "phương trình" bậc hai')

    assert [term.phrases[0] for term in query.terms] == [
        ("giai",),
        ("phuong", "trinh"),
        ("bac",),
        ("hai",),
    ]


def test_the_longest_synonym_is_taken():
    synonyms = {("pt",): [("phuong", "trinh")], ("pt", "bn"): [("bac", "nhat")]}

    query = parse_query("pt bn 8", synonyms)

    assert query.terms[0] == Term((("pt", "bn"), ("bac", "nhat")))


def test_marks_stand_round_the_accented_original():
    html = mark("Giải phương trình bậc nhất một ẩn", parse_query("phuong trinh bac nhat"))

    assert html == "Giải <mark>phương trình bậc nhất</mark> một ẩn"


def test_decomposed_text_is_marked_in_composed_form():
    html = mark("Đươ\u0300ng tro\u0300n", parse_query("duong"))

    assert html == "<mark>Đường</mark> tròn"


def test_text_of_authors_is_escaped():
    html = mark("<b>phương</b> & trình", parse_query("phuong"))

    assert html == "&lt;b&gt;<mark>phương</mark>&lt;/b&gt; &amp; trình"


def test_single_words_are_left_alone_where_the_phrase_stands():
    spans = find_spans("Một bài về phương trình bậc nhất một ẩn", parse_query("phuong trinh mot"))

    assert [span.word_count for span in spans] == [2]


def test_an_excerpt_shows_the_neighbourhood_of_the_match():
    text = "Mở đầu. " * 60 + "Ở đây có tiếp tuyến. " + "Kết thúc. " * 60

    html = excerpt(text, parse_query("tiep tuyen"))

    assert "<mark>tiếp tuyến</mark>" in html
    assert html.startswith("… ")
    assert html.endswith(" …")


def test_tags_of_different_kinds_differ():
    assert tag("token", "sector") != tag("facet audience", "sector")


@given(st.text())
def test_any_text_becomes_plain_words(text):
    words = index_text(text).split()

    assert all(word.isascii() and word.isalnum() for word in words)


@given(st.text(), st.text())
def test_marking_never_loses_text(text, line):
    html = mark(text, parse_query(line))

    assert html.count("<mark>") == html.count("</mark>")


@given(st.text(min_size=1, max_size=20), st.text(max_size=5))
def test_prefixes_stay_prefixes(word, end):
    assert ascii_word(word + end).startswith(ascii_word(word)[:50])
