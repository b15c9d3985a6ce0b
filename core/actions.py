"""Writes of the machine room: asking for work, finding nothing lost."""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils import timezone

from .models import Job
from .models.jobs import about_key


def enqueue(
    name: str,
    *args: int | str,
    about: models.Model | None = None,
    key: str = "",
    queue: str = "default",
    run_after: datetime | None = None,
    owner_id: int | None = None,
    school_id: int | None = None,
) -> Job:
    """Insert a job in the current transaction; a key that is already waiting gives that job.

    Arguments are ids only: whoever runs it loads fresh rows. After the commit a nudge is sent;
    when the nudge is lost the sweeper finds the row.
    """
    now = timezone.now()
    if key:
        waiting = Job.objects.filter(key=key, state=Job.State.QUEUED).first()
        if waiting is not None:
            return waiting
    job = Job.objects.create(
        name=name,
        args=list(args),
        about=about_key(about) if about is not None else "",
        key=key,
        queue=queue,
        run_after=run_after or now,
        owner_id=owner_id,
        school_id=school_id,
        created_at=now,
    )
    transaction.on_commit(lambda: nudge(job))
    return job


def nudge(job: Job) -> None:
    """Tell whoever carries messages that a job waits; losing it costs time, never work."""


LEASE = timedelta(seconds=60)
