"""What is measured, and what the plans ask for. One code is one measure (domain.md §9.3)."""

from django.db import models
from django.utils.translation import get_language

from core.models import ScoreField


class Indicator(models.Model):
    """A measure with a formula of ours; plans refer to it by its code, which stays."""

    class Unit(models.TextChoices):
        PERCENT = "percent"
        COUNT = "count"

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    short_name = models.CharField(max_length=40)
    unit = models.CharField(max_length=10, choices=Unit)
    # Name of the function in sector/indicators that computes it.
    formula = models.CharField(max_length=40)
    # What is counted: people are hidden below ten, schools are not.
    counts_people = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.code

    @property
    def label(self) -> str:
        """The name in the reader's language; officials wrote both."""
        return self.name_en if _is_english() else self.name

    @property
    def short_label(self) -> str:
        """The name for heads of columns; plans abbreviate in Vietnamese only."""
        return self.name_en if _is_english() else self.short_name


def _is_english() -> bool:
    return (get_language() or "vi").startswith("en")


class Target(models.Model):
    """What one plan asks for one year. Plans disagree: every row is kept, none overwritten."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    plan = models.CharField(max_length=160)
    scope = models.CharField(max_length=160, blank=True)
    year = models.PositiveSmallIntegerField()
    value = ScoreField()
    is_verified = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "plan", "scope", "year"], name="sector_target_one_a_plan"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.year}: {self.value}"
