"""The page of background work: whose jobs, which states, and trying again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.actions import enqueue, post_message
from core.models import Job, OutboxMessage
from tests.factories.accounts import (
    DepartmentFactory,
    RoleGrantFactory,
    SchoolFactory,
    TeacherFactory,
    UserFactory,
    get_role,
)

pytestmark = pytest.mark.django_db


def administrator(role, organisation):
    person = UserFactory()
    RoleGrantFactory(user=person, role=get_role(role), organisation=organisation)
    return person


def failed(school=None, name="core.send_outbox"):
    job = enqueue(name, school_id=school.pk if school else None)
    Job.objects.filter(pk=job.pk).update(
        state="failed", error="Tệp bị hỏng.", finished_at=timezone.now(), attempts=5
    )
    return job


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def page():
    return reverse("accounts:list_jobs")


def test_a_schools_administrator_sees_the_jobs_of_the_school_only(client, school, page):
    own, other, nobodys = failed(school), failed(SchoolFactory()), failed()
    client.force_login(administrator("school_admin", school))

    text = client.get(page).content.decode()

    assert own.public_id in text
    assert other.public_id not in text
    assert nobodys.public_id not in text
    assert "Tệp bị hỏng." in text
    assert "Gửi dữ liệu về CSDL ngành" in text


def test_the_systems_administrator_sees_all_and_what_waits_for_the_sector(client, school, page):
    jobs = [failed(school), failed()]
    post_message(
        "csdl", "x", event=OutboxMessage.Event.NEW, version=1, payload={}, changed_at=timezone.now()
    )
    client.force_login(administrator("system_admin", DepartmentFactory()))

    text = client.get(page).content.decode()

    assert all(job.public_id in text for job in jobs)
    assert "OUTBOX_URL" in text


def test_a_failed_job_is_tried_again(client, school, page):
    job = failed(school)
    client.force_login(administrator("school_admin", school))

    client.post(reverse("accounts:retry_job", args=[job.public_id]))

    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.QUEUED, 0)


def test_another_schools_administrator_does_not_find_the_job(client, school):
    job = failed(school)
    client.force_login(administrator("school_admin", SchoolFactory()))

    response = client.post(reverse("accounts:retry_job", args=[job.public_id]))

    assert response.status_code == 404
    job.refresh_from_db()
    assert job.state == Job.State.FAILED


def test_a_teacher_does_not_find_the_page(client, page):
    client.force_login(TeacherFactory())

    assert client.get(page).status_code == 404


def test_done_work_is_shown_when_asked_for(client, school, page):
    job = failed(school)
    Job.objects.filter(pk=job.pk).update(state="done")
    client.force_login(administrator("school_admin", school))

    assert job.public_id not in client.get(page).content.decode()
    assert "Tệp bị hỏng." not in client.get(page).content.decode()
    assert "Xong" in client.get(page, {"state": "done"}).content.decode()
    assert client.get(page, {"state": "nonsense"}).status_code == 200


def test_the_number_of_queries_does_not_grow_with_jobs(client, school, page):
    client.force_login(administrator("school_admin", school))
    failed(school)
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for _ in range(8):
        failed(school)
    with CaptureQueriesContext(connection) as many:
        client.get(page)

    assert len(few) == len(many)
