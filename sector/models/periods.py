"""Months that are being counted or have been closed."""

from django.conf import settings
from django.db import models


class Period(models.Model):
    """A calendar month. A closed one changes only by corrections that say why."""

    class State(models.TextChoices):
        RUNNING = "running"
        FROZEN = "frozen"

    # "2026-11"
    code = models.CharField(max_length=7, unique=True)
    starts_on = models.DateField(unique=True)
    ends_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING)
    frozen_at = models.DateTimeField(null=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-starts_on"]

    def __str__(self) -> str:
        return self.code
