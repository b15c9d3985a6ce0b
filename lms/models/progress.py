"""How far a learner has come with an assignment."""

from django.conf import settings
from django.db import models

from .assignments import Assignment


class LearnerProgress(models.Model):
    """One learner's way through one assignment; the row begins when he opens it."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="progress")
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    opened_at = models.DateTimeField()
    # Number of the part that he looked at last, from 1.
    last_part = models.PositiveSmallIntegerField(default=1)
    done_count = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "learner"], name="lms_progress_once"),
        ]
        indexes = [
            models.Index(fields=["learner", "finished_at"], name="lms_progress_learner"),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} in {self.assignment_id}"


class PartProgress(models.Model):
    """One part that one learner has done."""

    progress = models.ForeignKey(LearnerProgress, on_delete=models.CASCADE, related_name="parts")
    part_key = models.CharField(max_length=40)
    done_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["progress", "part_key"], name="lms_part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.progress_id} {self.part_key}"
