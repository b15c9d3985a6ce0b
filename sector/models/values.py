"""The figure of one school, one month, one indicator; sums are made of these."""

from django.db import models

from accounts.models import Organisation

from .indicators import Indicator
from .periods import Period


class IndicatorValue(models.Model):
    """Numerator and denominator, so that wards and the department are sums, never means of means."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="values")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="values")
    school = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period", "school"], name="sector_value_once"
            ),
            models.CheckConstraint(
                condition=models.Q(numerator__lte=models.F("denominator")),
                name="sector_value_is_a_share",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"


class Correction(models.Model):
    """A late fact after closing: what stood there, what is true, and why."""

    value = models.ForeignKey(IndicatorValue, on_delete=models.PROTECT, related_name="corrections")
    numerator_before = models.PositiveIntegerField()
    numerator_after = models.PositiveIntegerField()
    denominator_before = models.PositiveIntegerField()
    denominator_after = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.value_id}: {self.numerator_before} → {self.numerator_after}"
