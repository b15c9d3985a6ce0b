"""Frozen papers, and their keys apart."""

from django.db import models

from core.models import ScoreField

from .questions import QuestionVersion


class Paper(models.Model):
    """What pupils see, compressed and named by its digest; it holds no key and no bank id.

    ``body`` is the gzip of JSON in the shape of ``assessments/items/paper.py``.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    body = models.BinaryField()
    question_count = models.PositiveSmallIntegerField()
    max_score = ScoreField()
    # {name: public_id of a StoredFile}: pages give each a short-lived address.
    files = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256[:12]


class PaperKey(models.Model):
    """The right answers and points of a paper. Delivery never imports this."""

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="+")
    # {"v": 1, "items": [{"n", "type", "points", …}]}, see assessments/items/paper.py.
    body = models.JSONField()

    def __str__(self) -> str:
        return f"key of {self.paper_id}"


class PaperItem(models.Model):
    """Which version stands at which position of a paper: usage, analysis, and the way back."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="uses")
    points = ScoreField()
    # The shared text above the question as it was then.
    stimulus = models.ForeignKey(
        "Stimulus", on_delete=models.PROTECT, null=True, related_name="uses"
    )

    class Meta:
        ordering = ["paper", "position"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "position"], name="assessments_item_position"),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id}/{self.position}"
