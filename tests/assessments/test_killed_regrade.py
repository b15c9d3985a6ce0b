"""``kill -9`` of the worker in the middle of a regrade: right totals, each attempt once."""

import json
import os
import signal

import pytest
from django.utils import timezone

from assessments.actions.regrades import ask_regrade
from assessments.models import Answer, Attempt, Regrade
from core.models import Job
from tests.core.conftest import database_url, start  # noqa: F401  # fixtures
from tests.core.outside import read, wait_for
from tests.factories.assessments import choice_content, make_attempt, make_sitting, right_answers

pytestmark = pytest.mark.django_db(transaction=True)
TRIES = 500


def taken_often():
    """Give one pupil many scored tries without a point: the regrade looks at attempts, not at people."""
    sitting = make_sitting(pupils=1, contents=[choice_content()])
    paper = sitting.test.paper
    first = make_attempt(sitting, scored=True, answers=right_answers(paper, wrong={1}))
    copied = {
        each.attname: getattr(first, each.attname)
        for each in Attempt._meta.concrete_fields
        if each.name not in {"id", "public_id", "try_no"}
    }
    tries = [Attempt(**copied, try_no=number) for number in range(2, TRIES + 1)]
    Attempt.objects.bulk_create(tries)
    answer = {"position": 1, "epoch": 0, "seq": 1, "received_at": timezone.now(), "score": 0}
    Answer.objects.bulk_create([Answer(attempt=each, **answer) for each in tries])
    return sitting


def kill(process):
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_a_regrade_whose_worker_is_killed_ends_with_right_totals_once_each(
    database_url,  # noqa: F811
    start,  # noqa: F811
):
    sitting = taken_often()
    test = sitting.test
    Job.objects.all().delete()
    ask_regrade(test, 1, change={"kind": "all"}, reason="Sai", by=test.owner, now=timezone.now())
    url = database_url()
    job = "select attempts from core_job where name = 'assessments.regrade' and state = '{}'"

    first = start("manage.py", "work", DATABASE_URL=url)
    wait_for(lambda: _count_regraded(url) > 0)
    kill(first)
    half_way = _count_regraded(url)
    start("manage.py", "work", DATABASE_URL=url)
    wait_for(lambda: read(url, job.format("done")))

    assert 0 < half_way < TRIES
    assert read(url, job.format("done")) == [(2,)]
    scores = "select distinct state, score from assessments_attempt"
    assert read(url, scores) == [("scored", 10 * 10_000)]
    assert _count_regraded(url) == TRIES
    changed = [each["attempt"] for each in _changes(url)]
    assert len(changed) == len(set(changed))


def _changes(url) -> list:
    [(changes,)] = read(url, f"select changes from {Regrade._meta.db_table}")  # noqa: S608  # a table of ours
    return changes if isinstance(changes, list) else json.loads(changes)


def _count_regraded(url) -> int:
    return len(_changes(url))
