"""Logs tell what happened and name nobody."""

import json
import logging

import pytest
from django.urls import reverse

from core.actions import enqueue
from core.errors import DomainError
from core.jobs import job, registry
from core.jobs.runner import run_due_jobs
from core.logs import JsonFormatter
from tests.factories.accounts import PASSWORD, PupilFactory, SchoolAdminFactory, TeacherFactory

pytestmark = pytest.mark.django_db

FULL_NAME = "Quách Thị Hải Yến"


def as_lines(records):
    formatter = JsonFormatter()
    return [formatter.format(record) for record in records]


@pytest.fixture
def said(caplog):
    """Give everything that was logged, as it is written."""
    caplog.set_level(logging.DEBUG)
    return lambda: "\n".join(as_lines(caplog.records))


def sign_in(client, person, password=PASSWORD):
    return client.post(
        reverse("accounts:sign_in"), {"username": person.username, "password": password}
    )


@pytest.mark.parametrize("factory", [PupilFactory, TeacherFactory, SchoolAdminFactory])
def test_signing_in_and_looking_around_names_nobody(client, said, factory):
    person = factory(full_name=FULL_NAME, username="quachhaiyen", email="yen@example.vn")

    sign_in(client, person, "wrong")
    sign_in(client, person)
    for address in ("/", "/cua-toi/tuy-chon/", "/lop/", "/nguoi/?q=quachhaiyen", "/khong-co/"):
        client.get(address, follow=True)

    text = said()
    assert "accounts:sign_in" in text
    for secret in ("Quách", "Hải Yến", "quachhaiyen", "yen@example.vn", PASSWORD):
        assert secret not in text


def test_a_line_is_json_and_carries_the_requests_id(client, caplog):
    caplog.set_level(logging.INFO)

    response = client.get("/healthz")

    lines = [json.loads(line) for line in as_lines(caplog.records)]
    line = next(line for line in lines if line["logger"] == "benhoc.request")
    assert line["route"] == "core:show_liveness"
    assert response["X-Request-Id"]


def test_a_refused_job_does_not_put_its_message_into_the_log(said, settings):
    settings.JOB_HEARTBEAT = False
    registry.find_kind("")  # declares the apps' own jobs, which must survive this test
    kept = dict(registry._kinds)

    @job("test.refuse")
    def refuse(run):
        raise DomainError(f"The file of {FULL_NAME} is broken.")

    enqueue("test.refuse")
    run_due_jobs()
    registry._kinds.clear()
    registry._kinds.update(kept)

    assert "job refused" in said()
    assert "Quách" not in said()


def test_what_the_database_says_of_a_row_is_cut_out_of_a_trace(caplog):
    error = ValueError("duplicate key\nDETAIL:  Key (username)=(quachhaiyen) already exists.")

    logging.getLogger("x").error("broke", exc_info=error)

    text = "\n".join(as_lines(caplog.records))
    assert "duplicate key" in text
    assert "quachhaiyen" not in text
