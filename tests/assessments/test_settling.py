"""After scoring: mended keys, appeals, confirmations, files of results."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from accounts.models import AuditEntry, InboxMessage
from assessments.actions.regrades import ask_regrade
from assessments.actions.settling import ask_appeal, confirm_results, manifest_digest
from assessments.analysis.counting import option_name
from assessments.errors import KeyChangeError, ResultsNotCompleteError
from assessments.models import Appeal, Attempt, Confirmation, Regrade, Sitting
from assessments.queries.settling import build_manifest, mark_of_ten
from assessments.scoring import score_item
from core.jobs.runner import run_due_jobs
from tests.factories.accounts import HeadFactory, ParentFactory, PupilFactory, TeacherFactory
from tests.factories.assessments import (
    choice_content,
    essay_content,
    make_attempt,
    make_sitting,
    number_content,
    read_body,
    right_answers,
    statements_content,
)

pytestmark = pytest.mark.django_db

CONTENTS = [choice_content(), number_content(), statements_content()]


@pytest.fixture(autouse=True)
def _no_heartbeat(settings):
    settings.JOB_HEARTBEAT = False


def taken(pupils: int = 2, contents: list | None = None) -> Sitting:
    """The first pupil has the first question wrong, the others have all right."""
    sitting = make_sitting(pupils=pupils, contents=contents or CONTENTS)
    attempts = sitting.attempts.select_related("learner", "paper").order_by("learner__sort_key")
    for place, attempt in enumerate(attempts):
        answers = right_answers(attempt.paper, wrong=set() if place else {1})
        make_attempt(sitting, attempt.learner, scored=True, answers=answers)
    return sitting


def closed(sitting: Sitting) -> Sitting:
    now = timezone.now()
    sitting.opens_at, sitting.closes_at = now - timedelta(hours=2), now - timedelta(minutes=1)
    sitting.save()
    return sitting


def first(sitting: Sitting) -> Attempt:
    return sitting.attempts.order_by("learner__sort_key")[0]


def mend(sitting: Sitting, position: int, change: dict) -> Regrade:
    return ask_regrade(
        sitting.test,
        position,
        change=change,
        reason="Đáp án in nhầm",
        by=sitting.test.owner,
        now=timezone.now(),
    )


def chosen_option(attempt: Attempt) -> str:
    """Return the name of what the pupil chose in question 1."""
    token = attempt.answers.get(position=1).value
    options = read_body(attempt.paper)["items"][0]["options"]
    return next(option_name(each["html"]) for each in options if each["t"] == token)


def test_a_mended_key_changes_scores_both_ways_and_keeps_before_and_after():
    sitting = taken()
    attempt = first(sitting)
    assert attempt.score < 10

    regrade = mend(sitting, 1, {"kind": "options", "right": [chosen_option(attempt)]})
    run_due_jobs()

    regrade.refresh_from_db()
    scores = list(sitting.attempts.order_by("learner__sort_key").values_list("score", flat=True))
    assert scores[0] == 10
    assert scores[1] < 10
    assert regrade.done_at is not None
    assert [each["before"] != each["after"] for each in regrade.changes] == [True, True]
    assert AuditEntry.objects.filter(verb__in=["key.change", "key.regraded"]).count() == 2


def test_full_marks_for_everybody_also_reach_those_who_left_it_blank():
    sitting = make_sitting(pupils=1, contents=CONTENTS)
    make_attempt(sitting, scored=True)

    mend(sitting, 1, {"kind": "all"})
    run_due_jobs()

    assert sitting.attempts.get().score == Decimal("3.33")


def test_running_the_job_again_changes_nothing():
    sitting = taken()
    regrade = mend(sitting, 2, {"kind": "number", "value": "9", "tolerance": "0"})
    run_due_jobs()
    before = Regrade.objects.get().changes

    from core.actions import enqueue

    enqueue("assessments.regrade", regrade.pk)
    run_due_jobs()

    assert Regrade.objects.get().changes == before


def test_statements_are_mended_by_what_they_say():
    sitting = taken(pupils=1)
    names = [
        option_name(each["html"])
        for each in read_body(sitting.test.paper)["items"][2]["statements"]
    ]

    regrade = mend(sitting, 3, {"kind": "statements", "true": names})

    assert list(regrade.after["statements"].values()) == [True] * 4


@pytest.mark.parametrize(
    "change", [{"kind": "number", "value": "1", "tolerance": "0"}, {"kind": "options", "right": []}]
)
def test_a_change_that_does_not_fit_is_refused(change):
    with pytest.raises(KeyChangeError):
        mend(taken(pupils=1), 1, change)


def test_a_key_that_was_taken_out_gives_its_points_to_any_answer():
    key = {"type": "single_choice", "points": "2", "options": {}, "is_given": True}

    assert score_item(key, None).points == 2


def test_the_owner_mends_by_the_form_and_a_colleague_does_not_find_it(client):
    sitting = taken()
    address = reverse("assessments:ask_regrade", args=[sitting.test.public_id, 1])
    fields = {"way": "key", "right": [chosen_option(first(sitting))], "reason": "Nhầm"}

    client.force_login(TeacherFactory(teaches=[sitting.school_class]))
    assert client.post(address, fields).status_code == 404
    client.force_login(sitting.test.owner)
    assert "Chọn số chẵn" in client.get(address).content.decode()
    response = client.post(address, fields)
    run_due_jobs()

    page = client.get(response.url).content.decode()
    assert first(sitting).learner.full_name in page


def test_an_appeal_is_asked_once_answered_once_and_keeps_both_scores(client):
    sitting = taken()
    attempt = first(sitting)
    ask_address = reverse("assessments:ask_appeal", args=[attempt.public_id])
    client.force_login(attempt.learner)
    client.post(ask_address, {"reason": "Câu 1 em chọn đúng."})
    client.post(ask_address, {"reason": "Câu 1 em chọn đúng."})
    appeal = Appeal.objects.get()
    mend(sitting, 1, {"kind": "all"})
    run_due_jobs()

    client.force_login(sitting.created_by)
    client.post(
        reverse("assessments:answer_appeal", args=[appeal.public_id]), {"answer": "Em nói đúng."}
    )

    appeal.refresh_from_db()
    assert appeal.state == Appeal.State.CHANGED
    assert appeal.score_after > appeal.score_before
    assert InboxMessage.objects.filter(recipient=attempt.learner).exists()
    client.force_login(attempt.learner)
    assert "Em nói đúng." in client.get(ask_address).content.decode()


def test_a_parent_may_ask_and_a_stranger_may_not(client):
    sitting = taken(pupils=1)
    attempt = first(sitting)
    address = reverse("assessments:ask_appeal", args=[attempt.public_id])

    client.force_login(ParentFactory(child=attempt.learner))
    assert client.post(address, {"reason": "Xin xem lại."}).status_code == 302
    for person in (ParentFactory(), PupilFactory(school_class=sitting.school_class)):
        client.force_login(person)
        assert client.get(address).status_code == 404


def test_only_who_gave_the_test_answers_an_appeal(client):
    sitting = taken(pupils=1)
    attempt = first(sitting)
    appeal = ask_appeal(attempt, reason="?", by=attempt.learner, now=timezone.now())
    address = reverse("assessments:answer_appeal", args=[appeal.public_id])

    for person in (TeacherFactory(teaches=[sitting.school_class]), attempt.learner):
        client.force_login(person)
        assert client.post(address, {"answer": "Không."}).status_code == 404
    assert Appeal.objects.get().state == Appeal.State.ASKED


def test_results_are_confirmed_when_closed_and_complete_and_sealed_in_the_audit():
    sitting = closed(taken())

    made = confirm_results(sitting, by=sitting.created_by, now=timezone.now())
    again = confirm_results(sitting, by=sitting.created_by, now=timezone.now())

    assert made.pk == again.pk
    assert made.sha256 == manifest_digest(build_manifest(sitting))
    assert AuditEntry.objects.get(verb="results.confirm").detail["sha256"] == made.sha256


def test_a_changed_score_is_confirmed_anew_under_the_next_number():
    sitting = closed(taken())
    confirm_results(sitting, by=sitting.created_by, now=timezone.now())
    mend(sitting, 1, {"kind": "all"})
    run_due_jobs()

    confirm_results(sitting, by=sitting.created_by, now=timezone.now())

    assert [each.number for each in Confirmation.objects.order_by("number")] == [1, 2]


def test_open_or_unmarked_results_cannot_be_confirmed():
    still_open = taken(pupils=1)
    unmarked = make_sitting(pupils=1, contents=[essay_content()])
    make_attempt(unmarked, scored=True, answers={1: "Vì có diệp lục."})

    for sitting in (still_open, closed(unmarked)):
        with pytest.raises(ResultsNotCompleteError):
            confirm_results(sitting, by=sitting.created_by, now=timezone.now())


def test_a_head_reads_the_results_but_does_not_confirm_and_a_stranger_finds_nothing(client):
    sitting = closed(taken())
    page = reverse("assessments:show_sitting_results", args=[sitting.public_id])
    confirm = reverse("assessments:confirm_results", args=[sitting.public_id])

    client.force_login(HeadFactory(school=sitting.school))
    assert client.get(page).status_code == 200
    assert client.post(confirm).status_code == 404
    client.force_login(HeadFactory())
    names = ("show_sitting_results", "export_results", "print_results")
    addresses = [reverse(f"assessments:{name}", args=[sitting.public_id]) for name in names]
    assert {client.get(address).status_code for address in addresses} == {404}


@pytest.mark.parametrize("pupils", [2, 6])
def test_the_list_of_results_costs_the_same_whatever_the_size(
    client, django_assert_max_num_queries, pupils
):
    sitting = taken(pupils=pupils)
    client.force_login(sitting.created_by)

    with django_assert_max_num_queries(20):
        response = client.get(reverse("assessments:show_sitting_results", args=[sitting.public_id]))

    assert response.status_code == 200


def test_pupils_stand_in_the_order_of_names_never_of_marks(client):
    sitting = taken(pupils=3)
    client.force_login(sitting.created_by)

    page = client.get(
        reverse("assessments:show_sitting_results", args=[sitting.public_id])
    ).content.decode()

    names = [each.learner.full_name for each in sitting.attempts.order_by("learner__sort_key")]
    assert [page.index(f">{name}<") for name in names] == sorted(
        page.index(f">{name}<") for name in names
    )


def test_the_excel_file_holds_marks_as_numbers_and_names_as_texts(client):
    sitting = taken(pupils=1)
    learner = first(sitting).learner
    learner.full_name = "=1+1"
    learner.save()
    client.force_login(sitting.created_by)

    response = client.get(
        reverse("assessments:export_results", args=[sitting.public_id]), {"mau": "smas"}
    )

    sheet = load_workbook(BytesIO(response.content)).active
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]] == ["STT", "Mã học sinh", "Họ và tên", "Điểm"]
    assert (rows[1][2].value, rows[1][2].data_type) == ("=1+1", "s")
    assert rows[1][3].value == 6.7


def test_the_pdf_lists_names_and_the_digest(client):
    sitting = closed(taken())
    made = confirm_results(sitting, by=sitting.created_by, now=timezone.now())
    client.force_login(sitting.created_by)

    response = client.get(reverse("assessments:print_results", args=[sitting.public_id]))

    text = PdfReader(BytesIO(response.content)).pages[0].extract_text().replace("\n", "")
    assert first(sitting).learner.full_name in text
    assert made.sha256[:16] in text


@pytest.mark.parametrize(
    ("score", "mark"), [("8.25", "8.3"), ("8.24", "8.2"), ("0", "0.0"), (None, None)]
)
def test_the_mark_has_one_decimal_half_up(score, mark):
    score = None if score is None else Decimal(score)

    assert mark_of_ten(score, Decimal(10)) == (None if mark is None else Decimal(mark))
