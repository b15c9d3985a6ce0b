"""Marks that people give: the rule of a sitting, each marker's mark, saved comments."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import PublicIdField, ScoreField

from .attempts import Attempt, Sitting


class MarkingRule(models.Model):
    """How answers of a sitting are marked: with names or without, by one or by two."""

    sitting = models.OneToOneField(Sitting, on_delete=models.CASCADE, related_name="marking_rule")
    is_anonymous = models.BooleanField(default=False)
    is_double = models.BooleanField(default=False)
    # Two marks that are farther apart go to a third person; else their mean counts.
    most_apart = ScoreField(default=0)
    second_marker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    third_marker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.sitting_id}"


class ManualMark(models.Model):
    """What one marker gave one answer in one round; the third round settles a difference.

    ``choices`` is ``{"v": 1, "levels": [index or null]}``, the level chosen of each line of the
    rubric. ``notes`` is ``{"v": 1, "items": [{"kind": "text", "from", "to", "text"} | {"kind":
    "image", "file", "x", "y", "text"}]}`` with places in characters, or in thousandths of the image.
    """

    class Round(models.IntegerChoices):
        FIRST = 1
        SECOND = 2
        SETTLING = 3

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="manual_marks")
    position = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField(choices=Round, default=Round.FIRST)
    marker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    points = ScoreField()
    choices = models.JSONField(default=dict)
    comment = models.TextField(blank=True)
    notes = models.JSONField(default=dict)
    marked_at = models.DateTimeField()

    class Meta:
        ordering = ["attempt", "position", "round"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "position", "round"], name="assessments_mark_once"
            ),
            models.CheckConstraint(condition=Q(points__gte=0), name="assessments_mark_not_below"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.position}/{self.round}: {self.points}"


class SavedComment(models.Model):
    """A comment that a marker keeps to give again."""

    public_id = PublicIdField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=500)
    used_at = models.DateTimeField()

    class Meta:
        ordering = ["-used_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "text"], name="assessments_comment_once"),
        ]

    def __str__(self) -> str:
        return self.text
