"""A review of one version of something, step by step, with its history."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Organisation
from core.models import PublicIdField
from curriculum.models import Subject


class ReviewQuerySet(models.QuerySet["Review"]):
    """Reviews by what they are about and by state."""

    def about(self, instance: models.Model) -> "ReviewQuerySet":
        """Reviews of all versions of this row, newest first."""
        return self.filter(
            subject_label=instance._meta.label_lower, subject_id=instance.pk
        ).order_by("-version", "-pk")

    def standing(self) -> "ReviewQuerySet":
        """Reviews that wait for somebody or ended well: such a version is not handed in again."""
        return self.filter(state__in=[Review.State.OPEN, Review.State.PASSED])


class Review(models.Model):
    """One version of a resource, question, paper or plan on its way to approval."""

    class Kind(models.TextChoices):
        RESOURCE = "resource"
        QUESTION = "question"
        PAPER = "paper"
        PLAN = "plan"

    class State(models.TextChoices):
        OPEN = "open"
        PASSED = "passed"
        RETURNED = "returned"
        WITHDRAWN = "withdrawn"

    public_id = PublicIdField()
    kind = models.CharField(max_length=10, choices=Kind)
    # What is reviewed lies in an upper app: its label and number stand in for a key.
    subject_label = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=200, blank=True)
    school = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    curriculum_subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # Whose work it is beside whoever handed it in: none of them decides on it.
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    # The version of the rule that laid down the steps.
    rule_version = models.PositiveIntegerField(default=0)
    submitted_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        indexes = [
            models.Index(fields=["subject_label", "subject_id"], name="review_about"),
            models.Index(fields=["submitted_by", "-submitted_at"], name="review_author"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_label", "subject_id", "version"],
                condition=Q(state__in=["open", "passed"]),
                name="review_once_a_version",
            ),
            models.UniqueConstraint(
                fields=["subject_label", "subject_id"],
                condition=Q(state="open"),
                name="review_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"


class ReviewStep(models.Model):
    """One decision of the procedure, asked of whoever holds a role at a place that day."""

    class State(models.TextChoices):
        COMING = "coming"
        WAITING = "waiting"
        PASSED = "passed"
        RETURNED = "returned"

    class Place(models.TextChoices):
        SUBJECT_GROUP = "subject_group"
        SCHOOL = "school"
        DEPARTMENT = "department"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    # Code of the role, and the kind of place that the rule named for this step.
    role = models.CharField(max_length=30)
    place = models.CharField(max_length=15, choices=Place)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # True where nobody but the author held the rule's own role.
    is_escalated = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.COMING)
    opened_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_days = models.PositiveSmallIntegerField(default=0)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # Set when the decision was made in somebody's stead.
    decided_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    document_number = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)
    # Codes of the rule's check list that the reviewer ticked.
    ticked = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["position"]
        indexes = [
            models.Index(
                fields=["organisation", "role"],
                condition=Q(state="waiting"),
                name="review_step_waiting",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["review", "position"], name="review_step_position"),
            models.UniqueConstraint(
                fields=["review"], condition=Q(state="waiting"), name="review_one_waiting_step"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["coming", "waiting"])
                | (Q(decided_by__isnull=False) & Q(decided_at__isnull=False)),
                name="review_decided_step_has_reviewer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.role}"

    @property
    def is_late(self) -> bool:
        """Whether it waits longer than the rule says."""
        return (
            self.state == self.State.WAITING
            and self.due_on is not None
            and self.due_on < timezone.localdate()
        )


class ReviewEntry(models.Model):
    """One line of the minutes. Lines are added, never changed."""

    class Verb(models.TextChoices):
        SUBMITTED = "submitted"
        PASSED = "passed"
        RETURNED = "returned"
        WITHDRAWN = "withdrawn"
        MOVED = "moved"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="entries")
    verb = models.CharField(max_length=10, choices=Verb)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    step = models.ForeignKey(ReviewStep, on_delete=models.CASCADE, null=True, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.verb} {self.at:%Y-%m-%d}"
