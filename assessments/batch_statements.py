"""The statements behind ``batches.py``: one for SQLite, one for PostgreSQL, the same conditions.

PostgreSQL takes arrays, so that the text is the same for any number of batches and stays prepared.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection

from .models import AnswerBatch, Attempt

if TYPE_CHECKING:
    from .batches import DraftBatch

Key = tuple[int, int, int]

_ATTEMPT = Attempt._meta.db_table
_BATCH = AnswerBatch._meta.db_table
_INTO = f"INSERT INTO {_BATCH} (attempt_id, epoch, seq, month, events, received_at, is_aside) "
_END = " ON CONFLICT DO NOTHING RETURNING attempt_id, epoch, seq"

# Parameters stand in the select list; the conditions are the lock-free check that the attempt is open.
_SELECT = f"SELECT %s, %s, %s, %s, %s, %s, state <> 'started' FROM {_ATTEMPT} "  # noqa: S608  # own table names only
_OPEN = _SELECT + "WHERE id = %s AND grace_until >= %s AND state = 'started' AND epoch = %s"
# The second try, for what the first leaves: an earlier device, or an attempt that is handed in.
_KEPT = _SELECT + "WHERE id = %s AND grace_until >= %s AND state <> 'prepared' AND epoch >= %s"

_UNNEST = (
    "SELECT b.attempt_id, b.epoch, b.seq, b.month, b.events, b.received_at, a.state <> 'started' "  # noqa: S608  # own table names only
    "FROM unnest(%s::bigint[], %s::int[], %s::int[], %s::int[], %s::text[], %s::timestamptz[]) "
    "AS b(attempt_id, epoch, seq, month, events, received_at) "
    f"JOIN {_ATTEMPT} AS a ON a.id = b.attempt_id AND a.grace_until >= b.received_at "
)
_OPEN_ARRAYS = _INTO + _UNNEST + "AND a.state = 'started' AND a.epoch = b.epoch" + _END
_KEPT_ARRAYS = _INTO + _UNNEST + "AND a.state <> 'prepared' AND a.epoch >= b.epoch" + _END


def insert_batches(stamped: Sequence[tuple["DraftBatch", datetime]], *, is_open: bool) -> set[Key]:
    """Insert what may be inserted and return the keys of it.

    With ``is_open`` the attempt must be running at the batch's epoch; without it, it must only have
    been started and its grace must not be over.
    """
    if connection.vendor == "postgresql":
        statement = _OPEN_ARRAYS if is_open else _KEPT_ARRAYS
        parameters = _as_arrays(stamped)
    else:
        select = _OPEN if is_open else _KEPT
        statement = _INTO + " UNION ALL ".join([select] * len(stamped)) + _END
        parameters = _as_rows(stamped)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return {(row[0], row[1], row[2]) for row in cursor.fetchall()}


def _as_arrays(stamped: Sequence[tuple["DraftBatch", datetime]]) -> list[Any]:
    return [
        [batch.attempt_id for batch, _now in stamped],
        [batch.epoch for batch, _now in stamped],
        [batch.seq for batch, _now in stamped],
        [batch.month for batch, _now in stamped],
        [batch.events for batch, _now in stamped],
        [now for _batch, now in stamped],
    ]


def _as_rows(stamped: Sequence[tuple["DraftBatch", datetime]]) -> list[Any]:
    parameters: list[Any] = []
    for batch, now in stamped:
        moment = connection.ops.adapt_datetimefield_value(now)
        parameters += [batch.attempt_id, batch.epoch, batch.seq, batch.month, batch.events, moment]
        parameters += [batch.attempt_id, moment, batch.epoch]
    return parameters


def read_known(keys: Iterable[Key]) -> dict[Key, bool]:
    """Return which of these batches are there, with whether they were set aside."""
    wanted = set(keys)
    rows = AnswerBatch.objects.filter(
        attempt_id__in={attempt_id for attempt_id, _epoch, _seq in wanted},
        seq__in={seq for _attempt_id, _epoch, seq in wanted},
    ).values_list("attempt_id", "epoch", "seq", "is_aside")
    found = {(attempt, epoch, seq): is_aside for attempt, epoch, seq, is_aside in rows}
    return {key: is_aside for key, is_aside in found.items() if key in wanted}
