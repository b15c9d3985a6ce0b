"""Who is in a computer room now: information for the proctor, acknowledged to nobody."""

from django.db import models


class Presence(models.Model):
    """The last sign of life of an attempt's device, overwritten each time.

    No foreign key and no durable commit (``synchronous_commit=off``): what a crash loses comes again
    with the next heartbeat. Counts are of this attempt; they accuse nobody.
    """

    attempt_id = models.BigIntegerField(primary_key=True)
    epoch = models.PositiveIntegerField()
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True)
    # Times at which the device came back after more than two missed heartbeats.
    gap_count = models.PositiveIntegerField(default=0)
    # Times at which the test's window lost the focus, as the device counted them.
    focus_loss_count = models.PositiveIntegerField(default=0)
    away_seconds = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.last_seen_at:%H:%M:%S}"
