"""Rules that officials may change: versioned data, never constants."""

from django.db import models


class RuleSet(models.Model):
    """One version of one rule, for example ``review.steps`` from a day on."""

    code = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    body = models.JSONField()
    valid_from = models.DateField()
    source = models.CharField(max_length=200, blank=True)
    # False while domain.md marks the value "to be checked".
    is_verified = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="core_ruleset_one_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"
