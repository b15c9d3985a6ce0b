"""Questions that read alike, and questions that may not stand in one paper."""

from django.conf import settings
from django.db import models

from .questions import Question


class QuestionSignature(models.Model):
    """Digests of the newest wording: near-duplicates share at least one (assessments/similarity).

    Each column has its index, so a question finds its like among a million.
    """

    question = models.OneToOneField(
        Question, on_delete=models.CASCADE, primary_key=True, related_name="signature"
    )
    band_0 = models.BigIntegerField(db_index=True)
    band_1 = models.BigIntegerField(db_index=True)
    band_2 = models.BigIntegerField(db_index=True)
    band_3 = models.BigIntegerField(db_index=True)
    band_4 = models.BigIntegerField(db_index=True)
    band_5 = models.BigIntegerField(db_index=True)
    band_6 = models.BigIntegerField(db_index=True)
    band_7 = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"signature of {self.question_id}"

    @property
    def bands(self) -> tuple[int, ...]:
        """Return the digests in their order."""
        return tuple(getattr(self, f"band_{number}") for number in range(8))


class EnemyPair(models.Model):
    """Two questions that may not stand in one paper; the one with the lower number is ``first``."""

    class Kind(models.TextChoices):
        NEAR = "near"
        COPY = "copy"
        # A person said that one gives the other away.
        MANUAL = "manual"

    first = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    # Share of word pairs in common, in percent; 100 for copies.
    alike_percent = models.PositiveSmallIntegerField(default=0)
    # A person looked and said that they differ: kept, so that it is not found again.
    is_lifted = models.BooleanField(default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="assessments_enemies_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="assessments_enemies_ordered"
            ),
        ]
        indexes = [models.Index(fields=["second"], name="assessments_enemies_second")]

    def __str__(self) -> str:
        return f"{self.first_id} × {self.second_id}"
