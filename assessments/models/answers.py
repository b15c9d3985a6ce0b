"""Answers as they come in, and as they stand after folding."""

from django.db import models

from core.models import ScoreField

from .attempts import Attempt


class AnswerBatch(models.Model):
    """Changes of answers as one device sent them: inserted once, never changed.

    The table has no foreign keys and its key holds the month, so that PostgreSQL can keep it in
    monthly partitions (ADR 0050). ``events`` is JSON text: ``[{"q": 3, "a": "b7", "t": 1700000000000}]``
    with the position, the answer as ``assessments/items/paper.py`` writes it, and the device's clock;
    ``{"q": 3, "f": true}`` sets the learner's own mark.
    """

    pk = models.CompositePrimaryKey("attempt_id", "epoch", "seq", "month")
    attempt_id = models.BigIntegerField()
    epoch = models.PositiveIntegerField()
    seq = models.PositiveIntegerField()
    month = models.PositiveIntegerField()
    events = models.TextField()
    received_at = models.DateTimeField()
    # Came after the attempt was handed in: kept for the record, not folded.
    is_aside = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.epoch}/{self.seq}"


class Answer(models.Model):
    """The last word of a learner on one question, written by folding the batches."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    # The value of the last event: a token, tokens, {token: true/false}, or text.
    value = models.JSONField(null=True)
    epoch = models.PositiveIntegerField()
    seq = models.PositiveIntegerField()
    received_at = models.DateTimeField()
    is_late = models.BooleanField(default=False)
    score = ScoreField(null=True)

    class Meta:
        ordering = ["attempt", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "position"], name="assessments_answer_position"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.position}"
