"""The only way in for answers: one statement, durable before it is acknowledged.

``record_batches`` runs outside any transaction of its own: the statement commits by itself
(``synchronous_commit`` on PostgreSQL, ``synchronous=FULL`` on SQLite), then the caller acknowledges.

On PostgreSQL the statement's snapshot may still see an attempt open that is being closed beside it,
and commit after the scoring has read its batches. So the attempts are looked at once more after the
commit: ``batches_straggled`` is sent for what was handed in meanwhile, and only then the batch is
acknowledged. Folding at closing and again at scoring covers every other order (ADR 0098).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import connection, transaction

from .batch_statements import Key, insert_batches, read_known
from .events import batches_straggled
from .models import Attempt
from .models.attempts import HANDED_IN

States = dict[int, tuple[str, int]]


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
    def key(self) -> Key:
        """Name the batch as the statement returns it."""
        return (self.attempt_id, self.epoch, self.seq)


Stamped = tuple[DraftBatch, datetime]


def record_batches(batches: Sequence[DraftBatch], *, now: datetime) -> list[Outcome]:
    """Insert the batches whose attempts are open; say for each what became of it.

    A batch that is there already is acknowledged again. One that comes after handing in but within
    the grace is kept aside for the record; one after the grace is refused. The caller answers for
    ``attempt_id`` and ``epoch``: they come from a checked token.
    """
    return write_batches([(batch, now) for batch in batches])


def write_batches(stamped: Sequence[Stamped]) -> list[Outcome]:
    """Record batches of many attempts, each with the moment at which it came in; see above."""
    saved = insert_batches(stamped, is_open=True)
    rest = [(batch, now) for batch, now in stamped if batch.key not in saved]
    if not rest and connection.vendor != "postgresql":
        # One writer at a time: nobody has closed the attempt between statement and commit.
        return [Outcome.SAVED] * len(stamped)
    folding = set(saved)
    kept: set[Key] = set()
    if rest:
        known = read_known(batch.key for batch, _now in rest)
        fresh = [(batch, now) for batch, now in rest if batch.key not in known]
        kept = known.keys() | (insert_batches(fresh, is_open=False) if fresh else set())
        folding |= {key for key, is_aside in known.items() if not is_aside}
    states = _read_states({batch.attempt_id for batch, _now in stamped})
    _tell_stragglers(folding, states)
    return [
        Outcome.SAVED if batch.key in saved else _judge(batch, kept, states)
        for batch, _now in stamped
    ]


def _judge(batch: DraftBatch, kept: set[Key], states: States) -> Outcome:
    if batch.key not in kept:
        return Outcome.REFUSED
    state, epoch = states[batch.attempt_id]
    if epoch > batch.epoch:
        return Outcome.TAKEN_OVER
    return Outcome.SAVED if state == Attempt.State.STARTED else Outcome.CLOSED


def _read_states(attempt_ids: set[int]) -> States:
    rows = Attempt.objects.filter(pk__in=attempt_ids).values_list("pk", "state", "epoch")
    return {pk: (state, epoch) for pk, state, epoch in rows}


def _tell_stragglers(folding: set[Key], states: States) -> None:
    """Announce attempts that were handed in while, or before, a batch that counts came in."""
    late = {attempt_id for attempt_id, _epoch, _seq in folding}
    for attempt_id in sorted(late):
        if states[attempt_id][0] in HANDED_IN:
            with transaction.atomic():
                batches_straggled.send(sender=Attempt, attempt_id=attempt_id)
