"""The only way in for answers: one statement, durable before it is acknowledged.

``record_batches`` runs outside any transaction of its own: the statement commits by itself
(``synchronous_commit`` on PostgreSQL, ``synchronous=FULL`` on SQLite), then the caller acknowledges.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import connection

from .models import AnswerBatch, Attempt

_ATTEMPT = Attempt._meta.db_table
_BATCH = AnswerBatch._meta.db_table

# The same text on SQLite and PostgreSQL. Parameters stand in the select list so that both
# databases know their types; the conditions are the lock-free check that the attempt is open.
_SELECT = f"SELECT %s, %s, %s, %s, %s, %s, state <> 'started' FROM {_ATTEMPT} "  # noqa: S608  # own table names only
_OPEN = _SELECT + "WHERE id = %s AND grace_until >= %s AND state = 'started' AND epoch = %s"
# The second try, for what the first leaves: an earlier device, or an attempt that is handed in.
_KEPT = _SELECT + "WHERE id = %s AND grace_until >= %s AND state <> 'prepared' AND epoch >= %s"
_INTO = f"INSERT INTO {_BATCH} (attempt_id, epoch, seq, month, events, received_at, is_aside) "
_END = " ON CONFLICT DO NOTHING RETURNING attempt_id, epoch, seq"


class Outcome(StrEnum):
    """What became of a batch. All but REFUSED are acknowledged: the batch is in the database."""

    SAVED = "saved"
    TAKEN_OVER = "taken_over"
    CLOSED = "closed"
    REFUSED = "refused"


@dataclass(frozen=True)
class DraftBatch:
    """A batch on its way in; ``events`` is checked JSON text."""

    attempt_id: int
    epoch: int
    seq: int
    month: int
    events: str

    @property
    def key(self) -> tuple[int, int, int]:
        """Name the batch as the statement returns it."""
        return (self.attempt_id, self.epoch, self.seq)


def record_batches(batches: Sequence[DraftBatch], *, now: datetime) -> list[Outcome]:
    """Insert the batches whose attempts are open; say for each what became of it.

    A batch that is there already is acknowledged again. One that comes after handing in but within
    the grace is kept aside for the record; one after the grace is refused. The caller answers for
    ``attempt_id`` and ``epoch``: they come from a checked token.
    """
    saved = _insert(batches, _OPEN, now=now)
    rest = [batch for batch in batches if batch.key not in saved]
    if not rest:
        return [Outcome.SAVED] * len(batches)
    known = _read_known(rest)
    fresh = [batch for batch in rest if batch.key not in known]
    kept = known | (_insert(fresh, _KEPT, now=now) if fresh else set())
    states = _read_states(rest)
    return [
        Outcome.SAVED if batch.key in saved else _judge(batch, kept, states) for batch in batches
    ]


def _judge(
    batch: DraftBatch, kept: set[tuple[int, int, int]], states: dict[int, tuple[str, int]]
) -> Outcome:
    if batch.key not in kept:
        return Outcome.REFUSED
    state, epoch = states[batch.attempt_id]
    if epoch > batch.epoch:
        return Outcome.TAKEN_OVER
    return Outcome.SAVED if state == Attempt.State.STARTED else Outcome.CLOSED


def _insert(
    batches: Sequence[DraftBatch], select: str, *, now: datetime
) -> set[tuple[int, int, int]]:
    moment = connection.ops.adapt_datetimefield_value(now)
    parameters: list[Any] = []
    for batch in batches:
        parameters += [batch.attempt_id, batch.epoch, batch.seq, batch.month, batch.events, moment]
        parameters += [batch.attempt_id, moment, batch.epoch]
    statement = _INTO + " UNION ALL ".join([select] * len(batches)) + _END
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return {(row[0], row[1], row[2]) for row in cursor.fetchall()}


def _read_states(batches: Sequence[DraftBatch]) -> dict[int, tuple[str, int]]:
    rows = Attempt.objects.filter(pk__in={batch.attempt_id for batch in batches})
    return {pk: (state, epoch) for pk, state, epoch in rows.values_list("pk", "state", "epoch")}


def _read_known(batches: Sequence[DraftBatch]) -> set[tuple[int, int, int]]:
    rows = AnswerBatch.objects.filter(
        attempt_id__in={batch.attempt_id for batch in batches},
        seq__in={batch.seq for batch in batches},
    )
    return set(rows.values_list("attempt_id", "epoch", "seq"))
