"""Figures for Prometheus: of requests from every web process, of work from the database.

Web processes write their counts to small files in METRICS_DIR, so that a process that is replaced
takes nothing with it; whatever the database knows is read from there when Prometheus asks.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Count, Min
from django.utils import timezone
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from .models import Job, OutboxMessage

REQUEST_SECONDS = Histogram(
    "benhoc_request_seconds",
    "Time to answer a request.",
    ["method", "route", "status"],
    buckets=(0.01, 0.02, 0.04, 0.06, 0.1, 0.2, 0.5, 1, 2, 5, 10),
)


def observe_request(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answered request. Routes are names of views, so their number is bounded."""
    REQUEST_SECONDS.labels(method, route, f"{status // 100}xx").observe(seconds)


class _DatabaseCollector:
    """Asks the database at each scrape: the same answer from every process."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        jobs = GaugeMetricFamily("benhoc_jobs", "Jobs not done.", labels=["queue", "state"])
        open_jobs = Job.objects.exclude(state=Job.State.DONE)
        for queue, state, count in open_jobs.values_list("queue", "state").annotate(Count("pk")):
            jobs.add_metric([queue, state], count)
        yield jobs
        oldest = Job.objects.filter(
            state=Job.State.QUEUED, run_after__lte=timezone.now()
        ).aggregate(at=Min("run_after"))["at"]
        waited = (timezone.now() - oldest).total_seconds() if oldest else 0
        yield GaugeMetricFamily("benhoc_job_oldest_wait_seconds", "Wait in line.", value=waited)
        outbox = GaugeMetricFamily("benhoc_outbox", "Messages not received.", labels=["state"])
        waiting = OutboxMessage.objects.exclude(state=OutboxMessage.State.SENT)
        for state, count in waiting.values_list("state").annotate(Count("pk")):
            outbox.add_metric([state], count)
        yield outbox


def render_metrics() -> bytes:
    """Return everything in Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(_DatabaseCollector())
    settings.METRICS_DIR.mkdir(parents=True, exist_ok=True)
    MultiProcessCollector(registry, path=str(settings.METRICS_DIR))  # type: ignore[no-untyped-call]  # its own lack
    return generate_latest(registry)
