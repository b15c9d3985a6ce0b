"""Whose files are whose. Readers of others' files come through what the file stands in."""

from accounts.models import User
from accounts.permissions import AnyUser

from .models import StoredFile
from .models.files import StoredFileQuerySet


def can_manage(user: AnyUser, file: StoredFile) -> bool:
    """Say whether the person may use, bin and process the file: its owner only."""
    return user.is_authenticated and file.owner_id == user.pk


def visible_to(user: AnyUser) -> StoredFileQuerySet:
    """Twin of ``can_manage``."""
    if not isinstance(user, User):
        return StoredFile.objects.none()
    return StoredFile.objects.filter(owner=user)
