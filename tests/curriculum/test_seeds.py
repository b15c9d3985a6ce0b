"""The seeded reference data."""

import re

import pytest
from django.db.models import Count

from curriculum.models import Framework, Grade, Level, Outcome, SchoolYear, Subject
from curriculum.queries import find_school_year, list_outcomes, list_subjects

pytestmark = pytest.mark.django_db
CODE = re.compile(r"^\d{6}\.\d{4}[a-z]\d$")


def test_levels_carry_the_codes_of_the_data_dictionary():
    assert list(Level.objects.values_list("code", "slug")) == [
        ("01", "mam-non"),
        ("02", "tieu-hoc"),
        ("03", "thcs"),
        ("04", "thpt"),
        ("05", "gdtx"),
    ]


def test_grades_run_from_the_nursery_to_twelve():
    assert Grade.objects.filter(level__slug="mam-non").count() == 6
    assert list(Grade.objects.filter(number__gte=1).values_list("number", flat=True)) == list(
        range(1, 13)
    )


def test_every_level_has_its_subjects():
    counts = dict(Level.objects.annotate(n=Count("subjects")).values_list("slug", "n"))

    assert min(counts.values()) >= 1
    assert [row.code for row in list_subjects("thcs")][:2] == ["toan", "ngu-van"]


def test_every_subject_has_an_icon_of_the_sprite_and_a_known_tint():
    from core.assets import list_icons

    icons = set(list_icons())
    assert [row.icon for row in Subject.objects.all() if row.icon not in icons] == []
    assert set(Subject.objects.values_list("tint", flat=True)) == {
        "", "van", "khtn", "anh", "su", "tin",
    }  # fmt: skip


@pytest.mark.parametrize("subject", ["toan", "tin-hoc"])
@pytest.mark.parametrize("grade", [6, 7, 8, 9])
def test_there_are_outcomes_with_codes_for_each_grade(subject, grade):
    outcomes = list_outcomes(Subject.objects.get(code=subject), Grade.objects.get(number=grade))

    assert len(outcomes) >= 8
    assert all(CODE.match(row.code) and row.code[4:6] == f"{grade:02d}" for row in outcomes)
    assert {row.parent.kind for row in outcomes} == {"topic"}
    assert {row.parent.parent.kind for row in outcomes} == {"strand"}


def test_what_was_not_checked_says_so():
    assert not Framework.objects.get(code="ctgdpt-2018").is_verified


def test_reading_outcomes_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert all(row.parent.parent.text for row in list_outcomes())


def test_each_school_year_has_two_terms_inside():
    years = SchoolYear.objects.prefetch_related("terms")

    assert [year.code for year in years] == ["2024-2025", "2025-2026", "2026-2027"]
    for year in years:
        first, second = year.terms.all()
        assert year.starts_on == first.starts_on < first.ends_on < second.starts_on
        assert second.ends_on == year.ends_on


@pytest.mark.parametrize(
    ("day", "code"),
    [("2026-11-22", "2026-2027"), ("2026-07-01", "2025-2026"), ("2026-09-05", "2026-2027")],
)
def test_in_the_holidays_the_ended_year_counts(day, code):
    from datetime import date

    assert find_school_year(date.fromisoformat(day)).code == code


def test_seeding_twice_changes_nothing():
    from tests.support.database import list_data_migrations, run_data_step

    before = Outcome.objects.count(), Subject.objects.count()
    for migration in list_data_migrations():
        if migration.__module__.startswith("curriculum"):
            for step in migration.operations:
                run_data_step(step)

    assert (Outcome.objects.count(), Subject.objects.count()) == before
