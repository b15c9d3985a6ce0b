"""Schedules: a test given to classes at once, with the rules of taking it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.models import PublicIdField

from .tests import Test


class Schedule(models.Model):
    """One act of giving a test: to a class, a grade of a school, or the whole sector.

    Its sittings, one a class, hold window, duration, grace and what is shown; the rest stands here.
    A sitting without a schedule (a check of a lesson) follows the defaults of these fields.
    """

    class Venue(models.TextChoices):
        """Where it is taken (TT 09/2021, Article 6)."""

        HOME = "home", _("At home")
        ROOM = "room", _("In the school's computer room")

    class Counts(models.TextChoices):
        """Which try counts."""

        BEST = "best", _("The best try")
        LAST = "last", _("The last try")
        FIRST = "first", _("The first try")
        MEAN = "mean", _("The mean of all tries")

    class Resume(models.TextChoices):
        """How a pupil goes on after a reload or on another device."""

        FREE = "free", _("Freely, also on another device")
        PROCTOR = "proctor", _("Only when the proctor lets the pupil back in")

    class Reach(models.TextChoices):
        """Who takes it."""

        CLASSES = "classes", _("Chosen classes")
        GRADE = "grade", _("The whole grade of the school")
        SECTOR = "sector", _("The grade in all schools")

    public_id = PublicIdField()
    test = models.ForeignKey(Test, on_delete=models.PROTECT, related_name="schedules")
    # Empty when the whole sector takes it.
    school = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    reach = models.CharField(max_length=10, choices=Reach, default=Reach.CLASSES)
    # Copied to the sittings when they are made.
    duration_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    grace_seconds = models.PositiveIntegerField(default=600)
    show = models.CharField(max_length=10, default="score")
    venue = models.CharField(max_length=10, choices=Venue, default=Venue.HOME)
    # 0 is as often as the pupil likes.
    tries = models.PositiveSmallIntegerField(default=1)
    counts = models.CharField(max_length=10, choices=Counts, default=Counts.BEST)
    resume = models.CharField(max_length=10, choices=Resume, default=Resume.FREE)
    # So long after the opening a pupil may still begin; empty: until the end.
    late_start_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    has_calculator = models.BooleanField(default=False)
    access_code = models.CharField(max_length=12, blank=True)
    # {"v": 1, "places": [{"name": "Máy 01", "network": "10.0.0.11/32"}]}; empty: from anywhere.
    places = models.JSONField(default=dict, blank=True)
    # Number of the head's decision when a periodic test is taken at home.
    decision_number = models.CharField(max_length=60, blank=True)
    asks_honesty = models.BooleanField(default=False)
    needs_safe_browser = models.BooleanField(default=False)
    # Keys of Safe Exam Browser that schools configured themselves, beside that of our own file.
    safe_browser_keys = models.JSONField(default=list, blank=True)
    # Nobody but its maker reads the paper before the opening.
    is_sealed = models.BooleanField(default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-opens_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                name="assessments_schedule_window",
            ),
        ]
        indexes = [
            models.Index(fields=["created_by", "-opens_at"], name="assessments_schedule_maker"),
        ]

    def __str__(self) -> str:
        return f"{self.test_id} {self.opens_at:%Y-%m-%d}"

    @property
    def is_in_room(self) -> bool:
        """Tell whether a proctor watches over it in a computer room."""
        return self.venue == self.Venue.ROOM
