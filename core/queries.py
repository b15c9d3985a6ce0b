"""Reads of the machine room."""

from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone

from .errors import NotFoundError
from .models import Job, RuleSet
from .models.jobs import JobQuerySet


def list_jobs(*, about: models.Model | None = None) -> JobQuerySet:
    """Jobs, oldest first; with ``about`` those asked for because of that row."""
    jobs = Job.objects.order_by("pk")
    return jobs.about(about) if about is not None else jobs


def find_running_job(about: models.Model) -> Job | None:
    """Return the newest job about this row that is not over, or None."""
    waiting = Job.objects.about(about).exclude(state__in=[Job.State.DONE, Job.State.FAILED])
    return waiting.order_by("-pk").first()


def is_done_elsewhere(job: Job) -> bool:
    """Tell whether a job of the same name, begun before this one, is being worked on now."""
    elder = models.Q(started_at__lt=job.started_at)
    elder |= models.Q(started_at=job.started_at, pk__lt=job.pk)
    same = Job.objects.filter(elder, name=job.name, state=Job.State.RUNNING)
    return same.filter(lease_until__gt=timezone.now()).exists()


def access_job(owner_id: int | None, public_id: str) -> Job:
    """Fetch a job that this person asked for, or raise NotFoundError."""
    job = Job.objects.filter(public_id=public_id, owner_id=owner_id).first()
    if job is None or owner_id is None:
        raise NotFoundError
    return job


def get_rule(code: str, day: date | None = None) -> dict[str, Any]:
    """Return the body of the rule that holds on that day, by default today.

    Raises LookupError naming the rule when no version is old enough: a rule set without a seed is a
    fault of ours, not of the person.
    """
    body = (
        RuleSet.objects.filter(code=code, valid_from__lte=day or timezone.localdate())
        .order_by("-valid_from", "-version")
        .values_list("body", flat=True)
        .first()
    )
    if body is None:
        message = f"No rule set {code} holds on {day or timezone.localdate()}."
        raise LookupError(message)
    return body
