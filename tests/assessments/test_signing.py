"""Signed results: whole ones verify, every changed byte shows, and keys may be replaced."""

import json
from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from assessments import signing
from assessments.actions.settling import confirm_results
from assessments.models import Attempt, Confirmation
from assessments.queries.seals import make_signed_file, read_seal
from tests.factories.accounts import HeadFactory, TeacherFactory
from tests.factories.assessments import make_attempt, make_sitting, right_answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting():
    sitting = make_sitting(pupils=2)
    for attempt in sitting.attempts.select_related("learner", "paper"):
        answers = right_answers(attempt.paper)
        make_attempt(sitting, attempt.learner, scored=True, answers=answers)
    now = timezone.now()
    sitting.opens_at, sitting.closes_at = now - timedelta(hours=2), now - timedelta(minutes=1)
    sitting.save()
    return sitting


def confirm(sitting) -> Confirmation:
    made = confirm_results(sitting, by=sitting.created_by, now=timezone.now())
    return Confirmation.objects.select_related("confirmed_by", "sitting__test").get(pk=made.pk)


def page_of(client, sitting) -> str:
    client.force_login(sitting.created_by)
    url = reverse("assessments:show_sitting_results", args=[sitting.public_id])
    return client.get(url).content.decode()


def kept_file(tmp_path, confirmation, **changes):
    kept = json.loads(make_signed_file(confirmation))
    kept["document"].update(changes)
    path = tmp_path / "ket-qua.json"
    path.write_text(json.dumps(kept, ensure_ascii=False))
    return path


def test_a_confirmation_is_signed_and_the_page_says_that_it_is_whole(client, sitting):
    confirmation = confirm(sitting)

    assert read_seal(confirmation).state == "intact"
    assert "Đã ký, còn nguyên" in page_of(client, sitting)


def test_a_list_that_was_altered_in_the_database_no_longer_agrees_with_its_signature(
    client, sitting
):
    confirmation = confirm(sitting)
    confirmation.manifest["results"][0][2] = "9.9999"
    # Whoever can write the row can write its digest, not the signature.
    from assessments.queries.settling import manifest_digest

    confirmation.sha256 = manifest_digest(confirmation.manifest)
    confirmation.save()

    assert read_seal(confirmation).state == "broken"
    assert "không còn khớp" in page_of(client, sitting)


def test_another_name_under_the_same_list_breaks_the_signature(sitting):
    confirmation = confirm(sitting)
    confirmation.confirmed_by = TeacherFactory()

    assert read_seal(confirmation).state == "broken"


def test_a_result_that_changed_is_named_with_before_and_after(client, sitting):
    confirmation = confirm(sitting)
    first = sitting.attempts.order_by("learner__sort_key")[0]
    Attempt.objects.filter(pk=first.pk).update(score=Decimal("4.5"))

    seal = read_seal(confirmation)

    assert seal.state == "intact"
    assert [(each.before[0], each.after[0]) for each in seal.differences] == [(10, Decimal("4.5"))]
    assert "10,00/10,00 → 4,50/10,00" in page_of(client, sitting)


def test_without_a_key_results_are_sealed_and_the_page_says_not_signed(client, sitting, settings):
    settings.RESULTS_SIGNING_KEY = ""

    confirmation = confirm(sitting)

    assert (confirmation.signature, read_seal(confirmation).state) == ("", "unsigned")
    assert "chưa ký" in page_of(client, sitting)


def test_an_earlier_key_verifies_while_it_is_trusted(sitting, settings):
    confirmation = confirm(sitting)
    old = signing.write_public_key()
    settings.RESULTS_SIGNING_KEY = "another-key-" + "y" * 31

    forgotten = read_seal(confirmation).state
    settings.RESULTS_TRUSTED_KEYS = f" {old} "

    assert (forgotten, read_seal(confirmation).state) == ("broken", "intact")


@pytest.mark.parametrize("text", ["too-short", "*" * 43])
def test_a_key_that_is_none_is_told_by_name(settings, text):
    settings.RESULTS_SIGNING_KEY = text

    with pytest.raises(ImproperlyConfigured, match="RESULTS_SIGNING_KEY"):
        signing.sign({"v": 1})


def test_the_signature_is_plain_ed25519_over_canonical_json(sitting):
    kept = json.loads(make_signed_file(confirm(sitting)))
    from base64 import urlsafe_b64decode

    key = Ed25519PublicKey.from_public_bytes(urlsafe_b64decode(kept["public_key"]))
    text = json.dumps(
        kept["document"], ensure_ascii=False, separators=(",", ":"), sort_keys=True
    ).encode()

    # Raises InvalidSignature when it is not.
    key.verify(urlsafe_b64decode(kept["signature"]), text)


def test_the_command_says_that_a_file_is_whole(sitting, tmp_path):
    out = StringIO()

    call_command("verify_results", kept_file(tmp_path, confirm(sitting)), stdout=out)

    assert "Đã ký, còn nguyên" in out.getvalue()


def test_the_command_refuses_a_changed_file(sitting, tmp_path):
    path = kept_file(tmp_path, confirm(sitting), number=2)

    with pytest.raises(CommandError, match="sửa sau khi ký"):
        call_command("verify_results", path)


def test_the_command_names_what_differs_from_the_file(sitting, tmp_path):
    path, out = kept_file(tmp_path, confirm(sitting)), StringIO()
    first = sitting.attempts.select_related("learner").order_by("learner__sort_key")[0]
    Attempt.objects.filter(pk=first.pk).update(score=Decimal(3))

    with pytest.raises(CommandError, match="khác"):
        call_command("verify_results", path, stdout=out)

    assert first.learner.full_name in out.getvalue()


def test_the_command_refuses_what_is_no_such_file(tmp_path):
    path = tmp_path / "other.json"
    path.write_text('{"a": 1}')

    with pytest.raises(CommandError, match=r"other\.json"):
        call_command("verify_results", path)


def test_the_signed_file_is_for_those_who_see_the_class(client, sitting):
    confirm(sitting)
    url = reverse("assessments:download_signed", args=[sitting.public_id])
    answers = []
    for person in (sitting.created_by, HeadFactory(school=sitting.school), HeadFactory()):
        client.force_login(person)
        answers.append(client.get(url).status_code)

    assert answers == [200, 200, 404]
    assert '"name"' not in client.get(url).content.decode()
