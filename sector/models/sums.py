"""The figures of wards and of the department, kept so that a page never adds up a year of schools."""

from django.db import models

from accounts.models import Organisation

from .indicators import Indicator
from .periods import Period


class UnitSum(models.Model):
    """What the schools below a unit have together; written beside their values, never by itself."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="sums")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="sums")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()
    school_count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "period", "indicator"], name="sector_sum_once"),
        ]

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"
