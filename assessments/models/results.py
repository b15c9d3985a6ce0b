"""What happens to results after scoring: keys mended, appeals answered, results confirmed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import PublicIdField, ScoreField

from .attempts import Attempt, Sitting
from .tests import Test


class Regrade(models.Model):
    """A key that was mended after pupils answered, and what that changed.

    ``before`` and ``after`` are the item's keys as ``assessments/items/paper.py`` writes them;
    ``changes`` is ``[{"attempt": pk, "before": points or null, "after": points or null}]`` of totals.
    """

    public_id = PublicIdField()
    test = models.ForeignKey(Test, on_delete=models.PROTECT, related_name="regrades")
    position = models.PositiveSmallIntegerField()
    before = models.JSONField()
    after = models.JSONField()
    reason = models.CharField(max_length=500)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    changes = models.JSONField(default=list)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.test_id}/{self.position}"


class Appeal(models.Model):
    """A pupil or a parent asks to look at a mark again (phúc khảo); a teacher answers once."""

    class State(models.TextChoices):
        ASKED = "asked"
        CHANGED = "changed"
        UPHELD = "upheld"

    public_id = PublicIdField()
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="appeals")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField()
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    score_before = ScoreField()
    score_after = ScoreField(null=True)
    answer = models.TextField(blank=True)
    # The second person, who may give another mark; named by who gave the test.
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt"],
                condition=Q(state="asked"),
                name="assessments_appeal_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state="asked") | Q(answered_at__isnull=False),
                name="assessments_appeal_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.state}"


class AppealMark(models.Model):
    """Points that a second person gave one question of an attempt after an appeal; the newest counts.

    They stand over what the key or earlier markers gave, whatever is scored again afterwards.
    """

    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="marks")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="appeal_marks")
    position = models.PositiveSmallIntegerField()
    before = ScoreField(null=True)
    after = ScoreField()
    reason = models.CharField(max_length=500)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    marked_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(after__gte=0) & ~Q(reason=""), name="assessments_appeal_mark_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.position}: {self.after}"


class Confirmation(models.Model):
    """A teacher's word that the results of a sitting count, with the list as it stood then.

    ``manifest`` is ``{"v": 1, "sitting", "test", "class", "results": [[pupil, try, score, full]]}`` in
    the order of public ids; ``sha256`` is the digest of its canonical JSON, written into the sealed
    audit. ``signature`` is over the manifest with its number, the person and the moment. A result that
    changes afterwards is confirmed again under the next number.
    """

    public_id = PublicIdField()
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="confirmations")
    number = models.PositiveSmallIntegerField()
    manifest = models.JSONField()
    # What the marks of ten add up to, for reports of schools: queries/settling.py, sum_up.
    sums = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    # Of the installation's key (assessments/signing.py); empty where it had none.
    signature = models.CharField(max_length=100, blank=True)
    key_id = models.CharField(max_length=16, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["sitting", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "number"], name="assessments_confirmation_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} no. {self.number}"
