"""Makes the full-text tables after the tables they stand on."""

from typing import Any

from django.db import connection
from django.db.models.signals import post_migrate
from django.dispatch import receiver


@receiver(post_migrate)
def prepare_full_text(sender: Any, **_: object) -> None:
    """Prepare the database's own index, once for all apps.

    Not a migration, for each database needs another statement and SQLite drops triggers when a
    later migration remakes the table.
    """
    if sender.label != "search":
        return
    if connection.vendor == "postgresql":
        from .backends import postgresql as backend
    else:
        from .backends import sqlite as backend  # type: ignore[no-redef]  # one of the two
    backend.prepare()
