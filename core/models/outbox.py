"""Messages that leave the house, written in the transaction that caused them."""

from django.db import models


class OutboxMessage(models.Model):
    """One record for another system: sent until it is received, replayed without harm.

    The envelope follows the sector's data dictionary: record id, event, version, time of change.
    """

    class Event(models.TextChoices):
        NEW = "NEW"
        UPDATE = "UPDATE"
        CANCEL = "CANCEL"

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        REFUSED = "refused"

    destination = models.CharField(max_length=40)
    record_id = models.CharField(max_length=150)
    event = models.CharField(max_length=10, choices=Event)
    version = models.PositiveIntegerField()
    payload = models.JSONField()
    changed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    receipt = models.CharField(max_length=100, blank=True)
    answer = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["destination", "record_id", "version"], name="core_outbox_one_a_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_id} v{self.version}"
