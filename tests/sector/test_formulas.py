"""Formulas are pure: facts in, a share out."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sector.indicators.chart import draw_trend
from sector.indicators.formulas import (
    SchoolFacts,
    Share,
    pupils_active,
    schools_on_platform,
    schools_testing_online,
    teachers_using_resources,
)
from sector.indicators.heat import heat_step, percent

PRESCHOOL = frozenset({"mam-non"})


def test_a_teacher_counts_from_the_least_number_of_uses_on():
    facts = SchoolFacts(teacher_count=12, uses_by_teacher=(1, 3, 4, 9))

    assert teachers_using_resources(facts, {"min_uses": 4}) == Share(2, 12)
    assert teachers_using_resources(facts, {"min_uses": 1}) == Share(4, 12)


def test_a_preschool_does_not_count_among_schools_that_test_online():
    facts = SchoolFacts(submitted_attempt_count=5, level_slugs=PRESCHOOL)

    rule = {"min_attempts": 1, "without_levels": ["mam-non"]}

    assert schools_testing_online(facts, rule) == Share(0, 0)


def test_a_school_of_two_levels_counts_even_if_one_of_them_is_left_out():
    facts = SchoolFacts(submitted_attempt_count=5, level_slugs=PRESCHOOL | {"tieu-hoc"})

    rule = {"min_attempts": 1, "without_levels": ["mam-non"]}

    assert schools_testing_online(facts, rule) == Share(1, 1)


@pytest.mark.parametrize(
    ("given_work", "share"), [(0, Share(0, 1)), (1, Share(1, 1)), (50, Share(1, 1))]
)
def test_one_piece_of_work_makes_a_school_a_user(given_work, share):
    rule = {"min_assignments": 1, "without_levels": []}

    assert schools_on_platform(SchoolFacts(assignment_count=given_work), rule) == share


@given(st.integers(0, 500), st.integers(0, 2000), st.lists(st.integers(0, 99), max_size=60))
def test_a_share_is_never_more_than_the_whole(teachers, pupils, uses):
    facts = SchoolFacts(
        teacher_count=teachers,
        pupil_count=pupils,
        uses_by_teacher=tuple(uses),
        active_pupil_count=3000,
    )

    for share in (teachers_using_resources(facts, {"min_uses": 1}), pupils_active(facts, {})):
        assert 0 <= share.numerator <= share.denominator


def test_percentages_round_half_up_to_one_decimal():
    assert percent(1, 16) == Decimal("6.3")
    assert percent(0, 0) is None


@pytest.mark.parametrize(
    ("value", "step"),
    [("47.9", 0), ("48", 1), ("64", 2), ("73.6", 3), ("80", 4), ("89.6", 5), ("100", 5)],
)
def test_heat_follows_the_share_of_the_target(value, step):
    assert heat_step(Decimal(value), Decimal(80)) == step


def test_a_line_needs_two_months_and_keeps_its_last_point_on_the_path():
    assert draw_trend([("9/26", Decimal(40))], Decimal(80)) is None

    chart = draw_trend([("9/26", Decimal(40)), ("10/26", Decimal("76.4"))], Decimal(80))

    assert chart.path.endswith(f"{chart.last_x} {chart.last_y}")
    assert chart.target_y < chart.last_y
