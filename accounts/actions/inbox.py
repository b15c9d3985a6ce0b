"""Telling people something, and marking it read."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from accounts.models import InboxMessage, User


def notify(recipient: User, text: str, url: str = "") -> InboxMessage:
    """Put a line into the person's inbox, in the current transaction.

    ``text`` is a whole translated sentence in the recipient's language, ``url`` a path of this site.
    """
    return InboxMessage.objects.create(
        recipient=recipient, text=text[:300], url=url, created_at=timezone.now()
    )


def notify_all(recipients: Iterable[User], text: str, url: str = "") -> int:
    """Put the same line into many inboxes in one statement and return how many."""
    now = timezone.now()
    rows = [
        InboxMessage(recipient=person, text=text[:300], url=url, created_at=now)
        for person in recipients
    ]
    return len(InboxMessage.objects.bulk_create(rows))


def mark_inbox_read(user: User, *, now: datetime) -> int:
    """Mark every message read and return how many were new."""
    user.unread_count = None
    return InboxMessage.objects.filter(recipient=user, read_at=None).update(read_at=now)
