"""Personal data: limits of requests, what is held, files of it, taking a name away."""

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from accounts.actions import deactivate_person, notify, record_audit, seal_audit
from accounts.actions.privacy import ask_export, extend_request, forget_exports, note_request
from accounts.errors import RequestRefusedError
from accounts.models import AuditEntry, DataExport, DataRequest, Guardianship
from accounts.privacy_limits import add_working_days, reckon_limits
from accounts.queries import list_audit_faults
from core.jobs.runner import run_job
from core.queries import get_rule, list_jobs
from records.models import Actor
from tests.factories.accounts import (
    ParentFactory,
    ProtectionOfficerFactory,
    PupilFactory,
    SystemAdminFactory,
)

DAY = timedelta(days=1)
FRIDAY = date(2026, 11, 20)


def test_working_days_pass_over_weekends_and_holidays():
    assert add_working_days(FRIDAY, 2, frozenset()) == date(2026, 11, 24)
    assert add_working_days(FRIDAY, 2, frozenset([date(2026, 11, 23)])) == date(2026, 11, 25)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "days", "extension"),
    [("view", 10, 10), ("correct", 10, 10), ("restrict", 15, 15), ("delete", 20, 20)],
)
def test_each_kind_has_the_limits_of_the_law(kind, days, extension):
    limits = reckon_limits(kind, FRIDAY, get_rule("privacy.limits", FRIDAY))

    assert limits.answer_by == date(2026, 11, 24)
    assert limits.due_on == FRIDAY + days * DAY
    assert limits.latest_extension == FRIDAY + (days + extension) * DAY


@pytest.fixture
def pupil(db):
    return PupilFactory(full_name="Nguyễn Minh Anh", sector_code="3100000001")


@pytest.fixture
def officer(client, db):
    officer = ProtectionOfficerFactory()
    client.force_login(officer)
    return officer


def at(name, *args):
    return reverse(f"accounts:{name}", args=args)


def test_a_request_is_noted_answered_and_closed(client, officer, pupil):
    values = {"kind": "view", "requester": "Bố của em, bằng thư", "received_on": "2026-11-20"}
    client.post(at("note_data_request", pupil.public_id), values)
    asked = DataRequest.objects.get()

    assert "30/11/2026" in client.get(at("show_data_request", asked.public_id)).content.decode()
    client.post(at("answer_data_request", asked.public_id))
    client.post(at("close_data_request", asked.public_id), {"outcome": "Đã đưa tệp."})

    asked.refresh_from_db()
    assert (asked.state, asked.outcome) == ("done", "Đã đưa tệp.")
    assert asked.answered_on is not None
    assert set(AuditEntry.objects.filter(actor=officer).values_list("verb", flat=True)) >= {
        "data_request.add",
        "data_request.answer",
        "data_request.close",
    }


def test_a_limit_that_has_passed_is_said(client, officer, pupil):
    note_request(pupil, "view", requester="Em", received_on=date(2026, 1, 5), by=officer)

    assert "quá hạn từ 07/01/2026" in client.get(at("show_privacy")).content.decode()


def test_a_request_is_extended_once_and_not_for_ever(officer, pupil):
    asked = note_request(pupil, "view", requester="Em", received_on=FRIDAY, by=officer)

    with pytest.raises(RequestRefusedError):
        extend_request(asked, to=FRIDAY + 21 * DAY, reason="Nhiều", by=officer)
    extend_request(asked, to=FRIDAY + 20 * DAY, reason="Nhiều", by=officer)
    with pytest.raises(RequestRefusedError):
        extend_request(asked, to=FRIDAY + 20 * DAY, reason="Nữa", by=officer)


def test_what_is_held_counts_every_table_and_is_an_act(client, officer, pupil):
    notify(pupil, "Bài mới.")

    page = client.get(at("show_subject", pupil.public_id)).content.decode()

    assert "tin trong hộp thư" in page
    assert "chỗ trong các lớp" in page
    assert AuditEntry.objects.get(verb="data.view").actor == officer


def test_a_file_of_everything_is_made_by_a_job_without_secrets(client, officer, pupil):
    notify(pupil, "Bài mới.")
    client.post(at("ask_export", pupil.public_id))
    run_job(list_jobs().get(name="accounts.export_person").pk)
    export = DataExport.objects.get()

    response = client.get(at("fetch_export", export.public_id))

    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    person = json.loads(archive.read("nguoi-dung.json"))
    inbox = json.loads(archive.read("accounts.InboxMessage.recipient.json"))
    assert person["full_name"] == "Nguyễn Minh Anh"
    assert inbox["rows"][0]["text"] == "Bài mới."
    assert "password" not in person
    assert AuditEntry.objects.filter(verb="data.fetch").exists()


def test_a_file_belongs_to_whoever_asked_and_is_destroyed_after_a_week(client, officer, pupil):
    other = ProtectionOfficerFactory()
    export = ask_export(pupil, by=other, now=timezone.now())
    run_job(list_jobs().get(name="accounts.export_person").pk)
    export.refresh_from_db()

    assert client.get(at("fetch_export", export.public_id)).status_code == 404
    key = export.file_key
    assert forget_exports(now=timezone.now() + 8 * DAY, days=7) == 1

    assert not default_storage.exists(key)


def test_a_person_who_is_at_a_school_keeps_the_name(client, officer, pupil):
    response = client.post(at("erase_person", pupil.public_id), {"username": pupil.username})

    pupil.refresh_from_db()
    assert response.status_code == 409
    assert pupil.full_name == "Nguyễn Minh Anh"


def test_taking_a_name_away_leaves_work_and_a_whole_trail(client, officer, pupil):
    actor = Actor.objects.create(user=pupil)
    ParentFactory(child=pupil)
    record_audit(officer, "person.view", about=pupil, detail={"name": pupil.full_name})
    seal_audit(now=timezone.now() + DAY)
    pupil.role_grants.update(valid_to=date(2026, 1, 1))
    deactivate_person(pupil, by=officer)
    url = at("erase_person", pupil.public_id)

    client.post(url, {"username": "nguoi-khac"})
    pupil.refresh_from_db()
    assert pupil.full_name == "Nguyễn Minh Anh"
    client.post(url, {"username": pupil.username})

    pupil.refresh_from_db()
    actor.refresh_from_db()
    assert pupil.full_name == "Người dùng đã xóa"
    assert (pupil.sector_code, pupil.born_on, actor.user) == ("", None, None)
    assert pupil.enrolments.exists()
    assert not Guardianship.objects.exists()
    assert "Nguyễn Minh Anh" not in str(list(AuditEntry.objects.values_list("detail", flat=True)))
    assert list(list_audit_faults()) == []


@pytest.mark.parametrize("name", ["show_subject", "erase_person"])
def test_the_system_administrator_reads_no_personal_data(client, pupil, name):
    client.force_login(SystemAdminFactory())

    assert client.get(at(name, pupil.public_id)).status_code == 404
    assert client.get(at("show_privacy")).status_code == 404
