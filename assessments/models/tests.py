"""Tests: a frozen paper and the rules of taking it."""

from django.conf import settings
from django.db import models

from accounts.models import Organisation
from core.models import PublicIdField
from curriculum.models import Grade, Subject

from .papers import Paper


class Test(models.Model):
    """A published check or test. Its paper is a snapshot: later bank edits never change it."""

    __test__ = False  # pytest collects classes by this name.

    class Kind(models.TextChoices):
        """Kinds of TT 22/2021: practice, regular, mid-term, final, survey."""

        PRACTICE = "practice"
        REGULAR = "regular"
        MIDTERM = "midterm"
        FINAL = "final"
        SURVEY = "survey"

    public_id = PublicIdField()
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="+")
    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PRACTICE)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    duration_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    # Set while it lies in the bin: sittings and lessons that use it go on.
    deleted_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["owner", "-created_at"], name="assessments_test_owner")]

    def __str__(self) -> str:
        return self.title


class TestForm(models.Model):
    """One of several papers of a test that hold the same questions in another order."""

    __test__ = False

    test = models.ForeignKey(Test, on_delete=models.CASCADE, related_name="forms")
    code = models.CharField(max_length=6)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["test", "code"]
        constraints = [
            models.UniqueConstraint(fields=["test", "code"], name="assessments_form_code"),
        ]

    def __str__(self) -> str:
        return self.code
