"""Jobs after starting and handing in: each takes effect once, however often it runs."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from assessments.events import attempt_scored
from assessments.models import Attempt
from core.actions import enqueue
from core.jobs.runner import run_due_jobs
from core.models import Job
from records.models import Statement
from tests.factories.assessments import AttemptFactory, right_answers, save_answers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_heartbeat(settings):
    settings.JOB_HEARTBEAT = False


def list_verbs(attempt: Attempt) -> list[str]:
    found = Statement.objects.filter(key__contains=attempt.public_id)
    return sorted(found.values_list("verb", flat=True))


def test_after_handing_in_the_job_scores_and_records_each_fact_once():
    attempt = AttemptFactory(running=True)
    attempt = AttemptFactory(
        sitting=attempt.sitting,
        learner=attempt.learner,
        submitted=True,
        answers=right_answers(attempt.paper),
    )
    run_due_jobs()
    for name in ("assessments.record_start", "assessments.score_attempt"):
        enqueue(name, attempt.pk)
    run_due_jobs()

    attempt.refresh_from_db()
    assert (attempt.state, attempt.score) == (Attempt.State.SCORED, 10)
    assert list_verbs(attempt) == ["answered", "started", "submitted"]
    jobs = Job.objects.filter(name__startswith="assessments.")
    assert set(jobs.values_list("state", flat=True)) == {Job.State.DONE}


def test_the_record_names_school_class_and_subject_and_keeps_the_result():
    attempt = AttemptFactory(submitted=True)

    run_due_jobs()

    statement = Statement.objects.get(verb="answered")
    sitting = attempt.sitting
    assert statement.school_id == attempt.school_id
    assert statement.class_id == sitting.school_class_id
    assert statement.subject_id == sitting.test.subject_id
    assert statement.result["score"] == {"raw": "0", "max": "10"}


def test_a_batch_that_commits_while_the_attempt_closes_is_scored_too():
    attempt = AttemptFactory(submitted=True)
    # It saw the attempt open, and its transaction ended after the hand-in had folded.
    Attempt.objects.filter(pk=attempt.pk).update(state=Attempt.State.STARTED)
    save_answers(attempt, {5: "Hà Nội"})
    Attempt.objects.filter(pk=attempt.pk).update(state=Attempt.State.SUBMITTED)

    run_due_jobs()

    attempt.refresh_from_db()
    assert attempt.score == 2


def test_who_ran_out_of_time_is_handed_in_by_the_clock():
    attempt = AttemptFactory(running=True)
    save_answers(attempt, right_answers(attempt.paper))

    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        enqueue("assessments.close_due_attempts")
        run_due_jobs()

    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.SCORED
    assert attempt.submitted_at == attempt.closes_at
    assert not attempt.has_late_answers


def test_scoring_is_announced_once():
    heard: list[Attempt] = []

    def listen(attempt, **_):
        heard.append(attempt)

    attempt_scored.connect(listen)
    attempt = AttemptFactory(scored=True)
    run_due_jobs()
    attempt_scored.disconnect(listen)

    assert heard == [attempt]
