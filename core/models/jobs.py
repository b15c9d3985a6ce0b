"""Background work. The row is the truth; whatever carries the nudge may be lost."""

from django.db import models

from .fields import PublicIdField


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs by what they wait for."""

    def about(self, instance: models.Model) -> "JobQuerySet":
        """Jobs that were asked for because of this row."""
        return self.filter(about=about_key(instance))


def about_key(instance: models.Model) -> str:
    """Return the text that names a row in tables that cannot point at it."""
    return f"{instance._meta.label_lower}:{instance.pk}"


class Job(models.Model):
    """One piece of work: queued, leased while it runs, done once."""

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    public_id = PublicIdField()
    name = models.CharField(max_length=100)
    args = models.JSONField(default=list)
    # A key given twice makes one job while the first has not started.
    key = models.CharField(max_length=200, blank=True)
    about = models.CharField(max_length=100, blank=True, db_index=True)
    queue = models.CharField(max_length=20, default="default")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    run_after = models.DateTimeField()
    # When the broker last got this job's id; meaningless without a broker.
    nudged_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    leased_by = models.CharField(max_length=80, blank=True)
    checkpoint = models.JSONField(default=dict)
    done_count = models.PositiveIntegerField(default=0)
    total_count = models.PositiveIntegerField(default=0)
    stage = models.CharField(max_length=100, blank=True)
    error = models.TextField(blank=True)
    # core knows no people: the number of the person who may watch, and of the school he did it for.
    owner_id = models.BigIntegerField(null=True, db_index=True)
    school_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["queue", "run_after"],
                condition=models.Q(state__in=["queued", "running"]),
                name="core_job_waiting",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(state="queued") & ~models.Q(key=""),
                name="core_job_one_waiting_a_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.public_id}"


class JobSchedule(models.Model):
    """When a periodic job starts next."""

    name = models.CharField(max_length=100, unique=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
