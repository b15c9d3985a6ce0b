"""What a job's function holds in its hand while it runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.models import Job

from .lease import lease_time


class LeaseLostError(Exception):
    """Another worker has taken this job over; whatever this one still wants to write is void."""


class JobInterruptedError(Exception):
    """The worker is being stopped; the job goes on from its checkpoint elsewhere."""


class JobRun:
    """One attempt at a job: its row, and the way to save progress."""

    def __init__(self, job: Job, *, token: str, stopping: Event | None = None) -> None:
        """Hold a claimed job; ``stopping`` is set when the worker must leave."""
        self.job = job
        self.token = token
        self._stopping = stopping or Event()

    def checkpoint(
        self,
        data: dict[str, Any] | None = None,
        *,
        done: int | None = None,
        total: int | None = None,
        stage: str = "",
    ) -> None:
        """Save where the work stands and renew the lease.

        Inside a transaction it commits or falls with the work it tells of. ``stage`` is an English
        message id, shown translated. Raises LeaseLostError when the job is no longer ours, and
        JobInterruptedError between transactions when the worker is being stopped.
        """
        changes: dict[str, Any] = {"lease_until": timezone.now() + lease_time()}
        given = {"checkpoint": data, "done_count": done, "total_count": total}
        changes |= {name: value for name, value in given.items() if value is not None}
        if stage:
            changes["stage"] = stage
        self._write(**changes)
        if self._stopping.is_set() and not transaction.get_connection().in_atomic_block:
            raise JobInterruptedError

    @contextmanager
    def step(self, data: dict[str, Any] | None = None, **progress: Any) -> Iterator[None]:
        """Do the block and save the checkpoint in one transaction, so that it happens once."""
        with transaction.atomic():
            yield
            self.checkpoint(data, **progress)
        if self._stopping.is_set() and not transaction.get_connection().in_atomic_block:
            raise JobInterruptedError

    def finish(self) -> None:
        """Mark the job as done. Call it yourself to commit this together with the effect."""
        if self.job.state == Job.State.DONE:
            return
        self._write(
            state=Job.State.DONE,
            finished_at=timezone.now(),
            lease_until=None,
            leased_by="",
            error="",
        )

    def put_back(self, *, run_after: Any, error: str = "", counts: bool = True) -> None:
        """Let the job wait for another attempt; ``counts=False`` gives this attempt back."""
        self._write(
            state=Job.State.QUEUED,
            run_after=run_after,
            lease_until=None,
            leased_by="",
            nudged_at=None,
            error=error,
            attempts=self.job.attempts if counts else self.job.attempts - 1,
        )

    def fail(self, error: str) -> None:
        """Give up, with a message that people can read."""
        self._write(
            state=Job.State.FAILED,
            finished_at=timezone.now(),
            lease_until=None,
            leased_by="",
            error=error,
        )

    def _write(self, **changes: Any) -> None:
        written = Job.objects.filter(
            pk=self.job.pk, leased_by=self.token, state=Job.State.RUNNING
        ).update(**changes)
        if not written:
            raise LeaseLostError
        for name, value in changes.items():
            setattr(self.job, name, value)
