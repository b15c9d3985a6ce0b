"""Background work as administrators see it: their schools' jobs, or everybody's."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise

from accounts.models import Organisation
from accounts.permissions import AnyUser, list_held_grants
from core.errors import NotFoundError
from core.jobs.registry import find_kind
from core.models import Job, OutboxMessage

CAPABILITY = "jobs.view"


@dataclass(frozen=True)
class ShownJob:
    """A job with the words people read."""

    job: Job
    label: str | Promise
    school: str


def is_sector_wide(user: AnyUser) -> bool:
    """Say whether the person looks after the whole system, jobs of no school included."""
    return any(
        CAPABILITY in grant.role.capabilities
        and grant.organisation.kind == Organisation.Kind.DEPARTMENT
        for grant in list_held_grants(user)
    )


def list_visible_jobs(user: AnyUser) -> QuerySet[Job]:
    """Jobs of the schools that the person looks after, newest first."""
    jobs = Job.objects.order_by("-pk")
    if is_sector_wide(user):
        return jobs
    below = Q(pk__in=[])
    for grant in list_held_grants(user):
        if CAPABILITY in grant.role.capabilities:
            below |= Q(path__startswith=grant.organisation.path)
    schools = Organisation.objects.filter(below).values("pk")
    return jobs.filter(school_id__in=schools)


def access_visible_job(user: AnyUser, public_id: str) -> Job:
    """Fetch a job that the person looks after, or raise NotFoundError."""
    job = list_visible_jobs(user).filter(public_id=public_id).first()
    if job is None:
        raise NotFoundError
    return job


def count_jobs_by_state(user: AnyUser) -> dict[str, int]:
    """Count jobs that are not done, by state."""
    open_jobs = list_visible_jobs(user).exclude(state=Job.State.DONE).order_by()
    return dict(open_jobs.values_list("state").annotate(Count("pk")))


def describe_jobs(jobs: Iterable[Job]) -> list[ShownJob]:
    """Add label and school to each job, by one query for all schools."""
    jobs = list(jobs)
    names = dict(
        Organisation.objects.filter(pk__in={job.school_id for job in jobs if job.school_id})
        .order_by()
        .values_list("pk", "short_name")
    )
    return [ShownJob(job, _label(job.name), names.get(job.school_id or 0, "")) for job in jobs]


def count_outbox() -> dict[str, int]:
    """Count messages for the sector database that nobody has received, by state."""
    waiting = OutboxMessage.objects.exclude(state=OutboxMessage.State.SENT).order_by()
    return dict(waiting.values_list("state").annotate(Count("pk")))


def _label(name: str) -> str | Promise:
    kind = find_kind(name)
    return kind.label if kind else name
