"""Jobs of the machine room itself."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .actions import forget_finished_jobs
from .jobs import JobRun, job, periodic
from .outbox import list_waiting, send_message
from .queries import get_rule, is_done_elsewhere

BATCH = 200


@periodic(minutes=1)
@job("core.send_outbox", label=_("Sending of records to the sector database"))
def send_outbox(run: JobRun) -> None:
    """Send what waits, in order. Without a destination the messages wait.

    One sender at a time: two would send the same message twice and overtake each other.
    """
    if not settings.OUTBOX_URL or is_done_elsewhere(run.job):
        return
    sent = run.job.done_count
    for message in list_waiting()[:BATCH]:
        send_message(message, now=timezone.now())
        sent += 1
        run.checkpoint(done=sent)


@periodic(hours=24)
@job("core.forget_jobs", label=_("Clearing of finished work"))
def forget_jobs(run: JobRun) -> None:
    """Remove rows of finished jobs after the time that the rule gives them."""
    rule = get_rule("core.job_retention")
    now = timezone.now()
    while forget_finished_jobs(
        done_before=now - timedelta(days=rule["done_days"]),
        failed_before=now - timedelta(days=rule["failed_days"]),
        ticks_before=now - timedelta(days=1),
    ):
        run.checkpoint()
