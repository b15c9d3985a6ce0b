"""What lies in the bins of teachers."""

from django.conf import settings
from django.db import models

from core.models import PublicIdField


class BinEntry(models.Model):
    """One thing that was thrown away: the row keeps ``deleted_at`` until it comes back or goes.

    Things thrown away together share a batch and come back together by the undo button.
    """

    public_id = PublicIdField()
    batch = models.CharField(max_length=32, db_index=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # The model's name in this app and the row's number, as reviews name their subjects.
    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    title = models.CharField(max_length=200)
    # Where it was: the bank's name.
    place = models.CharField(max_length=120, blank=True)
    deleted_at = models.DateTimeField()

    class Meta:
        ordering = ["-deleted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="assessments_bin_once"),
        ]
        indexes = [
            models.Index(fields=["owner", "-deleted_at"], name="assessments_bin_owner"),
            models.Index(fields=["deleted_at"], name="assessments_bin_age"),
        ]

    def __str__(self) -> str:
        return self.title
