"""A lesson given to a class."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from accounts.models import Organisation, SchoolClass
from assessments.models import Sitting
from content.models import Lesson
from core.models import PublicIdField
from curriculum.models import SchoolYear, Subject


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments by class and time."""

    def given(self) -> "AssignmentQuerySet":
        """Leave out what was withdrawn."""
        return self.filter(withdrawn_at=None)

    def open_at(self, now: datetime) -> "AssignmentQuerySet":
        """Keep what learners see at that moment."""
        return self.given().filter(opens_at__lte=now)

    def accepting_at(self, now: datetime) -> "AssignmentQuerySet":
        """Keep what still takes work at that moment."""
        return self.open_at(now).filter(Q(due_at__gte=now) | Q(late_until__gte=now))


class Assignment(models.Model):
    """One lesson, as it was published then, for one class until one moment.

    School, school year, subject, title and size are copied: figures and lists read this table alone.
    """

    class ShowResults(models.TextChoices):
        """What a learner sees after a check."""

        SCORE = "score", _("The mark")
        ANSWERS = "answers", _("The mark and the right answers")
        NOTHING = "nothing", _("Nothing until I decide")

    public_id = PublicIdField()
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="+")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    school_class = models.ForeignKey(SchoolClass, on_delete=models.PROTECT, related_name="+")
    teacher = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    school = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    school_year = models.ForeignKey(SchoolYear, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    part_count = models.PositiveSmallIntegerField(default=1)
    estimated_minutes = models.PositiveSmallIntegerField(default=20)
    opens_at = models.DateTimeField()
    due_at = models.DateTimeField()
    # The last moment at which late work is taken; empty when it is not.
    late_until = models.DateTimeField(null=True, blank=True)
    show_results = models.CharField(max_length=10, choices=ShowResults, default=ShowResults.SCORE)
    assigned_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(fields=["school_class", "due_at"], name="lms_assignment_class"),
            models.Index(fields=["teacher", "due_at"], name="lms_assignment_teacher"),
            models.Index(fields=["lesson"], name="lms_assignment_lesson"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_at__gt=F("opens_at")), name="lms_assignment_due_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(late_until=None) | Q(late_until__gte=F("due_at")),
                name="lms_assignment_late_after_due",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def due_on(self) -> date:
        """The local day on which it is due."""
        return timezone.localdate(self.due_at)

    def is_accepting_at(self, now: datetime) -> bool:
        """Whether work still counts at that moment."""
        return self.withdrawn_at is None and self.opens_at <= now <= (
            self.late_until or self.due_at
        )


class AssignedCheck(models.Model):
    """A check of the lesson, with the sitting that was scheduled for it."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="checks")
    part_key = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["assignment", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "part_key"], name="lms_assigned_check_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title
