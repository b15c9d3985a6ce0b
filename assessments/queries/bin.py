"""Reads of a person's bin."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from accounts.models import User
from assessments.models import BinEntry
from core.errors import NotFoundError
from core.queries import get_rule


def list_bin(user: User) -> QuerySet[BinEntry]:
    """Return what the person threw away, newest first."""
    return BinEntry.objects.filter(owner=user)


def access_entry(user: User, public_id: str) -> BinEntry:
    """Fetch one thing of the person's own bin, or raise NotFoundError."""
    found = BinEntry.objects.filter(owner=user, public_id=public_id).first()
    if found is None:
        raise NotFoundError
    return found


def get_days() -> int:
    """Return for how many days things can be brought back."""
    return int(get_rule("assessments.bin")["days"])


def days_left(entry: BinEntry, *, days: int, now: datetime) -> int:
    """Return for how many days more an entry can be brought back."""
    return max(0, (entry.deleted_at + timedelta(days=days) - now).days)
