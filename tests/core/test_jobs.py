"""Jobs: claimed once, tried again, taken over, started by the clock."""

import logging
from datetime import timedelta
from threading import Event

import pytest
from django.db import transaction
from django.utils import timezone

from core.actions import enqueue, retry_job
from core.errors import DomainError
from core.jobs import JobRun, LeaseLostError, job, lease, periodic, registry, runner, schedule
from core.models import Job, JobSchedule, OutboxMessage

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _quiet(settings):
    settings.JOB_HEARTBEAT = False


@pytest.fixture
def calls():
    """Declare some jobs for one test and list what they were called with."""
    registry.find_kind("")  # declares the apps' own jobs, which must survive this test
    seen = []
    before = dict(registry._kinds), dict(registry._periods)

    @job("test.note")
    def note(run, *ids):
        seen.append(ids)

    @job("test.refuse")
    def refuse(run):
        seen.append("refuse")
        raise DomainError("The file holds no questions.")

    @job("test.break", max_attempts=2)
    def broken(run):
        seen.append("break")
        raise ZeroDivisionError("secret detail")

    yield seen
    registry._kinds.clear(), registry._periods.clear()
    registry._kinds.update(before[0]), registry._periods.update(before[1])


def let_time_pass(job, **fields):
    Job.objects.filter(pk=job.pk).update(**fields)


def test_a_job_gets_its_ids_and_is_done_once(calls):
    row = enqueue("test.note", 7, "abc")

    assert runner.run_due_jobs() == 1
    assert not runner.run_job(row.pk)

    row.refresh_from_db()
    assert (row.state, row.attempts, calls) == (Job.State.DONE, 1, [(7, "abc")])


def test_a_key_makes_one_job_while_the_first_waits_and_another_after_it_began(calls):
    first = enqueue("test.note", 1, key="k")
    assert enqueue("test.note", 1, key="k") == first

    lease.claim(first.pk, token="me")

    assert enqueue("test.note", 1, key="k") != first


def test_a_rolled_back_transaction_leaves_no_job(calls):
    with transaction.atomic():
        enqueue("test.note", 1)
        transaction.set_rollback(True)

    assert not Job.objects.exists()


def test_a_refusal_fails_at_once_with_its_message(calls):
    row = enqueue("test.refuse")

    runner.run_due_jobs()

    row.refresh_from_db()
    assert (row.state, row.error) == (Job.State.FAILED, "The file holds no questions.")
    assert calls == ["refuse"]


def test_a_break_is_tried_again_later_then_fails_in_words_with_the_trace_in_the_log(calls, caplog):
    row = enqueue("test.break")

    with caplog.at_level(logging.ERROR):
        assert runner.run_due_jobs() == 1
    row.refresh_from_db()
    assert row.state == Job.State.QUEUED
    assert row.run_after > timezone.now()

    let_time_pass(row, run_after=timezone.now())
    runner.run_due_jobs()
    row.refresh_from_db()
    assert row.state == Job.State.FAILED
    assert row.error
    assert "secret" not in row.error
    assert "ZeroDivisionError" in caplog.text
    assert calls == ["break", "break"]


def test_a_failed_job_can_be_retried_with_fresh_attempts(calls):
    row = enqueue("test.refuse")
    runner.run_due_jobs()
    row.refresh_from_db()

    retry_job(row)
    retry_job(row)

    row.refresh_from_db()
    assert (row.state, row.attempts, row.error) == (Job.State.QUEUED, 0, "")
    assert runner.run_due_jobs() == 1


def test_an_expired_lease_is_taken_over_and_the_first_worker_can_write_no_more(calls):
    row = enqueue("test.note", 1)
    first = JobRun(lease.claim(row.pk, token="first"), token="first")
    first.checkpoint({"line": 10}, done=10, total=20)
    assert lease.claim(row.pk, token="second") is None

    let_time_pass(row, lease_until=timezone.now() - MINUTE)
    second = JobRun(lease.claim(row.pk, token="second"), token="second")

    assert second.job.checkpoint == {"line": 10}
    with pytest.raises(LeaseLostError), first.step({"line": 20}):
        OutboxMessage.objects.create(
            destination="x",
            record_id="1",
            event="NEW",
            version=1,
            payload={},
            changed_at=timezone.now(),
        )
    assert not OutboxMessage.objects.exists()
    second.finish()
    row.refresh_from_db()
    assert row.state == Job.State.DONE


def test_a_job_whose_worker_dies_every_time_fails_in_the_end(calls):
    row = enqueue("test.note", 1)
    let_time_pass(row, attempts=row.max_attempts)

    runner.run_due_jobs()

    row.refresh_from_db()
    assert row.state == Job.State.FAILED
    assert calls == []


def test_a_stopped_worker_leaves_the_job_to_go_on_from_its_checkpoint(calls):
    stopping = Event()
    starts = []

    @job("test.long")
    def long(run):
        starts.append(run.job.checkpoint.get("line", 0))
        stopping.set() if not run.job.checkpoint else stopping.clear()
        Job.objects.filter(pk=run.job.pk).update(checkpoint={"line": 5})
        if stopping.is_set():
            raise runner.JobInterruptedError

    row = enqueue("test.long")
    runner.run_job(row.pk, stopping=stopping)
    row.refresh_from_db()
    assert (row.state, row.attempts) == (Job.State.QUEUED, 0)

    runner.run_due_jobs()

    assert starts == [0, 5]


def test_an_unknown_job_fails_in_words():
    row = enqueue("gone.app")

    runner.run_due_jobs()

    row.refresh_from_db()
    assert row.state == Job.State.FAILED


def test_leases_of_dead_processes_of_this_machine_end_at_once(calls):
    row, other, alive = (enqueue("test.note", number) for number in range(3))
    mine = lease.new_token().split("/")
    lease.claim(row.pk, token="/".join([*mine[:2], "99999999", "1", "aa"]))
    lease.claim(other.pk, token="/".join(["elsewhere", mine[1], "99999999", "1", "aa"]))
    lease.claim(alive.pk, token=lease.new_token())

    assert lease.free_dead_leases() == 1
    assert list(lease.due(timezone.now())) == [row]


def test_the_clock_starts_a_periodic_job_once_a_period(calls):
    @periodic(minutes=1)
    @job("test.tick")
    def tick(run):
        calls.append("tick")

    registry._periods = {"test.tick": MINUTE}
    noon = timezone.now()

    assert schedule.enqueue_periodic(noon) == 1
    assert schedule.enqueue_periodic(noon + MINUTE / 2) == 0
    runner.run_due_jobs()
    assert schedule.enqueue_periodic(noon + MINUTE) == 1

    assert JobSchedule.objects.get().next_at == noon + 2 * MINUTE
    assert calls == ["tick"]


def test_without_work_a_poll_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        runner.run_next()
