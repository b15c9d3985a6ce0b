"""Exam matrices: the plan of a paper, a colleague's or the department's as well as one's own."""

from django.conf import settings
from django.db import models

from accounts.models import Organisation
from core.models import PublicIdField
from curriculum.models import Grade, SchoolYear, Subject

from .banks import Bank
from .papers import Paper
from .tests import Test


class Matrix(models.Model):
    """A matrix of Công văn 7991 with its frame and the banks it draws from.

    ``body`` has the shape of ``assessments/matrix/shape.py``, ``frame`` that of
    ``assessments/matrix/frames.py``: a copy, so that a later change of the department's frame does
    not change papers that were planned.
    """

    class Sharing(models.TextChoices):
        """Who may start from it: only its owner, the school, or all teachers of the department."""

        OWN = "own"
        SCHOOL = "school"
        SECTOR = "sector"

    public_id = PublicIdField()
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    sharing = models.CharField(max_length=10, choices=Sharing, default=Sharing.OWN)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, related_name="+")
    school_year = models.ForeignKey(
        SchoolYear, on_delete=models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=Test.Kind, default=Test.Kind.FINAL)
    duration_minutes = models.PositiveSmallIntegerField(default=90)
    frame = models.JSONField()
    body = models.JSONField()
    banks = models.ManyToManyField(Bank, related_name="+")
    # Raised by each save: two windows on one matrix do not overwrite each other unseen.
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    # Set while it lies in the bin: forms that were built from it stay.
    deleted_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["-updated_at", "-pk"]
        verbose_name_plural = "matrices"
        indexes = [
            models.Index(fields=["owner", "-updated_at"], name="assessments_matrix_owner"),
            models.Index(fields=["school", "sharing"], name="assessments_matrix_shared"),
        ]

    def __str__(self) -> str:
        return self.title


class Exam(models.Model):
    """A set of equivalent forms built from a matrix, with the matrix as it stood then."""

    class State(models.TextChoices):
        BUILDING = "building"
        READY = "ready"
        FAILED = "failed"

    public_id = PublicIdField()
    matrix = models.ForeignKey(Matrix, on_delete=models.PROTECT, related_name="exams")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.BUILDING)
    body = models.JSONField()
    # What the teacher asked for, in the shape of ``assessments/assembly/wishes.py``.
    wishes = models.JSONField()
    # Why it failed: faults and relaxing rules, in the shape of the same module.
    report = models.JSONField(default=dict)
    # Set when the forms were made a test that pupils take on screen.
    test = models.ForeignKey(Test, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    built_at = models.DateTimeField(null=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["owner", "-created_at"], name="assessments_exam_owner")]

    def __str__(self) -> str:
        return self.title


class ExamForm(models.Model):
    """One form (mã đề) of an exam, frozen into a paper that a test can use."""

    exam = models.ForeignKey(Exam, on_delete=models.CASCADE, related_name="forms")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=6)
    position = models.PositiveSmallIntegerField()
    # {"v": 1, "items": [{"form", "levels", "row", "order": [int], "basis"}]}, in the order of the
    # paper's items: ``order`` is how options or statements stand, as indexes into the version;
    # ``basis`` is on what the expected share rests (``BASES`` of assembly/pool.py), absent in old ones.
    layout = models.JSONField()
    # Expected part of all points, in thousandths, and expected seconds.
    expected_share = models.PositiveSmallIntegerField()
    expected_seconds = models.PositiveIntegerField()

    class Meta:
        ordering = ["exam", "position"]
        constraints = [
            models.UniqueConstraint(fields=["exam", "code"], name="assessments_exam_code"),
            models.UniqueConstraint(fields=["exam", "position"], name="assessments_exam_position"),
        ]

    def __str__(self) -> str:
        return f"{self.exam_id}/{self.code}"
