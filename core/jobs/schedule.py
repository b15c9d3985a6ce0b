"""Jobs that start by the clock: one row a job says when next, whoever moves it enqueues."""

from datetime import datetime, timedelta

from django.db import transaction

from core.actions import enqueue
from core.models import JobSchedule

from .registry import list_periods


def enqueue_periodic(now: datetime) -> int:
    """Enqueue each periodic job whose time has come. Many processes may call this at once."""
    known = dict(JobSchedule.objects.values_list("name", "next_at"))
    count = 0
    for name, period in list_periods().items():
        if name not in known:
            JobSchedule.objects.bulk_create(
                [JobSchedule(name=name, next_at=now)], ignore_conflicts=True
            )
            known[name] = now
        if known[name] <= now and _move_on(name, known[name], period, now=now):
            count += 1
    return count


@transaction.atomic
def _move_on(name: str, seen: datetime, period: timedelta, *, now: datetime) -> bool:
    moved = JobSchedule.objects.filter(name=name, next_at=seen).update(next_at=now + period)
    if moved:
        enqueue(name, key=f"periodic:{name}")
    return bool(moved)
