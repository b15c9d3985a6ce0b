"""The page of the audit trail: what is found, by whom, and whether the seals hold."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actions import record_audit, seal_audit
from accounts.models import AuditEntry
from core.jobs.runner import run_job
from core.models import Job
from core.queries import list_jobs
from tests.factories.accounts import (
    ProtectionOfficerFactory,
    PupilFactory,
    SchoolAdminFactory,
    SchoolClassFactory,
    TeacherFactory,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
AT = "/nhat-ky/"


@pytest.fixture
def school_class():
    return SchoolClassFactory(name="8A")


@pytest.fixture
def trail(school_class):
    teacher = TeacherFactory(teaches=[school_class], full_name="Lê Thu Hà")
    pupil = PupilFactory(school_class=school_class, full_name="Nguyễn Minh Anh")
    record_audit(
        teacher,
        "class.view",
        about=school_class,
        detail={"people": [pupil.pk]},
        school_id=school_class.school_id,
    )
    record_audit(teacher, "password.reset", about=pupil, school_id=school_class.school_id)
    return teacher, pupil


@pytest.fixture
def officer(client):
    officer = ProtectionOfficerFactory()
    client.force_login(officer)
    return officer


def verbs_in(response):
    return [row.entry.verb for row in response.context["rows"]]


def test_the_officer_lands_on_the_data_and_reads_every_school(client, officer, trail):
    assert client.get("/")["Location"] == reverse("accounts:show_privacy")
    page = client.get(AT).content.decode()

    assert "Lê Thu Hà" in page
    assert "Nguyễn Minh Anh" in page
    assert "mở danh sách lớp" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"nguoi": "le thu ha"}, ["password.reset", "class.view"]),
        ({"nguoi": "khong co ai"}, []),
        ({"ve": "nguyen minh anh"}, ["password.reset"]),
        ({"viec": "class.view"}, ["class.view"]),
        ({"den": "2020-01-01"}, []),
    ],
)
def test_the_trail_is_narrowed(client, officer, trail, query, found):
    assert verbs_in(client.get(AT, query)) == found


def test_a_day_finds_what_was_done_on_it(client, officer, trail):
    today = timezone.localdate()
    AuditEntry.objects.filter(verb="class.view").update(at=timezone.now() - 3 * DAY)

    assert verbs_in(client.get(AT, {"tu": today.isoformat()})) == ["password.reset"]


def test_a_school_reads_its_own_trail_only(client, trail, school_class):
    stranger = SchoolAdminFactory()
    client.force_login(stranger)
    assert verbs_in(client.get(AT)) == []

    client.force_login(SchoolAdminFactory(school=school_class.school))
    assert "class.view" in verbs_in(client.get(AT))


def test_reading_the_trail_is_written_down(client, officer, trail):
    client.get(AT, {"ve": "minh anh"})

    entry = AuditEntry.objects.get(verb="audit.view")
    assert (entry.actor, entry.detail) == (officer, {"filter": {"about": "minh anh"}})


def test_older_acts_stand_on_the_next_page(client, officer, trail):
    for _ in range(55):
        record_audit(trail[0], "person.view", about=trail[1])

    older = client.get(AT, {"viec": "person.view"}).context["older"]

    assert len(verbs_in(client.get(f"{AT}?{older}"))) == 5


def test_the_page_costs_the_same_for_two_acts_and_for_many(client, officer, trail):
    client.get(AT)
    with CaptureQueriesContext(connection) as few:
        client.get(AT)
    for _ in range(20):
        record_audit(trail[0], "person.view", about=trail[1])
    with CaptureQueriesContext(connection) as many:
        client.get(AT)

    assert len(many) == len(few)


@pytest.mark.parametrize(("is_changed", "words"), [(False, "Nguyên vẹn"), (True, "1 lỗi")])
def test_the_check_says_whether_somebody_changed_the_trail(
    client, officer, trail, is_changed, words
):
    seal_audit(now=timezone.now() + DAY)
    if is_changed:
        AuditEntry.objects.filter(verb="class.view").update(verb="people.view")

    client.post(reverse("accounts:check_audit"))
    run_job(list_jobs().get(name="accounts.check_audit").pk)

    assert words in client.get(AT).content.decode()


def test_a_teacher_reads_no_trail(client, trail):
    client.force_login(trail[0])

    assert client.get(AT).status_code == 404
    assert client.post(reverse("accounts:check_audit")).status_code == 404
    assert not Job.objects.filter(name="accounts.check_audit").exists()
