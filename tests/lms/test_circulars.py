"""Means by the circulars: the vectors of docs/domain, missing marks, subjects without marks."""

from decimal import Decimal
from importlib import import_module

import pytest

from lms.gradebook import choose_scheme, mean_of_term, mean_of_year
from lms.gradebook.circular import LEVELS, MARKS, NOTHING, VERDICTS

BODY = import_module("lms.migrations.0005_seed_circulars").BODY


def scheme(level: str = "thcs", subject: str = "toan", grade: int = 8):
    return choose_scheme(BODY, level, subject, grade)


def numbers(text: str) -> list[Decimal]:
    return [Decimal(each) for each in text.split()]


@pytest.mark.parametrize(
    ("regular", "midterm", "final", "mean"),
    [
        ("8 7 9 8", "7.5", "8", "7.9"),
        ("8 8 8 8", "8.3", "9", "8.4"),
        ("10 10 10 10", "10", "10", "10.0"),
        ("0 0 0 0", "0", "0", "0.0"),
        # 74.25 / 9 = 8.25, a half, goes up.
        ("8 8 8 8.25", "9", "8", "8.3"),
    ],
)
def test_the_mean_of_a_term_weighs_one_two_three(regular, midterm, final, mean):
    found = mean_of_term(scheme(), numbers(regular), Decimal(midterm), Decimal(final))

    assert found.mean == Decimal(mean)


def test_two_regular_marks_suffice_where_the_subject_has_thirty_five_periods():
    found = mean_of_term(scheme(subject="gdcd"), numbers("8 8"), Decimal("8.3"), Decimal(9))

    assert found.mean == Decimal("8.5")


def test_the_year_counts_the_second_term_twice():
    assert mean_of_year(scheme(), Decimal("7.9"), Decimal("8.0")) == Decimal("8.0")
    assert mean_of_year(scheme(), Decimal("7.9"), None) is None


def test_nothing_is_reckoned_while_a_mark_is_missing():
    found = mean_of_term(scheme(), numbers("8 7"), Decimal(8), None)

    assert found.mean is None
    assert found.missing == {"regular": 2, "final": 1}


@pytest.mark.parametrize(
    ("level", "subject", "grade", "count"),
    [
        ("thcs", "toan", 8, 4),
        ("thcs", "cong-nghe", 7, 2),
        ("thcs", "cong-nghe", 8, 3),
        ("thpt", "vat-li", 10, 3),
        ("thpt", "gdqpan", 10, 2),
    ],
)
def test_the_count_of_regular_marks_follows_the_periods_of_the_year(level, subject, grade, count):
    assert scheme(level, subject, grade).regular_count == count


def test_some_subjects_are_judged_without_marks_and_gdtx_knows_none_of_them():
    assert scheme(subject="am-nhac").way == VERDICTS
    assert scheme(level="gdtx", subject="am-nhac").way == MARKS
    assert scheme(subject="am-nhac").levels == ("pass", "fail")


def test_primary_school_has_levels_whole_marks_of_periodic_tests_and_no_mean():
    primary = scheme("tieu-hoc", "toan", 4)

    assert primary.way == LEVELS
    assert primary.kinds == ("midterm", "final")
    assert primary.round_mark(Decimal("8.5"), Decimal(10)) == Decimal(9)
    assert mean_of_term(primary, [], Decimal(9), Decimal(9)).mean is None
    assert scheme("tieu-hoc", "dao-duc", 4).kinds == ()


def test_preschool_has_no_gradebook():
    assert scheme("mam-non", "gd-mam-non", 0).way == NOTHING
