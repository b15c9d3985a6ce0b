"""Telling people something, and marking it read."""

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


def mark_inbox_read(user: User, *, now: datetime) -> int:
    """Mark every message read and return how many were new."""
    user.unread_count = None
    return InboxMessage.objects.filter(recipient=user, read_at=None).update(read_at=now)
