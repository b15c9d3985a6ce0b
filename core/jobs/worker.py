"""The worker process behind ``manage.py work``: threads that run jobs, and the clock."""

import logging
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from .broker import resend_nudges
from .lease import free_dead_leases
from .runner import run_next
from .schedule import enqueue_periodic

log = logging.getLogger("benhoc.jobs")

POLL_SECONDS = 0.5
CLOCK_SECONDS = 1.0
GRACE_SECONDS = 20.0
TROUBLE_SECONDS = 5.0


class Worker:
    """Runs jobs in threads until it is stopped; with a broker it only keeps the clock."""

    def __init__(self, *, threads: int, queues: list[str] | None = None) -> None:
        """Prepare; nothing runs before ``run``."""
        self.queues = queues or []
        self.stopping = threading.Event()
        count = 0 if settings.BROKER_URL else threads
        self.threads = [
            threading.Thread(target=self._work, args=(number,), daemon=True, name=f"job-{number}")
            for number in range(count)
        ]

    def run(self) -> None:
        """Work until ``stop`` is called, then give running jobs some time to reach a checkpoint."""
        self._guard(free_dead_leases)
        for thread in self.threads:
            thread.start()
        while not self.stopping.wait(CLOCK_SECONDS):
            self._guard(self._tick)
        ends = time.monotonic() + GRACE_SECONDS
        for thread in self.threads:
            thread.join(max(0.0, ends - time.monotonic()))

    def stop(self) -> None:
        """Ask everything to end; safe in a signal handler."""
        self.stopping.set()

    def _tick(self) -> None:
        now = timezone.now()
        enqueue_periodic(now)
        if settings.BROKER_URL:
            resend_nudges(now)

    def _work(self, number: int) -> None:
        # Long work may fill every thread but the first, so that short jobs never wait for a film.
        takes_short_work = not self.queues or "default" in self.queues
        is_kept_free = number == 0 and len(self.threads) > 1 and takes_short_work
        queues = ["default"] if is_kept_free else self.queues
        while not self.stopping.is_set():
            if not self._guard(lambda: run_next(queues, stopping=self.stopping)):
                self.stopping.wait(POLL_SECONDS)
        connection.close()

    def _guard(self, call: Callable[[], object]) -> object:
        """Outlive a database that is away for a moment."""
        try:
            close_old_connections()
            return call()
        except DatabaseError:
            log.exception("database trouble")
            connection.close()
            self.stopping.wait(TROUBLE_SECONDS)
            return None
