"""Requests of people about their own data, with the time limits of the law."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import PublicIdField


class DataRequest(models.Model):
    """What somebody asked about data of a person, until when, and what came of it."""

    class Kind(models.TextChoices):
        VIEW = "view", _("see or be given the data")
        CORRECT = "correct", _("correct the data")
        RESTRICT = "restrict", _("restrict use, object, withdraw consent")
        DELETE = "delete", _("delete the data")
        PROTECT = "protect", _("protective measures")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ANSWERED = "answered", _("first answer given")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused with reason")

    public_id = PublicIdField()
    kind = models.CharField(max_length=10, choices=Kind)
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # Who asked, and by which way: the person, a parent, a letter, a call.
    requester = models.CharField(max_length=200)
    received_on = models.DateField()
    answer_by = models.DateField()
    due_on = models.DateField()
    extended_to = models.DateField(null=True, blank=True)
    extension_reason = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answered_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["state", "due_on"], name="accounts_request_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def is_closed(self) -> bool:
        """Whether nothing is left to do."""
        return self.state in {self.State.DONE, self.State.REFUSED}


class DataExport(models.Model):
    """A file with what is held of a person, made by a job and destroyed after some days."""

    public_id = PublicIdField()
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    asked_at = models.DateTimeField()
    # Key in the storage; empty until it is made and after it was destroyed.
    file_key = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return self.public_id
