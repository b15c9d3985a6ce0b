"""Reads of families: whose children, whose parents."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Guardianship, User
from accounts.permissions import AnyUser, children_of
from core.errors import NotFoundError


def list_children(user: AnyUser) -> QuerySet[User]:
    """Children whom the person may follow today, in Vietnamese order of names."""
    return children_of(user).order_by("sort_key", "pk")


def access_child(user: AnyUser, public_id: str) -> User:
    """Fetch one of the person's own children, or raise NotFoundError."""
    child = children_of(user).filter(public_id=public_id).first()
    if child is None:
        raise NotFoundError
    return child


def list_guardians(pupil: User, day: date | None = None) -> QuerySet[Guardianship]:
    """Return who follows a pupil on that day, by default today."""
    return (
        Guardianship.objects.valid_on(day or timezone.localdate())
        .filter(pupil=pupil)
        .select_related("guardian")
        .order_by("guardian__sort_key", "pk")
    )
