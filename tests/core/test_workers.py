"""Workers as processes: a killed one loses nothing, and each effect happens once."""

import os
import signal
import time

import pytest
from django.utils import timezone

from core.actions import enqueue, post_message
from core.models import OutboxMessage

from .outside import read, wait_for

pytestmark = pytest.mark.django_db(transaction=True)
CELERY = ("-m", "celery", "-A", "config.celery", "worker", "-P", "threads", "-c", "2")


def ask_for_sending():
    """Put three messages into the outbox. No broker is known here, so the job's nudge is lost."""
    for number in range(3):
        post_message(
            "csdl",
            f"school:{number}",
            event=OutboxMessage.Event.NEW,
            version=1,
            payload={},
            changed_at=timezone.now(),
        )
    enqueue("core.send_outbox")


def kill(process):
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def assert_each_message_has_one_receipt(url, destination):
    assert read(url, "select distinct state, receipt from core_outboxmessage") == [("sent", "R")]
    assert sorted(set(destination.seen)) == ["school:0:1", "school:1:1", "school:2:1"]
    assert destination.seen.count("school:1:1") == 1


def test_a_killed_worker_is_followed_at_once_by_the_next_without_waiting_for_the_lease(
    destination, database_url, start
):
    ask_for_sending()
    url = database_url()
    outside = {"DATABASE_URL": url, "OUTBOX_URL": destination.url, "JOB_LEASE_SECONDS": "600"}

    first = start("manage.py", "work", **outside)
    wait_for(lambda: destination.seen)
    kill(first)
    start("manage.py", "work", **outside)

    wait_for(lambda: read(url, "select 1 from core_job where state = 'done' and attempts = 2"))
    assert_each_message_has_one_receipt(url, destination)


def test_a_worker_told_to_stop_ends_in_time(database_url, start):
    url = database_url()
    worker = start("manage.py", "work", DATABASE_URL=url)
    wait_for(lambda: read(url, "select 1 from core_jobschedule"))

    began = time.monotonic()
    worker.terminate()

    assert worker.wait(15) == 0
    assert time.monotonic() - began < 15


@pytest.mark.services
def test_a_killed_celery_worker_loses_nothing_and_the_effect_is_counted_once(
    redis_url, destination, database_url, start
):
    ask_for_sending()
    url = database_url()
    outside = {
        "DATABASE_URL": url,
        "BROKER_URL": redis_url,
        "OUTBOX_URL": destination.url,
        "JOB_LEASE_SECONDS": "5",
    }

    start("manage.py", "work", **outside)
    first = start(*CELERY, "-l", "WARNING", **outside)
    wait_for(lambda: destination.seen)
    kill(first)
    start(*CELERY, "-l", "WARNING", **outside)

    wait_for(lambda: read(url, "select 1 from core_job where state = 'done' and attempts = 2"))
    assert_each_message_has_one_receipt(url, destination)
