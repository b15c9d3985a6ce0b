"""The gateway through which messages leave for the sector database.

Each message carries its record id and version, so that a receiver who gets it twice keeps it once:
a message is marked as sent only after the receipt, and a kill in between sends it again.
"""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from .models import OutboxMessage

TIMEOUT_SECONDS = 20
LONGEST_ANSWER = 2000


class DestinationAwayError(Exception):
    """The destination does not answer, or cannot now; the messages keep waiting."""


@dataclass(frozen=True)
class Answer:
    """What the destination said: a receipt, or why it refuses this message."""

    is_taken: bool
    receipt: str
    text: str


def list_waiting() -> QuerySet[OutboxMessage]:
    """Messages that nobody has received, oldest first; an older version goes before a newer one."""
    return OutboxMessage.objects.filter(state=OutboxMessage.State.WAITING).order_by("pk")


def send_message(message: OutboxMessage, *, now: datetime) -> bool:
    """Send one message and write down the answer; tell whether it was taken.

    Raises DestinationAwayError when there is no answer to this message itself.
    """
    OutboxMessage.objects.filter(pk=message.pk).update(attempts=message.attempts + 1)
    answer = _post(_envelope(message))
    state = OutboxMessage.State.SENT if answer.is_taken else OutboxMessage.State.REFUSED
    OutboxMessage.objects.filter(pk=message.pk).update(
        state=state, receipt=answer.receipt[:100], answer=answer.text, sent_at=now
    )
    return answer.is_taken


def _envelope(message: OutboxMessage) -> dict[str, Any]:
    return {
        "destination": message.destination,
        "recordId": message.record_id,
        "event": message.event,
        "version": message.version,
        "changedAt": message.changed_at.isoformat(),
        "payload": message.payload,
    }


def _post(envelope: dict[str, Any]) -> Answer:
    request = urllib.request.Request(  # noqa: S310  # the operator's own address
        settings.OUTBOX_URL,
        data=json.dumps(envelope, ensure_ascii=False).encode(),
        headers={
            "Content-Type": "application/json",
            "Authorization": f"Bearer {settings.OUTBOX_TOKEN}",
            "Idempotency-Key": f"{envelope['recordId']}:{envelope['version']}",
        },
        method="POST",
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310
            text = response.read(LONGEST_ANSWER).decode(errors="replace")
            return Answer(is_taken=True, receipt=_find_receipt(text), text=text)
    except urllib.error.HTTPError as error:
        if error.code in {400, 409, 410, 413, 422}:
            text = error.read(LONGEST_ANSWER).decode(errors="replace")
            return Answer(is_taken=False, receipt="", text=text)
        message = f"The destination answered {error.code}."
        raise DestinationAwayError(message) from error
    except OSError as error:
        raise DestinationAwayError(type(error).__name__) from error


def _find_receipt(text: str) -> str:
    try:
        return str(json.loads(text).get("receipt", ""))
    except (ValueError, AttributeError):
        return ""
