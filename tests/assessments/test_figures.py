"""Figures: sittings counted once, tests reported, banks told, pages that compute nothing."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import InboxMessage
from assessments.actions.figures import fit_curves, report_test, tally_sitting
from assessments.actions.scoring import score_attempt
from assessments.models import Attempt, ItemFigure, KeyDoubt, Sitting, SittingTally, TestReport
from assessments.queries.figures import count_sitting, list_uncounted
from core.jobs.runner import run_due_jobs
from core.models import Job
from tests.factories.accounts import HeadFactory, PupilFactory, SchoolClassFactory, TeacherFactory
from tests.factories.assessments import (
    choice_content,
    make_attempt,
    make_sitting,
    number_content,
    right_answers,
    statements_content,
)

pytestmark = pytest.mark.django_db

CONTENTS = [choice_content(f"Câu {n}") for n in range(1, 4)]


@pytest.fixture(autouse=True)
def _no_heartbeat(settings):
    settings.JOB_HEARTBEAT = False


def taken(pupils: int = 4, contents: list | None = None) -> Sitting:
    """Pupil n has the first n questions wrong."""
    sitting = make_sitting(pupils=pupils, contents=contents or CONTENTS)
    for place, attempt in enumerate(sitting.attempts.select_related("learner", "paper")):
        wrong = set(range(1, place + 1))
        answers = right_answers(attempt.paper, wrong=wrong)
        make_attempt(sitting, attempt.learner, scored=True, answers=answers)
    return sitting


def close(sitting: Sitting) -> Sitting:
    now = timezone.now()
    sitting.opens_at, sitting.closes_at = now - timedelta(hours=2), now - timedelta(minutes=1)
    sitting.save()
    return sitting


def test_a_closed_sitting_is_counted_and_its_test_reported_by_jobs():
    sitting = close(taken())

    from core.actions import enqueue

    enqueue("assessments.count_sittings")
    run_due_jobs()

    report = TestReport.objects.get(test=sitting.test, school=None)
    assert report.size == 4
    assert [item["facility"] for item in report.figures["items"]] == [0.25, 0.5, 0.75]
    assert TestReport.objects.filter(test=sitting.test, school=sitting.school).exists()
    assert not list_uncounted(timezone.now())
    assert not Job.objects.filter(state=Job.State.FAILED)


def test_an_open_sitting_is_not_counted_by_the_clock():
    taken()

    assert not list_uncounted(timezone.now())


def test_a_mark_that_changes_afterwards_has_the_sitting_counted_again():
    sitting = close(taken())
    tally_sitting(sitting, now=timezone.now())
    attempt = sitting.attempts.first()
    Attempt.objects.filter(pk=attempt.pk).update(state=Attempt.State.SUBMITTED)

    score_attempt(attempt.pk, now=timezone.now())

    assert list(list_uncounted(timezone.now())) == [sitting]


def test_counting_twice_gives_one_row_and_the_same_counts():
    sitting = taken()
    first = tally_sitting(sitting, now=timezone.now()).counts

    second = tally_sitting(sitting, now=timezone.now()).counts

    assert first == second
    assert SittingTally.objects.count() == 1


def test_choices_are_counted_by_what_options_say_with_blanks_apart():
    sitting = make_sitting(pupils=3, contents=[choice_content()])
    first, second, _third = sitting.attempts.select_related("learner", "paper")
    make_attempt(sitting, first.learner, scored=True, answers=right_answers(first.paper))
    make_attempt(sitting, second.learner, scored=True)

    item = next(iter(count_sitting(sitting).items.values()))

    part = item.parts[""]
    assert list(part.names.values()) == ["2", "3", "5", "7"]
    by_text = {part.names.get(choice, ""): n for (choice, _m, _t), n in part.counts.items()}
    assert by_text == {"2": 1, "": 1}


def test_statements_are_counted_one_by_one_and_numbers_in_one_spelling():
    sitting = make_sitting(pupils=1, contents=[statements_content(), number_content()])
    attempt = sitting.attempts.select_related("learner", "paper").get()
    answers = {**right_answers(attempt.paper), 2: "8,50"}
    make_attempt(sitting, attempt.learner, scored=True, answers=answers)

    statements, number = count_sitting(sitting).items.values()

    assert [part.right for part in statements.parts.values()] == [["1"], ["0"], ["1"], ["0"]]
    assert [next(iter(part.counts))[0] for part in statements.parts.values()] == list("1010")
    assert number.parts[""].right == ["8.5"]
    assert next(iter(number.parts[""].counts))[0] == "8.5"


def wrongly_keyed() -> Sitting:
    """Twenty-four pupils; the better half chooses what the key of question 1 calls wrong."""
    sitting = make_sitting(pupils=24, contents=CONTENTS)
    for place, attempt in enumerate(sitting.attempts.select_related("learner", "paper")):
        is_good = place < 12
        wrong = {1} if is_good else {2, 3}
        answers = right_answers(attempt.paper, wrong=wrong)
        make_attempt(sitting, attempt.learner, scored=True, answers=answers)
    return sitting


def test_a_possible_wrong_key_tells_the_owner_once_and_the_bank_learns():
    sitting = wrongly_keyed()
    tally_sitting(sitting, now=timezone.now())

    report_test(sitting.test, now=timezone.now())
    report_test(sitting.test, now=timezone.now())

    doubt = KeyDoubt.objects.get()
    assert doubt.version.stem_text == "Câu 1"
    assert doubt.evidence["key"]["r"] < 0 < doubt.evidence["rival"]["r"]
    assert InboxMessage.objects.filter(recipient=sitting.test.owner).count() == 1
    assert ItemFigure.objects.get(version=doubt.version).facility == 500


def test_the_expected_difficulty_waits_for_thirty_answers():
    few = taken(pupils=4)
    tally_sitting(few, now=timezone.now())
    report_test(few.test, now=timezone.now())
    question = ItemFigure.objects.first().version.question
    assert question.expected_difficulty is None

    ItemFigure.objects.filter(version__question=question).update(size=30)
    from assessments.actions.figures import _set_difficulty

    _set_difficulty(question.pk)

    question.refresh_from_db()
    assert question.expected_difficulty == Decimal("0.25")


def test_curves_need_fifty_pupils():
    sitting = taken(pupils=4)
    tally_sitting(sitting, now=timezone.now())
    report_test(sitting.test, now=timezone.now())

    assert fit_curves(sitting.test) is None
    assert TestReport.objects.get(school=None).curves == {}


def reported(pupils: int = 4, sittings: int = 1) -> Sitting:
    sitting = taken(pupils=pupils)
    for _ in range(sittings - 1):
        school_class = SchoolClassFactory(school=sitting.school)
        other = make_sitting(school_class, sitting.test, pupils=pupils)
        for attempt in other.attempts.select_related("learner"):
            make_attempt(other, attempt.learner, scored=True)
        tally_sitting(other, now=timezone.now())
    tally_sitting(sitting, now=timezone.now())
    report_test(sitting.test, now=timezone.now())
    return sitting


@pytest.mark.parametrize("sittings", [1, 3])
def test_the_page_of_figures_costs_the_same_whatever_the_size(
    client, django_assert_max_num_queries, sittings
):
    sitting = reported(pupils=2 + sittings, sittings=sittings)
    client.force_login(sitting.test.owner)

    with django_assert_max_num_queries(14):
        response = client.get(reverse("assessments:show_analysis", args=[sitting.test.public_id]))

    assert response.status_code == 200
    assert "Câu 1" in response.content.decode()


def test_a_colleague_does_not_find_the_figures(client):
    sitting = reported()
    client.force_login(TeacherFactory(teaches=[sitting.school_class]))

    response = client.get(reverse("assessments:show_analysis", args=[sitting.test.public_id]))

    assert response.status_code == 404


def test_who_answers_for_the_school_reads_its_part_and_another_does_not(client):
    sitting = reported()
    address = reverse("assessments:show_analysis", args=[sitting.test.public_id])
    head = HeadFactory(school=sitting.school)
    stranger = HeadFactory()

    client.force_login(head)
    assert client.get(address).status_code == 200
    client.force_login(stranger)
    assert client.get(address).status_code == 404


def test_a_pupil_does_not_find_the_list_of_figures(client):
    client.force_login(PupilFactory(school_class=SchoolClassFactory()))

    assert client.get(reverse("assessments:list_analyses")).status_code == 404


def test_the_owner_decides_a_doubt_and_it_leaves_the_list(client):
    sitting = wrongly_keyed()
    tally_sitting(sitting, now=timezone.now())
    report_test(sitting.test, now=timezone.now())
    doubt = KeyDoubt.objects.get()
    address = reverse("assessments:decide_doubt", args=[doubt.public_id])

    client.force_login(TeacherFactory(teaches=[sitting.school_class]))
    assert client.post(address, {"giu": "1"}).status_code == 404
    client.force_login(sitting.test.owner)
    assert client.post(address, {"giu": "1"}).status_code == 302

    doubt.refresh_from_db()
    assert doubt.state == KeyDoubt.State.KEPT
    assert "Câu 1" not in client.get(reverse("assessments:list_doubts")).content.decode()
