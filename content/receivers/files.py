"""Answers to files that go."""

from typing import Any

from django.dispatch import receiver

from content.queries.files import is_file_shown
from media.errors import FileInUseError
from media.events import file_binned
from media.models import StoredFile


@receiver(file_binned)
def keep_what_is_shown(file: StoredFile, **_: Any) -> None:
    """Keep a file out of the bin while a resource or a lesson shows it."""
    if is_file_shown(file):
        raise FileInUseError
