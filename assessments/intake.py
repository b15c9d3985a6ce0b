"""The hot path: saving answers and handing out papers, in front of Django's handler.

``POST /luu-bai/`` with the attempt's token in the header ``X-Bh-Attempt`` and
``{"batches": [{"seq": 1, "events": [{"q": 3, "a": "b7", "t": 1700000000000}]}], "submit": false}``.
The answer is ``{"saved": [seq, …], "state": "saved" | "taken_over" | "closed" | "refused", "now": ms}``;
every seq in ``saved`` is in the database and committed. With ``"submit": true`` the attempt is handed in
after its last batch, and ``"result"`` is the address of its result.

No session, no CSRF token, no user query: the token in a header that other sites cannot set is the
whole of the right (ADR 0051). Everything else goes to Django.
"""

import json
import logging
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError

from .actions.attempts import submit_attempt_by_id
from .addresses import read_address
from .batches import DraftBatch, Outcome, record_batches, write_batches
from .errors import TakenOverError
from .group_writer import GroupWriter
from .paper_door import answer_paper
from .presence import record_beat
from .tokens import AttemptToken, read_attempt_token

PATH = "/luu-bai/"
BEAT_PATH = "/luu-bai/nhip/"
_PAPER = re.compile(r"/de/([0-9a-f]{64})/([0-9a-f]{32})/")
LARGEST_BODY = 64 * 1024
MOST_BATCHES, MOST_EVENTS = 50, 300
HIGHEST_SEQ = 1_000_000
HIGHEST_POSITION = 500
LONGEST_ANSWER = 20_000

log = logging.getLogger("benhoc.intake")
Result = TypeVar("Result")
Environ = dict[str, Any]
StartResponse = Callable[..., Any]
WsgiApplication = Callable[[Environ, StartResponse], Iterable[bytes]]


class Record(Protocol):
    """``record_batches``, or a group writer's ``record``."""

    def __call__(self, batches: Sequence[DraftBatch], *, now: datetime) -> list[Outcome]:
        """Return after the commit with what became of each batch."""
        ...


# The player keeps what it has and tries again.
AWAY: tuple[HTTPStatus, dict[str, Any]] = (HTTPStatus.SERVICE_UNAVAILABLE, {"state": "away"})


class BadRequestError(Exception):
    """The body is not what the player sends."""


@dataclass(frozen=True)
class Delivery:
    """A checked body: batches as (seq, events as JSON text), and whether to hand in."""

    batches: list[tuple[int, str]]
    is_last: bool


def add_intake(application: WsgiApplication, *, has_group_writer: bool = False) -> WsgiApplication:
    """Wrap Django's WSGI application: answers go to the intake, the rest goes through.

    With a group writer the batches of the process's threads are committed together, on PostgreSQL.
    """
    is_grouped = has_group_writer and connection.vendor == "postgresql"
    record = GroupWriter(write_batches).record if is_grouped else record_batches
    content_host = urlsplit(settings.CONTENT_ORIGIN).netloc

    def serve(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        paper = _PAPER.fullmatch(path) if environ.get("REQUEST_METHOD") == "GET" else None
        is_ours = path in {PATH, BEAT_PATH} or paper
        if environ.get("HTTP_HOST") == content_host or not is_ours:
            return application(environ, start_response)
        if path == BEAT_PATH:
            return _respond(*answer_beat(environ, now=timezone.now()), start_response)
        if paper:
            return _hand_out(paper, environ, start_response)
        status, body = answer(environ, now=timezone.now(), record=record)
        return _respond(status, body, start_response)

    return serve


def _hand_out(
    address: re.Match[str], environ: Environ, start_response: StartResponse
) -> Iterable[bytes]:
    found = _steadily(
        lambda: answer_paper(
            address.group(1),
            address.group(2),
            accepted_encodings=environ.get("HTTP_ACCEPT_ENCODING", ""),
            known_tag=environ.get("HTTP_IF_NONE_MATCH", ""),
        )
    )
    if found is None:
        return _respond(*AWAY, start_response)
    headers = [*found.headers.items(), ("Content-Length", str(len(found.body)))]
    start_response(f"{found.status.value} {found.status.phrase}", headers)
    return [found.body]


def answer(
    environ: Environ, *, now: datetime, record: Record = record_batches
) -> tuple[HTTPStatus, dict[str, Any]]:
    """Save what the request brings and say what became of it."""
    if environ.get("REQUEST_METHOD") != "POST":
        return HTTPStatus.METHOD_NOT_ALLOWED, {"state": "refused"}
    token = read_attempt_token(environ.get("HTTP_X_BH_ATTEMPT", ""), now=now)
    if token is None:
        return HTTPStatus.FORBIDDEN, {"state": "refused"}
    try:
        delivery = read_delivery(_read_body(environ))
    except BadRequestError as error:
        return HTTPStatus.BAD_REQUEST, {"state": "refused", "reason": str(error)}
    return _steadily(lambda: save_delivery(token, delivery, now=now, record=record)) or AWAY


def answer_beat(environ: Environ, *, now: datetime) -> tuple[HTTPStatus, dict[str, Any]]:
    """Note a heartbeat and say how the attempt stands."""
    token = read_attempt_token(environ.get("HTTP_X_BH_ATTEMPT", ""), now=now)
    if token is None or environ.get("REQUEST_METHOD") != "POST":
        return HTTPStatus.FORBIDDEN, {"state": "refused"}
    try:
        told = json.loads(_read_body(environ))
    except (BadRequestError, ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        return HTTPStatus.BAD_REQUEST, {"state": "refused"}
    address = read_address(environ)
    body = _steadily(lambda: record_beat(token, told, address=address, now=now))
    return (HTTPStatus.OK, body) if body else AWAY


def _steadily(work: Callable[[], Result]) -> Result | None:
    """Do the work, once more on a new connection when the database had gone; None when it is away.

    This stands in for Django's health check, which would cost each save a round trip; all that is
    done here is safe to repeat.
    """
    for _ in range(2):
        try:
            return work()
        except (OperationalError, InterfaceError):
            log.warning("database away from the intake", exc_info=True)
            connection.close()
    return None


def save_delivery(
    token: AttemptToken, delivery: Delivery, *, now: datetime, record: Record = record_batches
) -> tuple[HTTPStatus, dict[str, Any]]:
    """Record the batches, hand in when asked to, and write the acknowledgement."""
    drafts = [
        DraftBatch(token.attempt_id, token.epoch, seq, token.month, events)
        for seq, events in delivery.batches
    ]
    outcomes = record(drafts, now=now) if drafts else []
    body: dict[str, Any] = {
        "saved": [
            draft.seq
            for draft, outcome in zip(drafts, outcomes, strict=True)
            if outcome != Outcome.REFUSED
        ],
        "state": _worst(outcomes),
        "now": int(now.timestamp() * 1000),
    }
    if delivery.is_last:
        try:
            attempt = submit_attempt_by_id(token.attempt_id, epoch=token.epoch, now=now)
        except DomainError as error:
            state = "taken_over" if isinstance(error, TakenOverError) else "refused"
            return error.status, {**body, "state": state, "reason": str(error.message)}
        body["result"] = reverse("assessments:show_result", args=[attempt.public_id])
    return HTTPStatus.OK, body


def _worst(outcomes: list[Outcome]) -> str:
    for outcome in (Outcome.REFUSED, Outcome.CLOSED, Outcome.TAKEN_OVER):
        if outcome in outcomes:
            return outcome.value
    return Outcome.SAVED.value


def _read_body(environ: Environ) -> bytes:
    try:
        length = int(environ.get("CONTENT_LENGTH") or 0)
    except ValueError as error:
        raise BadRequestError("length") from error
    if not 0 < length <= LARGEST_BODY:
        raise BadRequestError("length")
    data: bytes = environ["wsgi.input"].read(length)
    return data


def read_delivery(data: bytes) -> Delivery:
    """Check the body's shape; raises BadRequestError with a word for the log."""
    try:
        body = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadRequestError("json") from error
    if not isinstance(body, dict) or not isinstance(body.get("batches"), list):
        raise BadRequestError("shape")
    if len(body["batches"]) > MOST_BATCHES:
        raise BadRequestError("too many")
    batches = [_read_batch(batch) for batch in body["batches"]]
    return Delivery(batches, is_last=body.get("submit") is True)


def _read_batch(batch: Any) -> tuple[int, str]:
    if not isinstance(batch, dict):
        raise BadRequestError("shape")
    seq, events = batch.get("seq"), batch.get("events")
    if type(seq) is not int or not 0 < seq <= HIGHEST_SEQ:
        raise BadRequestError("seq")
    if not isinstance(events, list) or not 0 < len(events) <= MOST_EVENTS:
        raise BadRequestError("events")
    kept = [_read_event(event) for event in events]
    return seq, json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _read_event(event: Any) -> dict[str, Any]:
    """Keep what an event may hold: position, answer, flag, the device's clock."""
    if not isinstance(event, dict) or type(event.get("q")) is not int:
        raise BadRequestError("event")
    if not 0 < event["q"] <= HIGHEST_POSITION:
        raise BadRequestError("event")
    kept: dict[str, Any] = {"q": event["q"]}
    if "a" in event:
        kept["a"] = _read_value(event["a"])
    if isinstance(event.get("f"), bool):
        kept["f"] = event["f"]
    if type(event.get("t")) is int:
        kept["t"] = event["t"]
    return kept


def _read_value(value: Any) -> Any:
    """Allow text, a list of texts, truths or texts by text, or nothing; no deeper."""
    if value is None:
        return None
    if isinstance(value, str):
        return _read_text(value)
    if isinstance(value, list) and len(value) <= HIGHEST_POSITION:
        return [_read_text(each) for each in value]
    if isinstance(value, dict) and len(value) <= HIGHEST_POSITION:
        return {
            _read_text(name): said if isinstance(said, bool) else _read_text(said)
            for name, said in value.items()
        }
    raise BadRequestError("answer")


def _read_text(text: Any) -> str:
    if not isinstance(text, str) or len(text) > LONGEST_ANSWER:
        raise BadRequestError("answer")
    # PostgreSQL keeps neither NUL nor half a surrogate pair.
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


def _respond(
    status: HTTPStatus, body: dict[str, Any], start_response: StartResponse
) -> Iterable[bytes]:
    data = json.dumps(body).encode()
    start_response(
        f"{status.value} {status.phrase}",
        [
            ("Content-Type", "application/json"),
            ("Content-Length", str(len(data))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ],
    )
    return [data]
