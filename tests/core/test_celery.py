"""Celery workers on a real Redis take the same jobs, and a killed one loses nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from core.actions import enqueue, post_message
from core.models import OutboxMessage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]
PATIENCE = 60


@pytest.fixture
def destination():
    """Receive messages; the first answer never comes."""

    class Handler(BaseHTTPRequestHandler):
        seen: list = []
        leave = threading.Event()

        def do_POST(self):
            self.seen.append(self.headers["Idempotency-Key"])
            if len(self.seen) == 1:
                self.leave.wait(PATIENCE)
                return
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"receipt": "R"}')

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Handler.url = f"http://127.0.0.1:{server.server_port}/"
    yield Handler
    Handler.leave.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def database_url(tmp_path):
    """Give an address under which other processes find the rows of this test."""

    def share() -> str:
        if connection.vendor == "sqlite":
            with sqlite3.connect(tmp_path / "shared.sqlite3") as target:
                connection.connection.backup(target)
            target.close()
            return f"sqlite:///{tmp_path / 'shared.sqlite3'}"
        kept = connection.settings_dict
        host = quote(kept["HOST"] or "", safe="")
        return f"postgres://{kept['USER']}:{kept['PASSWORD']}@{host}:{kept['PORT']}/{kept['NAME']}"

    return share


def read(url, query):
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as database:
            return database.execute(query).fetchall()
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def wait_for(condition):
    ends = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < ends, "waited too long"
        time.sleep(0.2)


@pytest.fixture
def start():
    """Start processes that end with the test."""
    running = []

    def begin(*words, **environment):
        process = subprocess.Popen(
            [sys.executable, *words],
            cwd=settings.ROOT,
            env={**os.environ, **environment},
            start_new_session=True,
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_a_killed_celery_worker_loses_nothing_and_the_effect_is_counted_once(
    redis_url, destination, database_url, start
):
    for number in range(3):
        post_message(
            "csdl",
            f"school:{number}",
            event=OutboxMessage.Event.NEW,
            version=1,
            payload={},
            changed_at=timezone.now(),
        )
    # No broker is known here, so the nudge of this job is lost: the sweeper must find it.
    enqueue("core.send_outbox")
    url = database_url()
    outside = {
        "DATABASE_URL": url,
        "BROKER_URL": redis_url,
        "OUTBOX_URL": destination.url,
        "JOB_LEASE_SECONDS": "3",
    }
    celery = ("-m", "celery", "-A", "config.celery", "worker", "-P", "threads", "-c", "2")

    start("manage.py", "work", **outside)
    first = start(*celery, "-l", "WARNING", **outside)
    wait_for(lambda: destination.seen)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    start(*celery, "-l", "WARNING", **outside)

    wait_for(lambda: read(url, "select 1 from core_job where state = 'done' and attempts = 2"))
    assert read(url, "select distinct state, receipt from core_outboxmessage") == [("sent", "R")]
    assert sorted(set(destination.seen)) == ["school:0:1", "school:1:1", "school:2:1"]
    assert destination.seen.count("school:1:1") == 1
