"""Heartbeats of a computer room: one upsert that waits for no disk, for it acknowledges nothing.

``POST /luu-bai/nhip/`` with the attempt's token and ``{"focus": 1, "away": 12}``: how often since the
last beat the window lost the focus, and for how many seconds. The answer tells how the attempt stands
and when it ends, so that extra time and closing reach the device: ``{"state", "ends_at", "now"}``.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from .models import Attempt, Presence
from .tokens import AttemptToken

BEAT_SECONDS = 30
# Two beats missed, and what the network may delay.
GAP = timedelta(seconds=2 * BEAT_SECONDS + 15)
MOST_LOSSES, MOST_SECONDS = 1000, 3600

_TABLE = Presence._meta.db_table
_UPSERT = f"""
    INSERT INTO {_TABLE} AS old (attempt_id, epoch, first_seen_at, last_seen_at, address, gap_count,
        focus_loss_count, away_seconds)
    VALUES (%s, %s, %s, %s, %s, 0, %s, %s)
    ON CONFLICT (attempt_id) DO UPDATE SET
        epoch = excluded.epoch, last_seen_at = excluded.last_seen_at, address = excluded.address,
        gap_count = old.gap_count + CASE WHEN old.last_seen_at < %s THEN 1 ELSE 0 END,
        focus_loss_count = old.focus_loss_count + excluded.focus_loss_count,
        away_seconds = old.away_seconds + excluded.away_seconds
"""  # noqa: S608  # own table name only


def record_beat(
    token: AttemptToken, told: dict[str, Any], *, address: str, now: datetime
) -> dict[str, Any]:
    """Note that the device is there, and say how the attempt stands."""
    losses = _read_count(told.get("focus"), MOST_LOSSES)
    away = _read_count(told.get("away"), MOST_SECONDS)
    adapt = connection.ops.adapt_datetimefield_value
    row = [token.attempt_id, token.epoch, adapt(now), adapt(now), address or None, losses, away]
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL synchronous_commit TO off")
        cursor.execute(_UPSERT, [*row, adapt(now - GAP)])
    return tell_state(token, now=now)


def _read_count(value: Any, most: int) -> int:
    return min(value, most) if type(value) is int and value > 0 else 0


def tell_state(token: AttemptToken, *, now: datetime) -> dict[str, Any]:
    """Say whether the device may go on, and until when; one statement."""
    attempt = Attempt.objects.only("state", "epoch", "closes_at").get(pk=token.attempt_id)
    state = "open" if attempt.state == Attempt.State.STARTED else "closed"
    if attempt.epoch > token.epoch and state == "open":
        state = "taken_over"
    return {
        "state": state,
        "ends_at": int(attempt.closes_at.timestamp() * 1000),
        "now": int(now.timestamp() * 1000),
    }
