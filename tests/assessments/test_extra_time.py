"""Extra time that a teacher gives beforehand, pupil by pupil."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry
from assessments.actions.attempts import start_attempt
from assessments.models import Attempt
from tests.factories.accounts import PupilFactory, SchoolClassFactory, TeacherFactory
from tests.factories.assessments import give, make_test

pytestmark = pytest.mark.django_db


@pytest.fixture
def school_class():
    return SchoolClassFactory()


@pytest.fixture
def pupil(school_class):
    return PupilFactory(school_class=school_class)


@pytest.fixture
def sitting(school_class, pupil):
    test = make_test(TeacherFactory(teaches=[school_class]))
    return give(test, [school_class], duration_minutes=45).sittings.get()


def address(sitting):
    return reverse("assessments:plan_extra_time", args=[sitting.public_id])


def test_minutes_given_beforehand_lengthen_that_pupils_time_only(client, sitting, pupil):
    other = PupilFactory(school_class=sitting.school_class)
    client.force_login(sitting.created_by)
    attempt = Attempt.objects.get(learner=pupil)

    response = client.post(address(sitting), {attempt.public_id: "15"})
    begun = sitting.opens_at + timedelta(seconds=10)
    started = start_attempt(sitting.public_id, learner=pupil, now=begun)

    assert response.status_code == 302
    assert started.closes_at == begun + timedelta(minutes=60)
    assert not Attempt.objects.filter(learner=other, extra_minutes__gt=0).exists()
    note = AuditEntry.objects.get(verb="attempt.extra_time")
    assert note.detail == {"people": [pupil.pk], "minutes": 15}


def test_a_wrong_number_is_told_and_what_was_typed_stays(client, sitting, pupil):
    client.force_login(sitting.created_by)
    attempt = Attempt.objects.get(learner=pupil)

    response = client.post(address(sitting), {attempt.public_id: "999"})

    assert response.status_code == 422
    assert 'value="999"' in response.content.decode()
    assert Attempt.objects.get(pk=attempt.pk).extra_minutes == 0


def test_who_does_not_watch_over_the_class_gives_no_time(client, sitting, pupil):
    client.force_login(TeacherFactory(school=sitting.school))

    assert client.get(address(sitting)).status_code == 404


def test_the_page_asks_as_often_for_six_pupils_as_for_one(
    client, sitting, django_assert_max_num_queries
):
    client.force_login(sitting.created_by)
    client.get(address(sitting))
    with CaptureQueriesContext(connection) as queries:
        client.get(address(sitting))
    few = len(queries)
    for _ in range(5):
        pupil = PupilFactory(school_class=sitting.school_class)
        client.force_login(pupil)
        client.get(reverse("assessments:start_attempt", args=[sitting.public_id]))
    client.force_login(sitting.created_by)
    client.get(address(sitting))

    with django_assert_max_num_queries(few):
        page = client.get(address(sitting))
    assert page.content.decode().count('type="number"') == 6
