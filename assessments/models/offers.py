"""Questions on their way into a shared bank."""

from django.conf import settings
from django.db import models

from .banks import Bank
from .questions import Question, QuestionVersion


class QuestionOffer(models.Model):
    """A question offered to a bank: the subject of its reviews, one row for all its rounds.

    The bank is the question's own when a change in a shared bank has to be passed in its place.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="offers")
    target = models.ForeignKey(Bank, on_delete=models.PROTECT, related_name="+")
    # The version of the newest round.
    version = models.ForeignKey(QuestionVersion, on_delete=models.CASCADE, related_name="+")
    # What the question was before this round, for when it comes back.
    state_before = models.CharField(max_length=10, choices=Question.State)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "target"], name="assessments_offer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} → {self.target_id}"
