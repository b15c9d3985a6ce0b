"""Starting, saving, taking over, handing in, scoring."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from assessments.actions.attempts import prepare_attempt, start_attempt, submit_attempt
from assessments.actions.scoring import close_due_attempts, score_attempt
from assessments.actions.sittings import schedule_sitting
from assessments.batches import DraftBatch, Outcome, record_batches
from assessments.errors import SittingClosedError, SittingNotOpenError
from assessments.models import AnswerBatch, Attempt
from assessments.queries.attempts import access_attempt, access_sitting, find_attempt
from assessments.queries.results import find_what_to_show, list_question_stats, list_results
from core.errors import NotFoundError
from core.queries import list_jobs
from tests.factories.accounts import (
    HeadFactory,
    PupilFactory,
    SchoolClassFactory,
    SchoolFactory,
    TeacherFactory,
)
from tests.factories.assessments import (
    AttemptFactory,
    SittingFactory,
    make_attempt,
    make_sitting,
    make_test,
    right_answers,
    save_answers,
)

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def draft(attempt: Attempt, seq: int, *events: dict, epoch: int | None = None) -> DraftBatch:
    epoch = attempt.epoch if epoch is None else epoch
    return DraftBatch(attempt.pk, epoch, seq, 202611, json.dumps(events))


def test_scheduling_prepares_one_attempt_a_pupil_and_again_changes_nothing():
    school_class = SchoolClassFactory()
    pupils = [PupilFactory(school_class=school_class) for _ in range(3)]
    test = make_test()
    opens = timezone.now()
    fields = {"opens_at": opens, "closes_at": opens + MINUTE, "by": test.owner, "now": opens}

    first = schedule_sitting(test, school_class=school_class, **fields)
    again = schedule_sitting(test, school_class=school_class, **fields)

    assert again == first
    assert sorted(first.attempts.values_list("learner_id", flat=True)) == [p.pk for p in pupils]


def test_moving_the_end_moves_it_for_attempts_that_are_not_over():
    sitting = make_sitting(pupils=1)
    later = sitting.closes_at + timedelta(days=1)

    schedule_sitting(
        sitting.test,
        school_class=sitting.school_class,
        opens_at=sitting.opens_at,
        closes_at=later,
        by=sitting.created_by,
        now=timezone.now(),
    )

    assert sitting.attempts.get().closes_at == later


def test_a_pupil_who_came_later_gets_an_attempt_and_others_do_not():
    sitting = make_sitting()
    late = PupilFactory(school_class=sitting.school_class)

    attempt = prepare_attempt(sitting, late)

    assert find_attempt(sitting, late) == attempt
    with pytest.raises(NotFoundError):
        prepare_attempt(sitting, PupilFactory())


def test_starting_sets_the_clock_once_and_raises_the_epoch_each_time():
    attempt = AttemptFactory(duration_minutes=15)
    start = timezone.now()

    first = start_attempt(attempt.sitting.public_id, learner=attempt.learner, now=start)
    second = start_attempt(attempt.sitting.public_id, learner=attempt.learner, now=start + MINUTE)

    assert (first.epoch, second.epoch) == (1, 2)
    assert second.started_at == start
    assert second.closes_at == start + 15 * MINUTE


@pytest.mark.parametrize(
    ("shift", "error"),
    [(timedelta(hours=-2), SittingNotOpenError), (timedelta(hours=2), SittingClosedError)],
)
def test_outside_its_window_a_sitting_lets_nobody_in(shift, error):
    attempt = AttemptFactory()

    with pytest.raises(error):
        start_attempt(
            attempt.sitting.public_id, learner=attempt.learner, now=timezone.now() + shift
        )


def test_a_replayed_batch_is_acknowledged_and_kept_once():
    attempt = AttemptFactory(running=True)
    batch = draft(attempt, 1, {"q": 1, "a": "x"})

    outcomes = [record_batches([batch, batch], now=timezone.now()) for _ in range(3)]

    assert outcomes == [[Outcome.SAVED, Outcome.SAVED]] * 3
    assert AnswerBatch.objects.count() == 1


def test_saving_is_one_statement(django_assert_num_queries):
    attempt = AttemptFactory(running=True)

    # PostgreSQL looks once more whether the attempt was closed meanwhile.
    with django_assert_num_queries(2 if connection.vendor == "postgresql" else 1):
        record_batches([draft(attempt, 1, {"q": 1, "a": "x"})], now=timezone.now())


def test_batches_fold_in_the_order_of_the_device_however_they_arrive():
    attempt = AttemptFactory(running=True)
    now = timezone.now()

    record_batches([draft(attempt, 3, {"q": 5, "a": "ba"})], now=now)
    record_batches([draft(attempt, 1, {"q": 5, "a": "một"}, {"q": 4, "a": "1"})], now=now)
    record_batches([draft(attempt, 2, {"q": 5, "a": "hai"})], now=now)
    submit_attempt(attempt, now=now)

    assert dict(attempt.answers.values_list("position", "value")) == {4: "1", 5: "ba"}


def test_the_old_device_is_kept_and_told_but_does_not_win():
    attempt = AttemptFactory(running=True)
    now = timezone.now()
    newer = start_attempt(attempt.sitting.public_id, learner=attempt.learner, now=now)
    record_batches([draft(newer, 1, {"q": 5, "a": "mới"})], now=now)

    old = [draft(attempt, 9, {"q": 5, "a": "cũ"}, {"q": 4, "a": "7"}, epoch=1)]
    outcomes = [record_batches(old, now=now), record_batches(old, now=now)]
    submit_attempt(newer, now=now)

    assert outcomes == [[Outcome.TAKEN_OVER]] * 2
    assert dict(newer.answers.values_list("position", "value")) == {4: "7", 5: "mới"}


def test_what_comes_after_handing_in_is_kept_aside_and_changes_no_answer():
    attempt = AttemptFactory(running=True)
    save_answers(attempt, {5: "trước"})
    submit_attempt(attempt, now=timezone.now())

    outcome = record_batches([draft(attempt, 2, {"q": 5, "a": "sau"})], now=timezone.now())
    score_attempt(attempt.pk, now=timezone.now())

    assert outcome == [Outcome.CLOSED]
    assert AnswerBatch.objects.filter(is_aside=True).count() == 1
    assert attempt.answers.get().value == "trước"


def test_after_the_grace_nothing_is_taken():
    attempt = AttemptFactory(running=True)

    outcome = record_batches(
        [draft(attempt, 1, {"q": 5, "a": "sau"})], now=attempt.grace_until + MINUTE
    )

    assert outcome == [Outcome.REFUSED]
    assert not AnswerBatch.objects.exists()


def test_answers_within_the_grace_count_and_leave_a_mark():
    attempt = AttemptFactory(running=True)
    save_answers(attempt, {5: "Hà Nội"}, now=attempt.closes_at + MINUTE)

    closed = close_due_attempts(now=attempt.grace_until + MINUTE)
    attempt = score_attempt(attempt.pk, now=attempt.grace_until + MINUTE)

    assert closed == 1
    assert attempt.has_late_answers
    assert attempt.answers.get().is_late
    assert attempt.score == 2
    assert attempt.submitted_at == attempt.closes_at


def test_an_attempt_that_nobody_started_takes_no_batch():
    attempt = AttemptFactory()

    outcome = record_batches([draft(attempt, 1, {"q": 1, "a": "x"})], now=timezone.now())

    assert outcome == [Outcome.REFUSED]


def test_submitting_twice_asks_for_scoring_once():
    attempt = AttemptFactory(running=True)

    submit_attempt(attempt, now=timezone.now())
    submit_attempt(attempt, now=timezone.now() + MINUTE)

    names = [job.name for job in list_jobs(about=attempt)]
    assert names == ["assessments.record_start", "assessments.score_attempt"]


def test_all_right_gives_ten_and_scoring_again_changes_nothing():
    attempt = AttemptFactory(running=True)
    save_answers(attempt, right_answers(attempt.paper))
    submit_attempt(attempt, now=timezone.now())

    first = score_attempt(attempt.pk, now=timezone.now())
    again = score_attempt(attempt.pk, now=timezone.now() + MINUTE)

    assert (first.score, first.max_score) == (Decimal(10), Decimal(10))
    assert again.scored_at == first.scored_at


def test_results_stand_in_the_order_of_the_class_list(django_assert_num_queries):
    school_class = SchoolClassFactory()
    binh = PupilFactory(school_class=school_class, full_name="Trần Văn Bình")
    an = PupilFactory(school_class=school_class, full_name="Vũ Thị An")
    sitting = make_sitting(school_class)
    make_attempt(sitting, binh, scored=True, answers=right_answers(sitting.test.paper))

    with django_assert_num_queries(1):
        results = list_results(sitting)

    assert [(r.learner, r.state, r.score) for r in results] == [
        (an, "prepared", None),
        (binh, "scored", Decimal(10)),
    ]


def test_the_weak_question_has_the_lowest_facility():
    sitting = make_sitting(pupils=2)
    first, second = (attempt.learner for attempt in sitting.attempts.all())
    make_attempt(sitting, first, scored=True, answers=right_answers(sitting.test.paper))
    answers = right_answers(sitting.test.paper, wrong={4})
    make_attempt(sitting, second, scored=True, answers=answers)

    stats = list_question_stats(sitting)

    assert [stat.facility for stat in stats] == [1, 1, 1, Decimal("0.5"), 1]
    assert [stat.answered for stat in stats] == [2] * 5


def test_people_of_another_school_find_neither_sitting_nor_attempt():
    attempt = AttemptFactory()
    stranger = TeacherFactory(school=SchoolFactory())

    with pytest.raises(NotFoundError):
        access_sitting(stranger, attempt.sitting.public_id)
    with pytest.raises(NotFoundError):
        access_attempt(stranger, attempt.public_id)


def test_teacher_head_and_learner_find_the_attempt_and_a_classmate_does_not():
    attempt = AttemptFactory()
    sitting = attempt.sitting
    head = HeadFactory(school=sitting.school)
    classmate = PupilFactory(school_class=sitting.school_class)

    found = [access_attempt(person, attempt.public_id) for person in (head, attempt.learner)]

    assert found == [attempt] * 2
    with pytest.raises(NotFoundError):
        access_attempt(classmate, attempt.public_id)
    assert access_sitting(classmate, sitting.public_id) == sitting


@pytest.mark.parametrize(
    ("show", "before", "after"),
    [
        ("score", "score", "score"),
        ("answers", "score", "answers"),
        ("nothing", "later", "score"),
    ],
)
def test_answers_wait_until_the_sitting_is_closed(show, before, after):
    attempt = make_attempt(make_sitting(pupils=1, show=show), submitted=True)
    end = attempt.sitting.closes_at + timedelta(seconds=attempt.sitting.grace_seconds)

    assert find_what_to_show(attempt, now=end - MINUTE) == before
    assert find_what_to_show(attempt, now=end) == after


def test_an_unfinished_attempt_shows_nothing():
    attempt = AttemptFactory(running=True)

    assert find_what_to_show(attempt, now=timezone.now()) == "unfinished"
    assert SittingFactory
