"""Frameworks of outcomes and competences (CASE: CFDocument and CFItem)."""

from django.db import models

from .subjects import Grade, Subject


class Framework(models.Model):
    """A published list of outcomes: the 2018 programme, a competence framework."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    is_verified = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Outcome(models.Model):
    """A node of a framework: strand, topic or learning outcome (yêu cầu cần đạt)."""

    class Kind(models.TextChoices):
        STRAND = "strand"
        TOPIC = "topic"
        OUTCOME = "outcome"

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="outcomes")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    kind = models.CharField(max_length=10, choices=Kind)
    code = models.CharField(max_length=40)
    text = models.CharField(max_length=600)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="+")
    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, null=True, related_name="+")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["framework", "position"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="curriculum_outcome_code"),
        ]
        indexes = [
            models.Index(fields=["subject", "grade", "kind"], name="curriculum_outcome_where")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"
