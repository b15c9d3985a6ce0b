"""Writes of the machine room: asking for work, finding nothing lost."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone

from .jobs.broker import send_nudge
from .jobs.registry import find_kind, list_periods
from .models import Job, OutboxMessage
from .models.jobs import about_key


def enqueue(
    name: str,
    *args: int | str,
    about: models.Model | None = None,
    key: str = "",
    queue: str = "",
    run_after: datetime | None = None,
    owner_id: int | None = None,
    school_id: int | None = None,
) -> Job:
    """Insert a job in the current transaction; a key that is already waiting gives that job.

    Arguments are ids only: whoever runs it loads fresh rows. Without ``queue`` the job's declared
    one is taken. After the commit a nudge is sent; when it is lost the sweeper finds the row.
    """
    now = timezone.now()
    kind = find_kind(name)
    fields = {
        "name": name,
        "args": list(args),
        "about": about_key(about) if about is not None else "",
        "queue": queue or (kind.queue if kind else "default"),
        "max_attempts": kind.max_attempts if kind else 5,
        "run_after": run_after or now,
        "owner_id": owner_id,
        "school_id": school_id,
        "created_at": now,
    }
    if not key:
        job = Job.objects.create(**fields)
    else:
        is_new, is_held = False, False
        while not (is_new or is_held):
            job, is_new = Job.objects.get_or_create(
                key=key, state=Job.State.QUEUED, defaults=fields
            )
            is_held = is_new or _hold(job)
        if not is_new:
            return job
    if settings.BROKER_URL:
        transaction.on_commit(lambda: nudge(job), robust=True)
    return job


def _hold(job: Job) -> bool:
    """Keep a waiting job waiting until this transaction ends; False when it was just taken.

    A worker that took it earlier would read the rows as they were before, and nobody would ask
    again. Others who ask share the lock; Django has no words for that. SQLite has one writer.
    """
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM {Job._meta.db_table} WHERE id = %s AND state = %s FOR SHARE",  # noqa: S608  # own table name
            [job.pk, Job.State.QUEUED],
        )
        return cursor.fetchone() is not None


def nudge(job: Job) -> None:
    """Tell the broker's workers that a job waits; losing the message costs time, never work."""
    if job.run_after <= timezone.now() and send_nudge(job):
        Job.objects.filter(pk=job.pk).update(nudged_at=timezone.now())


@transaction.atomic
def retry_job(job: Job) -> Job:
    """Let a failed job start again with fresh attempts. A second call changes nothing."""
    again = Job.objects.filter(pk=job.pk, state=Job.State.FAILED).update(
        state=Job.State.QUEUED,
        attempts=0,
        run_after=timezone.now(),
        finished_at=None,
        nudged_at=None,
        error="",
    )
    job.refresh_from_db()
    if again and settings.BROKER_URL:
        transaction.on_commit(lambda: nudge(job), robust=True)
    return job


def forget_finished_jobs(
    *, done_before: datetime, failed_before: datetime, ticks_before: datetime, limit: int = 1000
) -> int:
    """Delete up to ``limit`` rows of jobs that ended so long ago; return how many.

    What starts by the clock would fill the table, so it has an earlier end of its own.
    """
    old = Q(state=Job.State.DONE, finished_at__lt=done_before) | Q(
        state=Job.State.FAILED, finished_at__lt=failed_before
    )
    old |= Q(state=Job.State.DONE, finished_at__lt=ticks_before, name__in=list_periods())
    ids = list(Job.objects.filter(old).values_list("pk", flat=True)[:limit])
    return Job.objects.filter(pk__in=ids).delete()[0]


def post_message(
    destination: str,
    record_id: str,
    *,
    event: OutboxMessage.Event,
    version: int,
    payload: dict[str, Any],
    changed_at: datetime,
) -> OutboxMessage:
    """Put a record into the outbox, in the transaction that changed it; a known version stays."""
    message, _is_new = OutboxMessage.objects.get_or_create(
        destination=destination,
        record_id=record_id,
        version=version,
        defaults={"event": event, "payload": payload, "changed_at": changed_at},
    )
    return message
