"""Facts become statements once, and are counted by day."""

from datetime import UTC, datetime, timedelta

import pytest

from records.actions import record_statement
from records.models import Actor, DailyActivity, Statement
from records.queries import count_actors_in_classes, count_facts, list_counts_by_actor
from records.verbs import SUBMITTED, USED
from records.xapi import to_xapi
from tests.factories.accounts import PupilFactory, TeacherFactory

pytestmark = pytest.mark.django_db

# 23:30 in Hải Phòng is still the day before in UTC terms of the next one.
LATE = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
AFTER_MIDNIGHT = LATE + timedelta(hours=1)


def record(user, key="a", verb=USED, now=LATE, **context):
    return record_statement(
        actor=user,
        verb=verb,
        object_type="content.resource",
        object_id="7",
        key=key,
        now=now,
        **context,
    )


def test_the_same_fact_said_twice_is_one_statement_and_counts_once():
    teacher = TeacherFactory()

    first = record(teacher, school_id=1)
    second = record(teacher, school_id=1)

    assert first == second
    assert Statement.objects.count() == 1
    assert DailyActivity.objects.get().count == 1


def test_another_fact_of_the_day_raises_the_count():
    teacher = TeacherFactory()

    record(teacher, "a", school_id=1)
    record(teacher, "b", school_id=1)

    assert DailyActivity.objects.get().count == 2


def test_the_day_is_the_day_of_the_school_not_of_utc():
    teacher = TeacherFactory()

    assert str(record(teacher, "a").local_date) == "2026-11-20"
    assert str(record(teacher, "b", now=AFTER_MIDNIGHT).local_date) == "2026-11-21"


def test_a_statement_names_nobody():
    teacher = TeacherFactory(full_name="Lê Thu Hà")

    text = str(to_xapi(record(teacher)))

    assert "Hà" not in text
    assert teacher.username not in text
    assert str(Actor.objects.get(user=teacher).pseudonym) in text


def test_erasing_the_person_keeps_the_fact():
    pupil = PupilFactory()
    statement = record(pupil, school_id=1)

    pupil.delete()

    statement.refresh_from_db()
    assert statement.actor.user is None


def test_an_unknown_member_of_the_context_is_refused():
    with pytest.raises(TypeError, match="clas_id"):
        record(TeacherFactory(), clas_id=4)


def test_counts_by_school_keep_people_apart_and_take_only_the_days_asked_for():
    one, two = TeacherFactory(), TeacherFactory()
    record(one, "a", school_id=1)
    record(one, "b", school_id=1)
    record(two, "c", school_id=1)
    record(two, "d", school_id=2, now=AFTER_MIDNIGHT)
    day = LATE.date()

    assert {
        school: sorted(counts) for school, counts in list_counts_by_actor([USED], day, day).items()
    } == {1: [1, 2]}
    assert count_facts([USED], day, day + timedelta(days=1)) == {1: 3, 2: 1}


def test_only_work_in_classes_makes_a_pupil_active():
    pupil, teacher = PupilFactory(), TeacherFactory()
    record(pupil, "a", verb=SUBMITTED, school_id=1, class_id=5)
    record(teacher, "b", verb=SUBMITTED, school_id=1)

    assert count_actors_in_classes([SUBMITTED], LATE.date(), LATE.date()) == {1: 1}
