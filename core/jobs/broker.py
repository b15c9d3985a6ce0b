"""Celery carries the nudge: a message with a job's id, nothing else.

Messages are acknowledged on receipt and may be lost or doubled: the claim makes a double harmless,
the sweeper sends again what nobody has claimed.
"""

import logging
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Q

from core.models import Job

from .lease import due

log = logging.getLogger("benhoc.jobs")

TASK = "core.run_job"
RESEND = timedelta(seconds=30)


@cache
def get_celery() -> Any:
    """Return the Celery application, made on first use: without a broker Celery is not loaded."""
    from celery import Celery

    app = Celery("benhoc", broker=settings.BROKER_URL)
    app.conf.update(
        task_ignore_result=True,
        task_default_queue="default",
        task_create_missing_queues=True,
        task_acks_late=False,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        broker_connection_retry_on_startup=True,
        broker_connection_timeout=2,
        broker_transport_options={"socket_connect_timeout": 2, "socket_timeout": 5},
    )
    # Pool threads look tasks up in the default application; elsewhere they would vanish unseen.
    app.set_default()

    @app.task(name=TASK)
    def run(job_id: int) -> None:
        from .runner import run_job

        run_job(job_id)

    return app


def send_nudge(job: Job) -> bool:
    """Send the job's id to the workers; tell whether the broker took it."""
    from kombu.exceptions import OperationalError

    try:
        get_celery().send_task(TASK, args=[job.pk], queue=job.queue, retry=False)
    except (OperationalError, OSError) as error:
        log.warning("nudge lost", extra={"job_id": job.pk, "reason": type(error).__name__})
        return False
    return True


def resend_nudges(now: datetime, *, limit: int = 500) -> int:
    """Send again what is due and was not nudged lately. Safe in several processes at once."""
    old = Q(nudged_at=None) | Q(nudged_at__lt=now - RESEND)
    count = 0
    for job in due(now).filter(old)[:limit]:
        marked = Job.objects.filter(pk=job.pk, nudged_at=job.nudged_at).update(nudged_at=now)
        if marked and not send_nudge(job):
            break
        count += marked
    return count
