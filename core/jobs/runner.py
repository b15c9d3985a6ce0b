"""Run claimed jobs: the edge that answers every error of a job once."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from threading import Event

from django.db import close_old_connections, connection
from django.utils import timezone
from django.utils.translation import gettext

from core.errors import DomainError
from core.logs import request_id
from core.models import Job

from .heartbeat import heartbeat
from .lease import claim, claim_next, new_token
from .registry import find_kind
from .run import JobInterruptedError, JobRun, LeaseLostError

log = logging.getLogger("benhoc.jobs")

# Seconds before the second, third, … attempt.
BACKOFF = (5, 30, 120, 600, 1800)


def run_job(job_id: int, *, stopping: Event | None = None) -> bool:
    """Claim this job and run it; tell whether it was ours to run. Safe to call twice."""
    token = new_token()
    job = claim(job_id, token=token)
    if job is None:
        return False
    _run(JobRun(job, token=token, stopping=stopping))
    return True


def run_next(queues: Sequence[str] = (), *, stopping: Event | None = None) -> bool:
    """Run the oldest job that is due; tell whether there was one."""
    token = new_token()
    job = claim_next(token=token, queues=queues)
    if job is None:
        return False
    _run(JobRun(job, token=token, stopping=stopping))
    return True


def run_due_jobs(*, limit: int = 1000) -> int:
    """Run what is due, and what that asks for, in this thread. For tests and commands."""
    count = 0
    while count < limit and run_next():
        count += 1
    return count


def _run(run: JobRun) -> None:
    """Call the job's function and write down how it ended."""
    mark = request_id.set(f"job-{run.job.public_id}")
    _freshen_connections()
    try:
        with heartbeat(run.token):
            _answer(run)
    except LeaseLostError:
        log.warning("lease lost", extra={"job": run.job.name, "job_id": run.job.pk})
    finally:
        _freshen_connections()
        request_id.reset(mark)


def _freshen_connections() -> None:
    """Drop a connection that is old or broken, except inside somebody's transaction."""
    if not connection.in_atomic_block:
        close_old_connections()


def _answer(run: JobRun) -> None:
    job = run.job
    kind = find_kind(job.name)
    if kind is None:
        run.fail(gettext("No installed part of the system knows how to do this work."))
        return
    if job.attempts > job.max_attempts:
        run.fail(
            gettext("The work was cut off several times. Ask your IT contact, then try again.")
        )
        return
    started = timezone.now()
    try:
        kind.function(run, *job.args)
    except JobInterruptedError:
        run.put_back(run_after=timezone.now(), counts=False)
    except LeaseLostError:
        raise
    except DomainError as error:
        # A rule refused: trying again would be refused again.
        run.fail(str(error.message))
        log.info("job refused", extra={"job": job.name, "job_id": job.pk})
    except Exception:
        log.exception("job broke", extra={"job": job.name, "job_id": job.pk})
        _try_again(run)
    else:
        run.finish()
        seconds = round((timezone.now() - started).total_seconds(), 2)
        log.info("job done", extra={"job": job.name, "job_id": job.pk, "seconds": seconds})


def _try_again(run: JobRun) -> None:
    """Wait longer each time; after the last attempt say so to people, the trace is in the log."""
    job: Job = run.job
    if job.attempts >= job.max_attempts:
        run.fail(gettext("Something went wrong on our side. Nothing is lost; try again later."))
        return
    seconds = BACKOFF[min(job.attempts, len(BACKOFF)) - 1]
    run.put_back(
        run_after=timezone.now() + timedelta(seconds=seconds),
        error=gettext("Something went wrong on our side. It is tried again by itself."),
    )
