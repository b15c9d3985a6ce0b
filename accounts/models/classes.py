"""Classes, who learns in them and who teaches them."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import PublicIdField, SortKeyField
from core.text import text_sort_key
from curriculum.models import Grade, SchoolYear, Subject

from .organisations import Organisation


class SchoolClass(models.Model):
    """A class of one school year, such as 8A."""

    public_id = PublicIdField()
    school = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="classes")
    school_year = models.ForeignKey(SchoolYear, on_delete=models.PROTECT, related_name="+")
    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=30)
    # MaLop of the sector database.
    code = models.CharField(max_length=20, blank=True)
    sort_key = SortKeyField()

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "school_year", "name"], name="accounts_class_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the sort key in step: grade first, then name."""
        self.sort_key = f"{self.grade.number + 50:03d} {text_sort_key(self.name)}"
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature


def _holds_on(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Enrolments by time."""

    def valid_on(self, day: date) -> "EnrolmentQuerySet":
        """Keep enrolments that hold on that day."""
        return self.filter(_holds_on(day))


class TeachingAssignmentQuerySet(models.QuerySet["TeachingAssignment"]):
    """Teaching assignments by time."""

    def valid_on(self, day: date) -> "TeachingAssignmentQuerySet":
        """Keep assignments that hold on that day."""
        return self.filter(_holds_on(day))


class Enrolment(models.Model):
    """A pupil in a class."""

    school_class = models.ForeignKey(
        SchoolClass, on_delete=models.PROTECT, related_name="enrolments"
    )
    pupil = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments"
    )
    number = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school_class", "pupil", "valid_from"], name="accounts_enrolment_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} in {self.school_class_id}"


class TeachingAssignment(models.Model):
    """A teacher of a subject in a class (phân công giảng dạy)."""

    school_class = models.ForeignKey(
        SchoolClass, on_delete=models.PROTECT, related_name="teachings"
    )
    teacher = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="teachings"
    )
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    is_homeroom = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = TeachingAssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school_class", "teacher", "subject", "valid_from"],
                name="accounts_teaching_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.teacher_id} teaches {self.school_class_id}"
