"""Gradebooks: columns, marks that people wrote, remarks. Marks of tests stay with their confirmation."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import SchoolClass
from assessments.models import Sitting
from core.models import PublicIdField, ScoreField
from curriculum.models import Subject, Term


class Gradebook(models.Model):
    """One subject of a class in a term. Made with the first thing written into it."""

    school_class = models.ForeignKey(SchoolClass, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    # Since then pupils and parents read their own line.
    shown_at = models.DateTimeField(null=True)
    shown_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school_class", "subject", "term"], name="lms_gradebook_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_class_id} {self.subject_id} {self.term_id}"


class GradeColumn(models.Model):
    """A column that was added by hand, or what a teacher decided about the column of a test.

    The column of a test needs no row: results that were confirmed are read where they are sealed.
    """

    class Kind(models.TextChoices):
        """Kinds of assessment that have marks (TT 22/2021, Articles 6 and 7)."""

        REGULAR = "regular", _("Regular")
        MIDTERM = "midterm", _("Mid-term")
        FINAL = "final", _("End of term")

    public_id = PublicIdField()
    gradebook = models.ForeignKey(Gradebook, on_delete=models.PROTECT, related_name="columns")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=120)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, null=True, related_name="+")
    is_counted = models.BooleanField(default=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gradebook", "sitting"],
                condition=Q(sitting__isnull=False),
                name="lms_column_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class GradeMark(models.Model):
    """One entry into a cell. Entries are never changed: a correction is the next one, with its reason.

    The newest entry counts. ``before`` is what the cell showed then, as people read it.
    """

    column = models.ForeignKey(GradeColumn, on_delete=models.PROTECT, related_name="marks")
    pupil = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    mark = ScoreField(null=True)
    # Of subjects without marks: a code of the rule's verdicts.
    verdict = models.CharField(max_length=10, blank=True)
    before = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["-given_at", "-pk"]
        indexes = [models.Index(fields=["column", "pupil"], name="lms_grade_mark_cell")]
        constraints = [
            models.CheckConstraint(
                condition=Q(before="") | ~Q(reason=""), name="lms_grade_mark_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.column_id}/{self.pupil_id}: {self.mark}{self.verdict}"


class GradeRemark(models.Model):
    """What a teacher writes about a pupil at one moment of the term, with the level where one is given."""

    class Moment(models.TextChoices):
        """When: primary schools also write in the middle of a term (TT 27/2020)."""

        MIDDLE = "mid", _("Middle of the term")
        END = "end", _("End of the term")

    gradebook = models.ForeignKey(Gradebook, on_delete=models.PROTECT, related_name="remarks")
    pupil = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    moment = models.CharField(max_length=5, choices=Moment, default=Moment.END)
    # A code of the rule's levels or verdicts.
    level = models.CharField(max_length=10, blank=True)
    text = models.TextField(blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gradebook", "pupil", "moment"], name="lms_remark_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gradebook_id}/{self.pupil_id} {self.level}"
