"""Appeals before a second person: any question, with a reason, standing over key and markers."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, InboxMessage
from assessments.actions.appeal_marks import mark_appeal, name_reader
from assessments.actions.regrades import ask_regrade
from assessments.actions.settling import ask_appeal, confirm_results
from assessments.errors import AppealLateError, PointsOutOfReachError, SamePersonError
from assessments.models import Answer, Appeal, AppealMark, Attempt
from core.jobs.runner import run_due_jobs
from core.models import RuleSet
from tests.factories.accounts import HeadFactory, TeacherFactory
from tests.factories.assessments import (
    choice_content,
    make_attempt,
    make_sitting,
    number_content,
    right_answers,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_heartbeat(settings):
    settings.JOB_HEARTBEAT = False


@pytest.fixture
def appeal() -> Appeal:
    """Ask about a test of two questions: the first is wrong, the second left blank."""
    sitting = make_sitting(pupils=1, contents=[choice_content(), number_content()])
    attempt = sitting.attempts.select_related("learner", "paper").get()
    answers = {1: right_answers(attempt.paper, wrong={1})[1]}
    attempt = make_attempt(sitting, attempt.learner, scored=True, answers=answers)
    return ask_appeal(attempt, reason="Câu 2", by=attempt.learner, now=timezone.now())


@pytest.fixture
def colleague(appeal):
    return TeacherFactory(school=appeal.attempt.school)


def give(appeal, by, position: int = 1, points: str = "2.5"):
    return mark_appeal(
        appeal,
        position,
        points=Decimal(points),
        reason="Chấp nhận cách làm khác",
        by=by,
        now=timezone.now(),
    )


def score_of(appeal) -> Decimal:
    return Attempt.objects.get(pk=appeal.attempt_id).score


def test_another_mark_counts_and_keeps_before_after_reason_and_audit(appeal, colleague):
    mark = give(appeal, colleague)

    entry = AuditEntry.objects.get(verb="appeal.mark")
    assert (mark.before, mark.after, score_of(appeal)) == (0, Decimal("2.5"), Decimal("2.5"))
    assert entry.detail["reason"] == "Chấp nhận cách làm khác"
    assert (
        Decimal(entry.detail["score_after"]) - Decimal(entry.detail["score_before"]) == mark.after
    )


def test_a_question_left_blank_gets_a_mark_too(appeal, colleague):
    give(appeal, colleague, position=2, points="5")

    assert score_of(appeal) == 5
    assert Answer.objects.get(attempt=appeal.attempt_id, position=2).score == 5


def test_the_mark_stands_when_the_key_is_mended_afterwards(appeal, colleague):
    give(appeal, colleague, position=2, points="3")
    test = appeal.attempt.sitting.test

    ask_regrade(test, 1, change={"kind": "all"}, reason="Sai", by=test.owner, now=timezone.now())
    run_due_jobs()

    assert score_of(appeal) == 8


def test_the_same_mark_again_changes_nothing(appeal, colleague):
    assert give(appeal, colleague) == give(appeal, colleague)
    assert AppealMark.objects.count() == 1


def test_who_gave_the_test_does_not_mark_its_appeal(appeal):
    teacher = appeal.attempt.sitting.created_by

    with pytest.raises(SamePersonError):
        give(appeal, teacher)
    with pytest.raises(SamePersonError):
        name_reader(appeal, teacher, by=teacher)


@pytest.mark.parametrize(("position", "points"), [(1, "5.01"), (3, "1")])
def test_points_that_the_question_has_not_are_refused(appeal, colleague, position, points):
    with pytest.raises(PointsOutOfReachError):
        give(appeal, colleague, position=position, points=points)

    assert not AppealMark.objects.exists()


def test_the_named_colleague_marks_by_the_page_and_nobody_else_finds_it(client, appeal, colleague):
    address = reverse("assessments:mark_appeal", args=[appeal.public_id])
    client.force_login(colleague)
    assert client.get(address).status_code == 404
    client.force_login(appeal.attempt.sitting.created_by)
    naming = reverse("assessments:name_appeal_reader", args=[appeal.public_id])
    client.post(naming, {"reader": colleague.pk})
    assert client.get(address).status_code == 404

    client.force_login(colleague)
    fields = {"position": "2", "points": "1,25", "reason": "Đúng một phần"}
    assert client.post(address, {**fields, "reason": ""}).status_code == 422
    client.post(address, fields)

    assert score_of(appeal) == Decimal("1.25")
    assert InboxMessage.objects.filter(recipient=colleague).exists()
    assert "Đúng một phần" in client.get(address).content.decode()


def test_a_colleague_does_not_name_a_reader(client, appeal, colleague):
    naming = reverse("assessments:name_appeal_reader", args=[appeal.public_id])
    for person in (colleague, HeadFactory(school=appeal.attempt.school)):
        client.force_login(person)
        assert client.post(naming, {"reader": colleague.pk}).status_code == 404


def test_the_time_to_appeal_ends_so_many_days_after_the_confirmation(client):
    sitting = make_sitting(pupils=1, contents=[choice_content()])
    attempt = make_attempt(sitting, scored=True, answers={1: "x"})
    now = timezone.now()
    sitting.opens_at, sitting.closes_at = now - timedelta(days=10), now - timedelta(days=9)
    sitting.save()
    confirm_results(sitting, by=sitting.created_by, now=now - timedelta(days=8))
    fields = {"reason": "Xin xem lại", "by": attempt.learner, "now": now}

    with pytest.raises(AppealLateError):
        ask_appeal(attempt, **fields)
    client.force_login(attempt.learner)
    page = client.get(reverse("assessments:ask_appeal", args=[attempt.public_id]))
    assert not page.context["may_ask"]

    RuleSet.objects.filter(code="assessments.appeals").update(body={"v": 1, "days": 10})
    assert ask_appeal(attempt, **fields).state == Appeal.State.ASKED


def test_what_waits_stands_on_the_page_of_today_and_in_the_list(client, appeal, colleague):
    teacher = appeal.attempt.sitting.created_by
    name_reader(appeal, colleague, by=teacher)
    pages = {}
    for person in (teacher, colleague, TeacherFactory(school=appeal.attempt.school)):
        client.force_login(person)
        today = client.get(reverse("lms:show_today")).content.decode()
        listed = client.get(reverse("assessments:list_marking")).content.decode()
        pages[person] = ("1 đơn phúc khảo" in today, appeal.public_id in listed)

    assert list(pages.values()) == [(True, True), (True, True), (False, False)]
