"""Files of questions on their way out."""

from django.conf import settings
from django.db import models

from core.models import PublicIdField

from .banks import Bank


class QuestionExport(models.Model):
    """A file that a person asked for: made at once or by a job, kept for some days.

    ``chosen`` holds public ids of questions, nothing for the whole bank. ``losses`` tells what the
    format could not hold, at most ``MOST_LOSSES`` questions: ``[[name, state, [[code, detail], …]], …]``.
    """

    MOST_LOSSES = 200

    public_id = PublicIdField()
    bank = models.ForeignKey(Bank, on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    format = models.CharField(max_length=12)
    chosen = models.JSONField(default=list, blank=True)
    found = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    degraded = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    losses = models.JSONField(default=list, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    # Where the bytes lie; empty until they are made.
    key = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.format} {self.public_id}"
