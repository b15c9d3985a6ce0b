"""Who holds a job: tokens that name a claim, and the claim itself by conditional update."""

import os
import secrets
import socket
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from core.models import Job


def lease_time() -> timedelta:
    """Return how long a job is left to a worker that gives no sign of life."""
    return timedelta(seconds=settings.JOB_LEASE_SECONDS)


@cache
def _place() -> str:
    """Name this machine and its space of process numbers: containers may share a host name."""
    try:
        space = str(Path("/proc/self/ns/pid").stat().st_ino)
    except OSError:
        space = "-"
    return f"{socket.gethostname()[:30]}/{space}"


def _started(pid: int) -> str:
    """Return when the process started, or an empty text when there is none of this number."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return "" if Path("/proc/self").exists() or not _answers(pid) else "-"
    fields = text.rpartition(")")[2].split()
    return "" if fields[0] == "Z" else fields[19]


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def new_token() -> str:
    """Return the name of one claim: place, process, start of the process, random part."""
    pid = os.getpid()
    return f"{_place()}/{pid}/{_started(pid)}/{secrets.token_hex(4)}"


def due(now: datetime, queues: Sequence[str] = ()) -> QuerySet[Job]:
    """Return the jobs that may be claimed now: waiting ones, and those whose worker fell silent."""
    waiting = Q(state=Job.State.QUEUED, run_after__lte=now)
    left = Q(state=Job.State.RUNNING, lease_until__lt=now)
    jobs = Job.objects.filter(waiting | left)
    if queues:
        jobs = jobs.filter(queue__in=queues)
    return jobs.order_by("run_after", "pk")


def claim(job_id: int, *, token: str) -> Job | None:
    """Take the job unless somebody else holds it or it is done; counts as an attempt."""
    now = timezone.now()
    seen = due(now).filter(pk=job_id).first()
    return _take(seen, token=token, now=now) if seen else None


def claim_next(*, token: str, queues: Sequence[str] = ()) -> Job | None:
    """Take the oldest job that is due; a lost race goes on to the next one."""
    now = timezone.now()
    for seen in due(now, queues)[:5]:
        if job := _take(seen, token=token, now=now):
            return job
    return None


def _take(seen: Job, *, token: str, now: datetime) -> Job | None:
    """Take the job as it was seen, or nothing: whoever changed it since has moved its lease.

    A waiting job's key is freed, so that new reasons for the same work make a new job.
    """
    changes: dict[str, Any] = {
        "state": Job.State.RUNNING,
        "key": "",
        "leased_by": token,
        "lease_until": now + lease_time(),
        "nudged_at": None,
        "attempts": seen.attempts + 1,
        "started_at": seen.started_at or now,
    }
    same = Job.objects.filter(
        pk=seen.pk, state=seen.state, lease_until=seen.lease_until, attempts=seen.attempts
    )
    if not same.update(**changes):
        return None
    for name, value in changes.items():
        setattr(seen, name, value)
    return seen


def renew(tokens: Sequence[str]) -> None:
    """Push the end of these leases away from now."""
    Job.objects.filter(leased_by__in=tokens, state=Job.State.RUNNING).update(
        lease_until=timezone.now() + lease_time()
    )


def free_dead_leases() -> int:
    """End at once the leases of processes of this machine that are no longer alive.

    Without this a restart after ``kill -9`` waits for the lease to run out. Workers elsewhere are
    left alone: their leases end by the clock.
    """
    now = timezone.now()
    freed = 0
    for job in Job.objects.filter(state=Job.State.RUNNING, lease_until__gte=now):
        place, pid, started, _random = _read_token(job.leased_by)
        if place == _place() and pid and _started(pid) != started:
            freed += Job.objects.filter(pk=job.pk, leased_by=job.leased_by).update(
                lease_until=now - timedelta(seconds=1)
            )
    return freed


def _read_token(token: str) -> tuple[str, int, str, str]:
    parts = token.split("/")
    if len(parts) != 5 or not parts[2].isdigit():
        return "", 0, "", ""
    return f"{parts[0]}/{parts[1]}", int(parts[2]), parts[3], parts[4]
