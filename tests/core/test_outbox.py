"""Messages leave in order, are marked after the receipt, and wait while nobody answers."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.utils import timezone

from core.actions import enqueue, post_message
from core.jobs import lease
from core.jobs.runner import run_due_jobs
from core.models import Job, OutboxMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def sector(settings):
    """Stand in for the sector database: keeps what it gets, answers with ``codes`` in turn."""

    class Handler(BaseHTTPRequestHandler):
        seen: list = []
        codes: list = []

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.seen.append((self.headers["Idempotency-Key"], body))
            code = self.codes.pop(0) if self.codes else 200
            self.send_response(code)
            self.end_headers()
            self.wfile.write(json.dumps({"receipt": f"R{len(self.seen)}"}).encode())

        def log_message(self, *_):
            pass

    Handler.seen, Handler.codes = [], []
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.OUTBOX_URL = f"http://127.0.0.1:{server.server_port}/records"
    settings.JOB_HEARTBEAT = False
    yield Handler
    server.shutdown()
    server.server_close()
    thread.join()


def post(number, version=1):
    return post_message(
        "csdl",
        f"school:{number}",
        event=OutboxMessage.Event.NEW,
        version=version,
        payload={"tên": "Trường Hồng Bàng"},
        changed_at=timezone.now(),
    )


def states():
    return list(OutboxMessage.objects.order_by("pk").values_list("state", "receipt"))


def test_a_version_is_posted_once():
    assert post(1) == post(1)
    assert post(1, version=2) != post(1)


def test_waiting_messages_are_sent_in_order_with_their_key(sector):
    post(1), post(2)
    enqueue("core.send_outbox")

    run_due_jobs()

    assert [key for key, _ in sector.seen] == ["school:1:1", "school:2:1"]
    assert sector.seen[0][1]["payload"] == {"tên": "Trường Hồng Bàng"}
    assert states() == [("sent", "R1"), ("sent", "R2")]


def test_a_refused_message_is_kept_with_the_answer_and_the_next_one_goes(sector):
    sector.codes = [422, 200]
    post(1), post(2)
    enqueue("core.send_outbox")

    run_due_jobs()

    assert [state for state, _ in states()] == ["refused", "sent"]


def test_while_the_destination_is_away_everything_waits_and_is_tried_again(sector):
    sector.codes = [503]
    post(1), post(2)
    row = enqueue("core.send_outbox")

    run_due_jobs()
    row.refresh_from_db()
    assert row.state == Job.State.QUEUED
    assert [state for state, _ in states()] == ["waiting", "waiting"]

    Job.objects.update(run_after=timezone.now())
    run_due_jobs()
    assert [state for state, _ in states()] == ["sent", "sent"]


def test_a_second_sender_leaves_the_messages_to_the_one_at_work(sector):
    post(1)
    lease.claim(enqueue("core.send_outbox").pk, token=lease.new_token())
    enqueue("core.send_outbox")

    run_due_jobs()
    assert sector.seen == []

    Job.objects.update(lease_until=timezone.now())
    run_due_jobs()
    assert [key for key, _ in sector.seen] == ["school:1:1"]


def test_without_a_destination_messages_wait():
    post(1)
    enqueue("core.send_outbox")

    run_due_jobs()

    assert states() == [("waiting", "")]
