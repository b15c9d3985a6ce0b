"""One thread a process that renews the leases of everything this process is doing."""

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, connection

from .lease import renew

log = logging.getLogger("benhoc.jobs")

_lock = threading.Lock()
_tokens: set[str] = set()
_beating_in: int | None = None


@contextmanager
def heartbeat(token: str) -> Iterator[None]:
    """Keep this claim alive during the block; work without checkpoints is not taken over."""
    with _lock:
        _tokens.add(token)
        _start()
    try:
        yield
    finally:
        with _lock:
            _tokens.discard(token)


def _start() -> None:
    """Start the thread once a process; a forked child starts its own."""
    global _beating_in  # noqa: PLW0603  # one thread a process is the point
    if _beating_in != os.getpid() and settings.JOB_HEARTBEAT:
        _beating_in = os.getpid()
        threading.Thread(target=_beat, daemon=True, name="job-heartbeat").start()


def _beat() -> None:
    pause = threading.Event()
    while not pause.wait(settings.JOB_LEASE_SECONDS / 4):
        with _lock:
            tokens = list(_tokens)
        if not tokens:
            continue
        try:
            renew(tokens)
        except DatabaseError:
            # The next beat comes before the lease ends; three lost beats end it, as they should.
            log.warning("heartbeat failed", exc_info=True)
        finally:
            connection.close()
