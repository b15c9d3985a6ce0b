"""The rollup that reports read instead of statements."""

from django.db import models

from records.verbs import Verb

from .statements import Actor


class DailyActivity(models.Model):
    """How often one actor did one thing on one day, for one class and subject (0 where none)."""

    local_date = models.DateField()
    school_id = models.BigIntegerField()
    class_id = models.BigIntegerField(default=0)
    subject_id = models.BigIntegerField(default=0)
    verb = models.CharField(max_length=12, choices=Verb)
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school_id", "verb", "local_date", "class_id", "subject_id", "actor"],
                name="records_activity_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.local_date} {self.verb} × {self.count}"
