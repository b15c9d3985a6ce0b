"""The audit trail: written, chained, and seen to be changed."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.actions import erase_entry, record_audit, seal_audit
from accounts.models import AuditEntry, AuditSeal
from accounts.queries import list_audit_faults
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def later():
    return timezone.now() + timedelta(minutes=1)


@pytest.fixture
def trail():
    teacher, pupil = UserFactory(), UserFactory()
    for number in range(4):
        record_audit(teacher, "class.view", about=pupil, detail={"people": [number]}, school_id=7)
    seal_audit(now=later())
    record_audit(teacher, "password.reset", about=pupil)
    seal_audit(now=later())
    return list(AuditEntry.objects.order_by("pk"))


def test_an_entry_says_who_did_what_about_whom_where():
    teacher, pupil = UserFactory(), UserFactory()

    entry = record_audit(teacher, "class.view", about=pupil, detail={"people": [1]}, school_id=7)

    entry.refresh_from_db()
    assert (entry.actor, entry.verb, entry.school_id) == (teacher, "class.view", 7)
    assert entry.about == f"accounts.user:{pupil.pk}"
    assert len(entry.digest) == 64


def test_sealing_twice_seals_once(trail):
    assert AuditSeal.objects.count() == 2
    assert seal_audit(now=later()) is None


def test_young_entries_wait_for_the_next_seal():
    record_audit(UserFactory(), "class.view")

    assert seal_audit(now=timezone.now()) is None


def test_an_untouched_trail_has_no_faults(trail, capsys):
    assert list(list_audit_faults()) == []
    call_command("verify_audit")
    assert "5 entries are as they were written." in capsys.readouterr().out


def test_a_changed_text_shows(trail):
    AuditEntry.objects.filter(pk=trail[1].pk).update(detail={"people": []})

    assert [fault.first_id for fault in list_audit_faults()] == [trail[1].pk]
    with pytest.raises(CommandError, match="1 faults"):
        call_command("verify_audit")


def test_a_removed_entry_shows(trail):
    AuditEntry.objects.filter(pk=trail[2].pk).delete()

    assert next(fault.text for fault in list_audit_faults()).startswith("the chain is broken")


def test_a_changed_entry_with_a_new_digest_shows(trail):
    entry = trail[0]
    entry.verb = "harmless"
    from accounts.models.audit import audit_digest

    entry.digest = audit_digest(entry)
    entry.save()

    assert len(list(list_audit_faults())) == 1


def test_erased_text_leaves_the_chain_whole(trail):
    erase_entry(trail[3])

    assert list(list_audit_faults()) == []
    assert AuditEntry.objects.get(pk=trail[3].pk).detail == {}


def test_the_job_seals(trail):
    from accounts.tasks import seal_audit as task
    from core.jobs.registry import list_periods

    assert list_periods()["accounts.seal_audit"] == timedelta(minutes=1)
    assert task is not None
