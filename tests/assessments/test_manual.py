"""The mark that counts out of those that people gave, and points out of a rubric."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring.manual import FIRST, SECOND, SETTLING, rubric_points, settle
from tests.factories.assessments import RUBRIC

points = st.decimals(min_value=0, max_value=10, places=2)


def test_one_markers_mark_counts():
    assert settle({FIRST: Decimal("1.5")}).points == Decimal("1.5")
    assert settle({}).points is None


def test_two_marks_that_are_near_give_their_mean_half_up():
    found = settle(
        {FIRST: Decimal("1.25"), SECOND: Decimal("1.5")}, is_double=True, most_apart=Decimal("0.5")
    )

    assert (found.points, found.needs_third) == (Decimal("1.38"), False)


def test_two_marks_that_are_far_apart_wait_for_a_third_that_settles():
    marks = {FIRST: Decimal(1), SECOND: Decimal(2)}

    waiting = settle(marks, is_double=True, most_apart=Decimal("0.5"))
    settled = settle(
        {**marks, SETTLING: Decimal("1.75")}, is_double=True, most_apart=Decimal("0.5")
    )

    assert (waiting.points, waiting.needs_third) == (None, True)
    assert settled.points == Decimal("1.75")


def test_two_markers_wait_for_each_other():
    assert settle({SECOND: Decimal(1)}, is_double=True).points is None


@given(points, points, points)
def test_the_mean_lies_between_the_marks_and_the_limit_decides(first, second, limit):
    found = settle({FIRST: first, SECOND: second}, is_double=True, most_apart=limit)

    assert found.needs_third == (abs(first - second) > limit)
    assert found.points is None or min(first, second) <= found.points <= max(first, second)


@pytest.mark.parametrize(
    ("levels", "expected"), [([1, 1], 2), ([1, 0], "1.33"), ([0, 1], "0.67"), ([0, 0], 0)]
)
def test_a_rubric_of_three_gives_an_item_of_two_in_proportion(levels, expected):
    assert rubric_points(RUBRIC, levels, Decimal(2)) == Decimal(expected)


@pytest.mark.parametrize("levels", [[1, None], [1], [1, 7], []])
def test_a_rubric_that_is_not_filled_gives_no_points(levels):
    assert rubric_points(RUBRIC, levels, Decimal(2)) is None
