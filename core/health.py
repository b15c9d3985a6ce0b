"""What the system needs to serve, asked by ``/readyz``.

Apps add checks in their ``health.py``::

@health_check("search")
def ask_the_cluster() -> str:
return "" if reachable else "The search cluster does not answer."
"""

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from .jobs.lease import due

log = logging.getLogger("benhoc.health")

LONGEST_WAIT = timedelta(minutes=5)
Ask = Callable[[], str]


@dataclass(frozen=True)
class Result:
    """How one check went; a failed critical one takes this server out of service."""

    name: str
    is_ok: bool
    is_critical: bool
    note: str
    milliseconds: int


_checks: dict[str, tuple[Ask, bool]] = {}


def health_check(name: str, *, is_critical: bool = False) -> Callable[[Ask], Ask]:
    """Add a check: the function returns an empty text, or what is wrong without secrets."""

    def register(ask: Ask) -> Ask:
        _checks[name] = (ask, is_critical)
        return ask

    return register


def run_checks() -> list[Result]:
    """Ask everything; a check that breaks counts as failed and is logged."""
    autodiscover_modules("health")
    return [_run(name, ask, is_critical=critical) for name, (ask, critical) in _checks.items()]


def _run(name: str, ask: Ask, *, is_critical: bool) -> Result:
    started = time.perf_counter()
    try:
        note = ask()
    except Exception as error:
        log.exception("health check broke", extra={"check": name})
        note = type(error).__name__
    spent = round((time.perf_counter() - started) * 1000)
    return Result(name, not note, is_critical, note, spent)


@health_check("database", is_critical=True)
def _ask_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


@health_check("storage", is_critical=True)
def _ask_storage() -> str:
    """Write, read back and remove a small file where uploads go."""
    written = secrets.token_bytes(16)
    name = default_storage.save(f"health/{secrets.token_hex(8)}", ContentFile(written))
    try:
        with default_storage.open(name) as stream:
            is_same = stream.read() == written
    finally:
        default_storage.delete(name)
    return "" if is_same else "What was read is not what was written."


@health_check("queue")
def _ask_queue() -> str:
    """Not critical: without workers pages still serve, only work waits."""
    late = due(timezone.now() - LONGEST_WAIT).count()
    return f"{late} jobs wait longer than five minutes." if late else ""
