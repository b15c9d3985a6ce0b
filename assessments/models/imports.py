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
    # When the person said "save" to a long file; a job is at it until ``saved_at``.
    saving_at = models.DateTimeField(null=True)
    # How far the job is: {"v": 1, "count": n, "stimuli": {key: primary key}}; empty before its first step.
    saved_so_far = models.JSONField(default=dict, blank=True)
    saved_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.filename

    @property
    def is_worked_on(self) -> bool:
        """Say whether a job reads the file or saves its questions, or has refused the file."""
        is_saving = self.saving_at is not None and self.saved_at is None
        return bool(self.storage_key or self.fault or is_saving)

    @property
    def saved_count(self) -> int:
        """Return how many questions the job has put into the bank."""
        return int(self.saved_so_far.get("count", 0))
