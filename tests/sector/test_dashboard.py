"""The dashboard: who reads which figures, how they move, and what stays hidden."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from core.models import Job, OutboxMessage
from records.actions import record_statement
from records.verbs import SUBMITTED, USED
from sector.actions.periods import freeze_period
from sector.actions.values import ensure_period, refresh_values
from sector.errors import PeriodNotOverError
from sector.models import Correction, IndicatorValue, Period
from sector.queries.dashboard import list_rows, list_totals, list_units
from tests.factories.accounts import (
    DepartmentFactory,
    HeadFactory,
    OfficerFactory,
    PupilFactory,
    SchoolFactory,
    TeacherFactory,
    WardFactory,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)
AFTERWARDS = datetime(2026, 12, 5, 5, tzinfo=UTC)


@pytest.fixture
def school():
    school = SchoolFactory()
    for _ in range(10):
        TeacherFactory(school=school)
    return school


@pytest.fixture
def period():
    return ensure_period(NOON.date())


def use_resource(teacher, school, key="use"):
    record_statement(
        actor=teacher,
        verb=USED,
        object_type="r",
        object_id="1",
        key=key,
        now=NOON,
        school_id=school.pk,
    )


def figures_of(school, period):
    return {one.indicator.code: one for one in list_totals(school, period)}


def test_one_teachers_use_moves_the_figure_of_the_school(school, period):
    refresh_values(period, now=NOON)
    before = figures_of(school, period)["TCH_DLR"].numerator

    use_resource(TeacherFactory(school=school), school)
    refresh_values(period, [school.pk], now=NOON)

    figure = figures_of(school, period)["TCH_DLR"]
    assert (before, figure.numerator, figure.denominator) == (0, 1, 11)


def test_a_test_that_was_handed_in_makes_the_school_one_that_tests_online(school, period):
    record_statement(
        actor=PupilFactory(), verb=SUBMITTED, object_type="a", object_id="1", key="s", now=NOON,
        school_id=school.pk, class_id=3,
    )  # fmt: skip

    refresh_values(period, now=NOON)

    assert figures_of(school, period)["ONL_TEST"].value == 100


def test_counting_twice_changes_nothing(school, period):
    refresh_values(period, now=NOON)

    assert refresh_values(period, now=NOON) == 0


def test_a_fact_queues_one_count_for_its_school(school):
    one, two = TeacherFactory(school=school), TeacherFactory(school=school)
    use_resource(one, school, "a")
    use_resource(two, school, "b")

    assert Job.objects.filter(name="sector.refresh_school", school_id=school.pk).count() == 1


def test_fewer_than_ten_people_are_not_shown(period):
    small = SchoolFactory()
    TeacherFactory(school=small)
    refresh_values(period, now=NOON)

    figure = figures_of(small, period)["TCH_DLR"]

    assert figure.is_hidden
    assert figure.value is None


def test_closing_queues_one_message_a_school_and_closing_again_none(school, period):
    officer = OfficerFactory()
    refresh_values(period, now=NOON)

    freeze_period(period, by=officer, now=AFTERWARDS)
    freeze_period(period, by=officer, now=AFTERWARDS)

    message = OutboxMessage.objects.get(record_id__endswith=school.code)
    assert message.version == 1
    assert message.payload["ChiSo"]["TCH_DLR"] == {"tu_so": 0, "mau_so": 10}


def test_a_message_hides_small_groups(period):
    small = SchoolFactory()
    TeacherFactory(school=small)
    refresh_values(period, now=NOON)

    freeze_period(period, by=OfficerFactory(), now=AFTERWARDS)

    assert (
        OutboxMessage.objects.get(record_id__endswith=small.code).payload["ChiSo"]["TCH_DLR"]
        == "<10"
    )


def test_a_month_that_was_closed_meanwhile_is_corrected_not_overwritten(school, period):
    refresh_values(period, now=NOON)
    freeze_period(period, by=OfficerFactory(), now=AFTERWARDS)
    use_resource(school.role_grants.filter(role__code="teacher").first().user, school)

    # ``period`` was read before the month was closed.
    refresh_values(period, [school.pk], now=NOON)

    assert Correction.objects.count() == 1


def test_a_late_fact_corrects_a_closed_month_and_says_so(school, period):
    refresh_values(period, now=NOON)
    period = freeze_period(period, by=OfficerFactory(), now=AFTERWARDS)
    use_resource(school.role_grants.filter(role__code="teacher").first().user, school)

    refresh_values(period, [school.pk], now=NOON)

    correction = Correction.objects.get()
    assert (correction.numerator_before, correction.numerator_after) == (0, 1)
    first, second = OutboxMessage.objects.filter(record_id__endswith=school.code).order_by(
        "version"
    )
    assert (first.event, second.event, second.version) == ("NEW", "UPDATE", 2)
    assert second.payload["ChiSo"]["TCH_DLR"]["tu_so"] == 1


def test_a_month_is_not_closed_before_its_last_day_has_passed(period):
    with pytest.raises(PeriodNotOverError):
        freeze_period(period, by=OfficerFactory(), now=NOON)

    assert not OutboxMessage.objects.exists()


def test_an_officer_sees_his_department_and_every_school_of_it(client, school, period):
    refresh_values(period, now=NOON)
    client.force_login(OfficerFactory(place=DepartmentFactory()))

    response = client.get(reverse("sector:show_dashboard"), {"theo": "truong"})

    assert response.status_code == 200
    assert school.short_name in response.content.decode()


def test_a_head_sees_his_own_school_only(client, school, period):
    other = SchoolFactory()
    refresh_values(period, now=NOON)
    client.force_login(HeadFactory(school=school))

    assert school.short_name in client.get(reverse("sector:show_dashboard")).content.decode()
    foreign = client.get(reverse("sector:show_dashboard"), {"don-vi": other.public_id})
    assert foreign.status_code == 404


@pytest.mark.parametrize("factory", [TeacherFactory, PupilFactory])
def test_teachers_and_pupils_find_no_dashboard(client, factory):
    client.force_login(factory())

    assert client.get(reverse("sector:show_dashboard")).status_code == 404


def test_a_head_cannot_close_a_month(client, school, period):
    refresh_values(period, now=NOON)
    client.force_login(HeadFactory(school=school))

    response = client.post(reverse("sector:freeze_period", args=[period.code]))

    assert response.status_code == 403
    assert Period.objects.get(pk=period.pk).state == Period.State.RUNNING


def test_the_page_asks_the_same_number_of_questions_for_any_number_of_schools(
    client, period, django_assert_num_queries, django_assert_max_num_queries
):
    ward = WardFactory()
    SchoolFactory(parent=ward)
    refresh_values(period, now=NOON)
    client.force_login(OfficerFactory(place=DepartmentFactory()))
    url = reverse("sector:show_dashboard")
    client.get(url)
    with django_assert_max_num_queries(40) as few:
        client.get(url, {"theo": "truong"})
    for _ in range(6):
        SchoolFactory(parent=ward)
    refresh_values(period, now=NOON)

    with django_assert_num_queries(len(few.captured_queries)):
        client.get(url, {"theo": "truong"})


def test_units_are_sums_of_schools_not_means(period):
    ward = WardFactory()
    big, small = SchoolFactory(parent=ward), SchoolFactory(parent=ward)
    for number in range(12):
        use_resource(TeacherFactory(school=big), big, f"b{number}")
    for _ in range(4):
        TeacherFactory(school=small)
    refresh_values(period, now=NOON)

    units = list_units(DepartmentFactory(), period, by="ward")
    row = next(one for one in list_rows(units, period) if one.unit == ward)

    figure = next(one for one in row.figures if one.indicator.code == "TCH_DLR")
    assert (figure.numerator, figure.denominator) == (12, 16)
    assert IndicatorValue.objects.count() >= 8


def test_sums_follow_a_school_that_is_counted_again(period):
    school = SchoolFactory(parent=WardFactory())
    teachers = [TeacherFactory(school=school) for _ in range(11)]
    refresh_values(period, now=NOON)
    use_resource(teachers[0], school, "late")

    refresh_values(period, [school.pk], now=NOON)

    figures = [list_totals(unit, period) for unit in (school, school.parent, DepartmentFactory())]
    shares = {
        (one.numerator, one.denominator)
        for row in figures
        for one in row
        if one.indicator.code == "TCH_DLR"
    }
    assert shares == {(1, 11)}
