"""Files of questions between reading and saving."""

from django.conf import settings
from django.db import models

from core.models import PublicIdField

from .banks import Bank


class ImportDraft(models.Model):
    """What was read from a file, with its report, until the teacher saves it or lets it go.

    ``report`` has the shape of ``assessments/formats/report.py`` (``ImportReport.to_json``).
    """

    public_id = PublicIdField()
    bank = models.ForeignKey(Bank, on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    filename = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    # What the person said the format is, for files that a job reads.
    format = models.CharField(max_length=20, default="auto")
    # Where the bytes of a file lie that is still to be read; empty once it is.
    storage_key = models.CharField(max_length=200, blank=True)
    # Why a file that a job read cannot be taken as a whole.
    fault = models.TextField(blank=True)
    report = models.JSONField()
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.filename
