"""Scoring rules: exact on the tables of the circulars, monotone everywhere."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.items.paper import freeze, pack, share_points, unpack
from assessments.items.shape import list_problems
from assessments.scoring import score_item
from assessments.scoring.numbers import fits_cells, is_near, read_number
from assessments.scoring.texts import matches
from tests.factories.assessments import ALL_TYPES, choice_content, number_content

SHARES = st.decimals(min_value=-1, max_value=1, places=2)


def key(kind: str, points: str = "1", **rest) -> dict:
    return {"n": 1, "type": kind, "points": points, **rest}


def options(**shares: str) -> dict:
    return {token: {"share": share, "feedback": ""} for token, share in shares.items()}


@pytest.mark.parametrize(
    ("right", "points"), [(0, "0"), (1, "0.1"), (2, "0.25"), (3, "0.5"), (4, "1")]
)
def test_the_ladder_of_four_statements(right, points):
    truths = {"a": True, "b": False, "c": True, "d": False}
    answer = {t: v if i < right else not v for i, (t, v) in enumerate(truths.items())}

    assert score_item(key("true_false_statements", statements=truths), answer).points == Decimal(
        points
    )


def test_a_blank_statement_counts_as_wrong_and_the_ladder_scales():
    truths = {"a": True, "b": False, "c": True, "d": False}
    item = key("true_false_statements", "0.5", statements=truths)

    assert score_item(item, {"a": True, "b": False}).points == Decimal("0.125")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8,5", "8.5"),
        ("8.5", "8.5"),
        (" −2,5 ", "-2.5"),
        ("-2.50", "-2.5"),
        ("1 234", "1234"),
        ("", None),
        ("8,5,1", None),
        ("tám", None),
        ("1e5", None),
        ("٣", None),
    ],
)
def test_numbers_are_read_as_pupils_write_them(text, value):
    assert read_number(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("1234", True),
        ("-2,5", True),
        ("0,25", True),
        ("12,5", True),
        ("123,", False),
        ("123,4", False),
        (",5", False),
        ("-,5", False),
        ("12345", False),
        ("1-2", False),
        ("-0.5", True),
        ("", False),
    ],
)
def test_the_four_cell_rule(text, fits):
    assert fits_cells(text) is fits


def test_both_ends_of_a_tolerance_are_inside():
    assert is_near(Decimal("3.15"), "3.14", "0.01")
    assert not is_near(Decimal("3.1501"), "3.14", "0.01")


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("hà nội", "hà nội", True),
        ("hà*", "hà nội", True),
        ("*nội", "hà nội", True),
        ("h*n*i", "hà nội", True),
        ("a*a", "a", False),
        (r"2\*3", "2*3", True),
        (r"2\*3", "243", False),
        ("*", "", True),
    ],
)
def test_stars_stand_for_anything(pattern, text, fits):
    assert matches(pattern, text) is fits


def test_short_text_ignores_case_spaces_and_composition():
    item = key("short_text", texts=[{"text": "Hà Nội", "share": "1"}])

    assert score_item(item, "  hà   NỘI ").is_full
    assert not score_item(item, "Ha Noi").is_full


def test_thirds_that_miss_a_little_are_a_whole():
    item = key("multiple_choice", options=options(a="0.3333333", b="0.3333333", c="0.3333333"))

    assert score_item(item, ["a", "b", "c"]).points == 1


@pytest.mark.parametrize("answer", [None, 5, [], {}, "zz", ["zz"], [["a"]], {"zz": True}, True])
@pytest.mark.parametrize("make", ALL_TYPES)
def test_an_answer_of_a_wrong_shape_scores_nothing(make, answer):
    _body, keys = freeze([(make(), Decimal(1))], token=iter("abcd").__next__, render=str)
    result = score_item(keys["items"][0], answer)

    assert result.points == 0


@given(st.dictionaries(st.sampled_from("abcdef"), SHARES, min_size=2), st.data())
def test_choosing_one_more_right_option_never_scores_less(shares, data):
    item = key("multiple_choice", options=options(**{t: str(s) for t, s in shares.items()}))
    chosen = data.draw(st.lists(st.sampled_from(sorted(shares)), unique=True))
    better = [token for token in shares if shares[token] > 0 and token not in chosen]
    before = score_item(item, chosen).points

    for token in better:
        assert score_item(item, [*chosen, token]).points >= before
    assert 0 <= before <= 1


@given(st.lists(st.booleans(), min_size=1, max_size=8), st.data())
def test_one_more_right_statement_never_scores_less(truths, data):
    statements = {str(i): truth for i, truth in enumerate(truths)}
    item = key("true_false_statements", statements=statements)
    picks = data.draw(st.fixed_dictionaries({t: st.booleans() for t in statements}))
    before = score_item(item, picks).points

    for token, truth in statements.items():
        assert score_item(item, {**picks, token: truth}).points >= before


@given(st.integers(min_value=1, max_value=40))
def test_points_of_a_check_add_up_to_ten(count):
    points = share_points(Decimal(10), count)

    assert sum(points) == 10
    assert len(points) == count
    assert max(points) - min(points) <= Decimal("0.01")


def test_a_paper_holds_no_key_and_keeps_its_digest():
    contents = [(make(), Decimal(2)) for make in ALL_TYPES]
    tokens = iter(f"t{i}" for i in range(99))
    body, keys = freeze(contents, token=tokens.__next__, render=str)

    digest, packed = pack(body)

    assert unpack(packed) == body
    assert pack(body)[0] == digest
    text = str(body)
    for word in ("share", "is_true", "answers", "texts", "solution", "feedback", "8.5", "Hà Nội"):
        assert word not in text
    assert len(keys["items"]) == 5


def test_cells_are_offered_only_when_every_answer_fits():
    for value, cells in (("8.5", 4), ("123456", None), ("0.125", None)):
        body, _ = freeze([(number_content(value=value), Decimal(1))], token=str, render=str)
        assert body["items"][0].get("cells") == cells


def test_a_choice_without_key_is_no_question():
    content = choice_content()
    content["options"][0]["share"] = "0.5"

    assert list_problems(content) == ["no_key"]
