"""Reads of families: whose children, whose parents."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Guardianship, User
from accounts.permissions import AnyUser, children_of, manageable_people
from core.errors import NotFoundError
from core.text import fold


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


def access_link(pupil: User, link_id: int) -> Guardianship:
    """Fetch a link of a pupil who has passed ``access_person``, or raise NotFoundError."""
    link = Guardianship.objects.select_related("guardian").filter(pupil=pupil, pk=link_id).first()
    if link is None:
        raise NotFoundError
    return link


def find_guardian(user: AnyUser, username: str, full_name: str) -> tuple[User | None, str]:
    """Find the account to link, or say what is missing; neither means a new account is to be made.

    An account that the person does not manage is linked only when its whole name is given: a
    mistyped username must not open a child's work to a stranger.
    """
    found = User.objects.filter(username=username.strip().lower(), is_active=True).first()
    if found is None:
        return None, "" if full_name.strip() else _("Give the full name for the new account.")
    is_sure = fold(full_name) == found.name_fold
    if is_sure or manageable_people(user).filter(pk=found.pk).exists():
        return found, ""
    return None, _("This username belongs to somebody. Give the full name as it is written there.")
