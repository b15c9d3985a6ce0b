"""What several questions stand under, and the pictures and sounds that questions keep."""

from django.conf import settings
from django.db import models

from core.models import PublicIdField
from media.models import StoredFile

from .banks import Bank
from .questions import Question


class Stimulus(models.Model):
    """A text, a table, pictures or a sound that several questions of a bank ask about.

    One that is in use is never changed: a new one is written, and ``previous`` is what it stands in
    for. Papers hold a copy, and their items name the text they were made with.
    """

    public_id = PublicIdField()
    bank = models.ForeignKey(Bank, on_delete=models.PROTECT, related_name="stimuli")
    title = models.CharField(max_length=200, blank=True)
    # Clean HTML; pictures and sounds stand in it by name, as in questions.
    html = models.TextField()
    # {name: public_id of a StoredFile}
    files = models.JSONField(default=dict, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="later"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "stimuli"

    def __str__(self) -> str:
        return self.title or self.public_id


class KeptFile(models.Model):
    """A file that versions of a question or a stimulus show: it may not be thrown away."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, null=True, related_name="kept_files"
    )
    stimulus = models.ForeignKey(
        Stimulus, on_delete=models.CASCADE, null=True, related_name="kept_files"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "question"], name="assessments_kept_in_question"
            ),
            models.UniqueConstraint(
                fields=["file", "stimulus"], name="assessments_kept_in_stimulus"
            ),
            models.CheckConstraint(
                condition=models.Q(question=None) ^ models.Q(stimulus=None),
                name="assessments_kept_by_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} in {self.question_id or self.stimulus_id}"
