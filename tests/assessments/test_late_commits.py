"""Answers that are committed beside handing in and scoring, keys of papers still in use, withdrawals."""

import json
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from assessments.actions.attempts import start_attempt, submit_attempt
from assessments.actions.scoring import close_due_attempts, fold_stragglers, score_attempt
from assessments.actions.sittings import restore_sitting, withdraw_sitting
from assessments.batches import DraftBatch, Outcome, record_batches
from assessments.errors import SittingWithdrawnError
from assessments.models import AnswerBatch, Attempt
from assessments.queries.results import find_what_to_show
from assessments.tokens import get_month
from core.queries import list_jobs
from tests.factories.accounts import PupilFactory, SchoolClassFactory, TeacherFactory
from tests.factories.assessments import (
    AttemptFactory,
    make_attempt,
    make_sitting,
    make_test,
    right_answers,
    save_answers,
)
from tests.support.product import wait_until

MINUTE = timedelta(minutes=1)


def draft(attempt: Attempt, seq: int, answers: dict) -> DraftBatch:
    events = json.dumps([{"q": position, "a": value} for position, value in answers.items()])
    return DraftBatch(attempt.pk, attempt.epoch, seq, get_month(attempt), events)


@pytest.mark.django_db
def test_batches_committed_beside_the_scoring_are_folded_and_scored():
    attempt = AttemptFactory(running=True)
    submit_attempt(attempt, now=timezone.now())
    score_attempt(attempt.pk, now=timezone.now())
    late = draft(attempt, 1, right_answers(attempt.paper))
    row = {**vars(late), "received_at": timezone.now(), "is_aside": False}
    AnswerBatch.objects.create(**row)

    outcome = record_batches([late], now=timezone.now())
    changes = [fold_stragglers(attempt.pk, now=timezone.now()) for _ in range(2)]

    attempt.refresh_from_db()
    jobs = [job.name for job in list_jobs() if "fold" in job.name]
    assert outcome == [Outcome.CLOSED]
    assert jobs == ["assessments.fold_stragglers"]
    assert changes == [True, False]
    assert (attempt.state, attempt.score) == ("scored", 10)


class HoldingConnection(threading.Thread):
    """Holds an uncommitted row with a batch's key, so that the batch's statement waits in the middle."""

    def __init__(self, batch):
        super().__init__(daemon=True)
        self.batch = batch
        self.is_held, self.may_go = threading.Event(), threading.Event()

    def run(self):
        with transaction.atomic():
            AnswerBatch.objects.create(
                **vars(self.batch), received_at=timezone.now(), is_aside=False
            )
            self.is_held.set()
            self.may_go.wait(20)
            transaction.set_rollback(True)
        connection.close()


class SavingConnection(threading.Thread):
    """Records a batch as the intake does."""

    def __init__(self, batch):
        super().__init__(daemon=True)
        self.batch, self.outcome = batch, []

    def run(self):
        self.outcome = record_batches([self.batch], now=timezone.now())
        connection.close()


def is_somebody_waiting():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_statement_that_commits_after_the_scoring_is_told_and_folded():
    attempt = AttemptFactory(running=True)
    batch = draft(attempt, 1, right_answers(attempt.paper))
    holding, saving = HoldingConnection(batch), SavingConnection(batch)
    holding.start()
    assert holding.is_held.wait(10)
    saving.start()
    wait_until(is_somebody_waiting, seconds=10, what="the statement waits")

    submit_attempt(attempt, now=timezone.now())
    scored = score_attempt(attempt.pk, now=timezone.now())
    holding.may_go.set()
    holding.join()
    saving.join()

    assert scored.score == 0
    assert saving.outcome == [Outcome.SAVED]
    assert AnswerBatch.objects.filter(is_aside=False).count() == 1
    assert [job.name for job in list_jobs() if "fold" in job.name]
    assert fold_stragglers(attempt.pk, now=timezone.now())
    attempt.refresh_from_db()
    assert attempt.score == 10


@pytest.mark.django_db
def test_keys_wait_for_every_sitting_of_the_same_paper():
    school_class, other = SchoolClassFactory(), SchoolClassFactory()
    test = make_test(TeacherFactory(teaches=[school_class, other]))
    PupilFactory(school_class=school_class)
    attempt = make_attempt(make_sitting(school_class, test, show="answers"), submitted=True)
    end = attempt.sitting.closes_at + 11 * MINUTE
    later = make_sitting(other, test, opens_at=end + MINUTE, closes_at=end + 60 * MINUTE)

    shown = [find_what_to_show(attempt, now=end + wait * MINUTE) for wait in (0, 30, 71)]
    withdraw_sitting(later, now=end)

    assert shown == ["score", "score", "answers"]
    assert find_what_to_show(attempt, now=end + MINUTE) == "answers"


@pytest.mark.django_db
def test_keys_wait_for_a_pupil_with_extra_time():
    sitting = make_sitting(pupils=2, show="answers")
    first, second = sitting.attempts.order_by("pk")
    done = make_attempt(sitting, first.learner, submitted=True)
    make_attempt(sitting, second.learner, running=True)
    end = sitting.closes_at + 11 * MINUTE
    sitting.attempts.filter(pk=second.pk).update(grace_until=end + 20 * MINUTE)

    assert find_what_to_show(done, now=end) == "score"
    assert find_what_to_show(done, now=end + 21 * MINUTE) == "answers"


@pytest.mark.django_db
def test_a_withdrawn_sitting_ends_running_attempts_and_keeps_what_comes_within_the_grace():
    attempt = AttemptFactory(running=True)
    now = timezone.now()
    save_answers(attempt, {5: "Hà Nội"}, now=now)

    withdraw_sitting(attempt.sitting, now=now)
    late = record_batches([draft(attempt, 2, {4: "8,5"})], now=now + MINUTE)
    closed = close_due_attempts(now=now + 11 * MINUTE)
    scored = score_attempt(attempt.pk, now=now + 11 * MINUTE)

    assert (late, closed) == ([Outcome.SAVED], 1)
    assert (scored.score, scored.has_late_answers) == (4, True)


@pytest.mark.django_db
def test_a_withdrawn_sitting_takes_nobody_in_until_it_is_given_again():
    attempt = AttemptFactory()
    enter = {"learner": attempt.learner, "now": timezone.now()}

    withdraw_sitting(attempt.sitting, now=timezone.now())
    with pytest.raises(SittingWithdrawnError):
        start_attempt(attempt.sitting.public_id, **enter)
    restore_sitting(attempt.sitting)

    assert start_attempt(attempt.sitting.public_id, **enter).epoch == 1
