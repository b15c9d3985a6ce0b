"""One thread a process that records the batches of all requests together: one commit for many pupils.

    writer = GroupWriter(write_batches)
    outcomes = writer.record(batches, now=now)   # returns after the commit, or raises what went wrong

While one group is being committed the next gathers, so nobody waits for company. When the database
dies the waiting requests are failed at once and the next group opens a new connection (ADR 0098).
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import Error, InterfaceError, OperationalError, connection

from .batches import DraftBatch, Outcome, Stamped

MOST_TOGETHER = 256
LONGEST_WAIT_SECONDS = 20.0

log = logging.getLogger("benhoc.intake")
Write = Callable[[Sequence[Stamped]], list[Outcome]]


@dataclass
class Waiter:
    """A request that waits for its batches."""

    stamped: list[Stamped]
    done: threading.Event = field(default_factory=threading.Event)
    outcomes: list[Outcome] | None = None
    error: Exception | None = None

    def settle(self, outcomes: list[Outcome] | None = None, error: Exception | None = None) -> None:
        """Wake the request with its outcomes or with what went wrong."""
        self.outcomes, self.error = outcomes, error
        self.done.set()


class GroupWriter:
    """Gathers batches of the process's threads and writes them group by group."""

    def __init__(self, write: Write) -> None:
        """Take the function that writes a group; the thread starts with the first request."""
        self._write = write
        self._waiting: deque[Waiter] = deque()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def record(self, batches: Sequence[DraftBatch], *, now: datetime) -> list[Outcome]:
        """Hand batches to the writer and wait until they are committed.

        Raises what the database raised, or OperationalError after LONGEST_WAIT_SECONDS; the batches
        may then be in the database all the same, and are safe to send again.
        """
        waiter = Waiter([(batch, now) for batch in batches])
        with self._changed:
            self._waiting.append(waiter)
            self._see_to_thread()
            self._changed.notify()
        if not waiter.done.wait(LONGEST_WAIT_SECONDS):
            raise OperationalError("the group writer does not answer")
        if waiter.error is not None:
            raise waiter.error
        return waiter.outcomes or []

    def _see_to_thread(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._work, name="group-writer", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            group = self._gather()
            try:
                self._write_group(group)
            except Exception as error:  # whatever it is, nobody may be left waiting
                log.exception("the group writer failed")
                for waiter in group:
                    if not waiter.done.is_set():
                        waiter.settle(error=error)

    def _gather(self) -> list[Waiter]:
        """Wait for work; take all that waits, up to MOST_TOGETHER batches."""
        group: list[Waiter] = []
        count = 0
        with self._changed:
            while not self._waiting:
                self._changed.wait()
            while self._waiting and count < MOST_TOGETHER:
                group.append(self._waiting.popleft())
                count += len(group[-1].stamped)
        return group

    def _write_group(self, group: list[Waiter]) -> None:
        try:
            outcomes = self._write([each for waiter in group for each in waiter.stamped])
        except (OperationalError, InterfaceError) as error:
            # The database has gone: its connection is of no use, and everybody shall know now.
            connection.close()
            for waiter in group:
                waiter.settle(error=error)
            return
        except Error:
            self._write_singly(group)
            return
        for waiter in group:
            count = len(waiter.stamped)
            waiter.settle(outcomes[:count])
            outcomes = outcomes[count:]

    def _write_singly(self, group: list[Waiter]) -> None:
        """Find the request that the database refuses; the others must not suffer for it."""
        for waiter in group:
            try:
                waiter.settle(self._write(waiter.stamped))
            except Error as error:
                waiter.settle(error=error)
