"""Sittings of a test and the attempts made before they start."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, SchoolClass
from core.models import PublicIdField, ScoreField
from curriculum.models import SchoolYear

from .papers import Paper
from .schedules import Schedule
from .tests import Test


class Sitting(models.Model):
    """A test given to a class for a time, with the rule of what is shown afterwards."""

    class Show(models.TextChoices):
        """What the pupil sees after handing in; answers come after closing at the earliest."""

        SCORE = "score"
        ANSWERS = "answers"
        NOTHING = "nothing"

    public_id = PublicIdField()
    test = models.ForeignKey(Test, on_delete=models.PROTECT, related_name="sittings")
    schedule = models.ForeignKey(
        Schedule, on_delete=models.PROTECT, null=True, blank=True, related_name="sittings"
    )
    school_class = models.ForeignKey(SchoolClass, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    school_year = models.ForeignKey(SchoolYear, on_delete=models.PROTECT, related_name="+")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    duration_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    # Answers that were held up by the network are taken so long after the end, with a mark.
    grace_seconds = models.PositiveIntegerField(default=600)
    show = models.CharField(max_length=10, choices=Show, default=Show.SCORE)
    # Taken back: nobody begins any more, what pupils did stays.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-opens_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["test", "school_class", "opens_at"], name="assessments_sitting_once"
            ),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                name="assessments_sitting_window",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "opens_at"], name="assessments_sitting_school"),
            models.Index(fields=["school_class", "opens_at"], name="assessments_sitting_class"),
        ]

    def __str__(self) -> str:
        return f"{self.test_id} @ {self.school_class_id}"

    @property
    def needs_letting_in(self) -> bool:
        """Tell whether its rules may keep a pupil out until the proctor lets him in."""
        schedule = self.schedule
        return schedule is not None and (
            schedule.resume == Schedule.Resume.PROCTOR or schedule.late_start_minutes is not None
        )

    def is_open(self, now: datetime) -> bool:
        """Tell whether a pupil may start now."""
        return self.withdrawn_at is None and self.opens_at <= now < self.closes_at


class Attempt(models.Model):
    """One try of one learner, made when the sitting is scheduled."""

    class State(models.TextChoices):
        PREPARED = "prepared"
        STARTED = "started"
        SUBMITTED = "submitted"
        # What a machine can score is scored; a person's marks are missing.
        MARKING = "marking"
        SCORED = "scored"
        VOIDED = "voided"

    class Identity(models.TextChoices):
        """What a proctor said of who sits there; nothing follows from it by itself."""

        MATCH = "match", _("the right person")
        NO_MATCH = "no_match", _("not the right person")

    public_id = PublicIdField()
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="attempts")
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    try_no = models.PositiveSmallIntegerField(default=1)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    school_year = models.ForeignKey(SchoolYear, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.PREPARED)
    # The end for this learner: the sitting's, or sooner when a duration runs out.
    closes_at = models.DateTimeField()
    grace_until = models.DateTimeField()
    # Raised each time a device takes the attempt over; batches fold by (epoch, seq).
    epoch = models.PositiveIntegerField(default=0)
    # Given by the teacher beforehand or by the proctor meanwhile.
    extra_minutes = models.PositiveSmallIntegerField(default=0)
    # The proctor lets the learner back in once more, where the schedule asks for that.
    is_let_in = models.BooleanField(default=False)
    # Said by a proctor where an outside service is connected.
    identity = models.CharField(max_length=10, choices=Identity, blank=True, default="")
    # When the learner promised to work alone.
    promised_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    # Some of its answers came within the grace, after the end.
    has_late_answers = models.BooleanField(default=False)
    score = ScoreField(null=True)
    max_score = ScoreField(null=True)
    scored_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "learner", "try_no"], name="assessments_attempt_once"
            ),
        ]
        indexes = [
            models.Index(fields=["learner", "state"], name="assessments_attempt_learner"),
            models.Index(fields=["school", "submitted_at"], name="assessments_attempt_school"),
            # What ran out of time is looked for each minute.
            models.Index(
                fields=["grace_until"],
                name="assessments_attempt_due",
                condition=models.Q(state="started"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    @property
    def is_handed_in(self) -> bool:
        """Tell whether the learner has finished with it."""
        return self.state in HANDED_IN


# Handed in, and without a score.
UNSCORED = frozenset({Attempt.State.SUBMITTED, Attempt.State.MARKING})
HANDED_IN = UNSCORED | {Attempt.State.SCORED}
