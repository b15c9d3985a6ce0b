"""The door for answers: by token alone, through WSGI and through Django."""

import io
import json
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.actions.attempts import start_attempt
from assessments.intake import PATH, BadRequestError, add_intake, read_delivery
from assessments.items.paper import unpack
from assessments.models import AnswerBatch, Attempt
from assessments.tokens import mint_attempt_token, mint_paper_key, read_attempt_token
from tests.factories.assessments import AttemptFactory, right_answers

pytestmark = pytest.mark.django_db


def django_stub(environ, start_response):
    start_response("200 OK", [])
    return [b"django"]


def send(token: str, body: object, *, path: str = PATH, host: str = "app.test") -> tuple[int, dict]:
    """Send a delivery through the WSGI callable."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "HTTP_HOST": host,
        "HTTP_X_BH_ATTEMPT": token,
        "CONTENT_LENGTH": str(len(data)),
        "wsgi.input": io.BytesIO(data),
    }
    status: list[str] = []
    parts = add_intake(django_stub)(environ, lambda line, _headers: status.append(line))
    answer = b"".join(parts)
    return int(status[0][:3]), json.loads(answer) if answer.startswith(b"{") else {}


def delivery(*events: dict, seq: int = 1, **more) -> dict:
    return {"batches": [{"seq": seq, "events": list(events)}], **more}


def test_a_batch_with_a_token_is_saved_and_acknowledged():
    attempt = AttemptFactory(running=True)

    status, body = send(mint_attempt_token(attempt), delivery({"q": 1, "a": "b7", "t": 5}))

    assert (status, body["saved"], body["state"]) == (200, [1], "saved")
    assert json.loads(AnswerBatch.objects.get().events) == [{"q": 1, "a": "b7", "t": 5}]


def test_the_whole_request_is_one_statement(django_assert_num_queries):
    attempt = AttemptFactory(running=True)
    token = mint_attempt_token(attempt)

    with django_assert_num_queries(2 if connection.vendor == "postgresql" else 1):
        send(token, delivery({"q": 1, "a": "b7"}))


def test_any_change_of_the_token_is_refused():
    attempt, other = AttemptFactory(running=True), AttemptFactory(running=True)
    token = mint_attempt_token(attempt)
    forged = [
        "",
        "x",
        token[:-1],
        token.replace(str(attempt.pk), str(other.pk), 1),
        token.rpartition(".")[0] + "." + mint_attempt_token(other).rpartition(".")[2],
    ]

    answers = {send(each, delivery({"q": 1, "a": "b7"}))[0] for each in forged}

    assert answers == {403}
    assert not AnswerBatch.objects.exists()


def test_a_token_ends_some_days_after_the_grace():
    attempt = AttemptFactory(running=True)
    token = mint_attempt_token(attempt)

    assert read_attempt_token(token, now=attempt.grace_until + timedelta(days=6))
    assert read_attempt_token(token, now=attempt.grace_until + timedelta(days=8)) is None


def test_handing_in_carries_the_last_batch_and_may_be_repeated():
    attempt = AttemptFactory(running=True)
    events = [{"q": n, "a": value} for n, value in right_answers(attempt.paper).items()]
    token = mint_attempt_token(attempt)

    first = send(token, delivery(*events, submit=True))
    second = send(token, delivery(*events, submit=True))

    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.SUBMITTED
    assert attempt.answers.count() == 5
    assert (first[0], second[0]) == (200, 200)
    assert first[1]["result"] == second[1]["result"]
    assert second[1]["saved"] == [1]


def test_a_device_that_was_taken_over_does_not_hand_in():
    attempt = AttemptFactory(running=True)
    old = mint_attempt_token(attempt)
    start_attempt(attempt.sitting.public_id, learner=attempt.learner, now=timezone.now())

    status, body = send(old, delivery({"q": 1, "a": "b7"}, submit=True))

    attempt.refresh_from_db()
    assert (status, body["saved"], body["state"]) == (409, [1], "taken_over")
    assert attempt.state == Attempt.State.STARTED


def test_nothing_of_a_refused_body_is_written():
    attempt = AttemptFactory(running=True)

    status, _ = send(
        mint_attempt_token(attempt),
        {"batches": [{"seq": 1, "events": [{"q": 1}]}, {"seq": 0, "events": [{"q": 1}]}]},
    )

    assert status == 400
    assert not AnswerBatch.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"[" * 5000,
        b'{"batches": 1}',
        b'{"batches": [1]}',
        b'{"batches": [{"seq": true, "events": [{"q": 1}]}]}',
        b'{"batches": [{"seq": 1, "events": []}]}',
        b'{"batches": [{"seq": 1, "events": [{"q": 0}]}]}',
        b'{"batches": [{"seq": 1, "events": [{"q": 1, "a": 5}]}]}',
        b'{"batches": [{"seq": 1, "events": [{"q": 1, "a": [[1]]}]}]}',
        b'{"batches": [{"seq": 1, "events": [{"q": 1, "a": {"x": 1}}]}]}',
        b'{"batches": ["' + b"x" * 70_000 + b'"]}',
    ],
)
def test_a_body_of_a_wrong_shape_is_refused(body):
    attempt = AttemptFactory(running=True)

    assert send(mint_attempt_token(attempt), body)[0] == 400


@settings(max_examples=150, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["batches", "seq", "events", "q", "a", "f"]), inner)
        ),
        max_leaves=12,
    )
)
def test_no_json_raises_anything_else(body):
    with suppress(BadRequestError):
        read_delivery(json.dumps(body).encode())


def test_what_postgresql_cannot_keep_is_taken_out():
    attempt = AttemptFactory(running=True)

    status, _ = send(
        mint_attempt_token(attempt),
        b'{"batches": [{"seq": 1, "events": [{"q": 5, "a": "H\\u0000\\ud800i"}]}]}',
    )

    assert status == 200
    assert json.loads(AnswerBatch.objects.get().events)[0]["a"] == "Hi"


def test_everything_else_goes_to_django(settings):
    content = settings.CONTENT_ORIGIN.partition("//")[2]
    attempt = AttemptFactory(running=True)
    token = mint_attempt_token(attempt)

    send(token, delivery({"q": 1, "a": "x"}), path="/luu-bai/x/")
    send(token, delivery({"q": 1, "a": "x"}), host=content)

    assert not AnswerBatch.objects.exists()


def test_the_same_door_is_in_django_for_servers_without_the_intake():
    attempt = AttemptFactory(running=True)

    response = Client(enforce_csrf_checks=True).post(
        reverse("assessments:save_answers"),
        json.dumps(delivery({"q": 1, "a": "b7"})),
        content_type="application/json",
        headers={"x-bh-attempt": mint_attempt_token(attempt)},
    )

    assert response.json()["saved"] == [1]
    assert reverse("assessments:save_answers") == PATH


def test_papers_are_handed_out_in_front_of_django(django_assert_num_queries):
    attempt = AttemptFactory(running=True)
    paper = attempt.paper
    headers: dict[str, str] = {}
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": f"/de/{paper.sha256}/{mint_paper_key(paper)}/",
        "HTTP_HOST": "app.test",
        "HTTP_ACCEPT_ENCODING": "gzip",
    }
    serve = add_intake(django_stub)
    serve(environ, lambda _line, given: headers.update(given))

    with django_assert_num_queries(0):
        body = b"".join(serve(environ, lambda _line, given: headers.update(given)))

    assert "immutable" in headers["Cache-Control"]
    assert headers["Vary"] == "Accept-Encoding"
    assert unpack(body)["items"]


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_database_has_closed_is_opened_again():
    attempt = AttemptFactory(running=True)
    token = mint_attempt_token(attempt)
    failures = iter([OperationalError("gone")])

    def fail_once(execute, *arguments):
        for failure in failures:
            raise failure
        return execute(*arguments)

    with connection.execute_wrapper(fail_once):
        status, body = send(token, delivery({"q": 1, "a": "x"}))

    assert (status, body["saved"]) == (200, [1])


@pytest.mark.django_db(transaction=True)
def test_while_the_database_is_away_nothing_is_acknowledged():
    attempt = AttemptFactory(running=True)
    token = mint_attempt_token(attempt)

    def fail(*_):
        raise OperationalError("gone")

    with connection.execute_wrapper(fail):
        status, body = send(token, delivery({"q": 1, "a": "x"}))

    assert (status, "saved" in body) == (503, False)


def test_only_posts_are_answered(client):
    assert client.get(PATH).status_code == 405
