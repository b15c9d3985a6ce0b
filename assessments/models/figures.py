"""Figures of tests: counts of each sitting, reports made of them, and doubts about keys."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Organisation
from core.models import PublicIdField

from .attempts import Sitting
from .questions import QuestionVersion
from .tests import Test


class SittingTally(models.Model):
    """What the attempts of one sitting add up to, counted when it was over.

    ``counts`` has the shape of ``assessments/analysis/tally.py``. A mark that changes afterwards makes
    the row stale, and it is counted anew.
    """

    sitting = models.OneToOneField(Sitting, on_delete=models.CASCADE, related_name="tally")
    test = models.ForeignKey(Test, on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    size = models.PositiveIntegerField()
    counts = models.JSONField()
    counted_at = models.DateTimeField()
    is_stale = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["test", "school"], name="assessments_tally_test")]

    def __str__(self) -> str:
        return f"{self.sitting_id}: {self.size}"


class TestReport(models.Model):
    """Figures of a test over all who took it, or over those of one school.

    ``figures`` has the shape of ``assessments/analysis/report.py`` with ``levels``, ``outcomes`` and
    ``classes`` beside; ``curves`` is ``{"v": 1, "parameters": 1 | 2, "items": {key: [a, b, error of a,
    error of d] | null}}`` or empty.
    """

    __test__ = False  # pytest collects classes by this name.

    test = models.ForeignKey(Test, on_delete=models.CASCADE, related_name="reports")
    school = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    size = models.PositiveIntegerField()
    figures = models.JSONField()
    curves = models.JSONField(default=dict)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["test", "school"], name="assessments_report_school"),
            models.UniqueConstraint(
                fields=["test"], condition=Q(school=None), name="assessments_report_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.test_id}/{self.school_id}"


class ItemFigure(models.Model):
    """How one wording of a question did in one test: what the bank learns from it."""

    test = models.ForeignKey(Test, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(QuestionVersion, on_delete=models.CASCADE, related_name="figures")
    size = models.PositiveIntegerField()
    # Thousandths; None where there is too little to say.
    facility = models.IntegerField(null=True)
    discrimination = models.IntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["test", "version"], name="assessments_figure_once"),
        ]

    def __str__(self) -> str:
        return f"{self.test_id}/{self.version_id}"


class KeyDoubt(models.Model):
    """A key that the answers speak against: a task for the bank's owner, who decides."""

    class State(models.TextChoices):
        OPEN = "open"
        KEPT = "kept"
        MENDED = "mended"

    public_id = PublicIdField()
    test = models.ForeignKey(Test, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(QuestionVersion, on_delete=models.CASCADE, related_name="doubts")
    part = models.CharField(max_length=40, blank=True)
    # {"v": 1, "size", "key": {"choice", "count", "r"}, "rival": {"choice", "count", "r"}}
    evidence = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    raised_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["test", "version", "part"], name="assessments_doubt_once"
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(decided_at__isnull=False),
                name="assessments_doubt_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.state}"
