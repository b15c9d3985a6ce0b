"""Reads of the machine room."""

from django.db import models

from .models import Job
from .models.jobs import JobQuerySet


def list_jobs(*, about: models.Model | None = None) -> JobQuerySet:
    """Jobs, oldest first; with ``about`` those asked for because of that row."""
    jobs = Job.objects.order_by("pk")
    return jobs.about(about) if about is not None else jobs
