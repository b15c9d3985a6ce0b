"""What the assistant drafted for a teacher: a proposal, never a page or a mark."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import PublicIdField
from curriculum.models import Grade, Outcome, Subject

from .uses import AIUse


class Draft(models.Model):
    """The outline of one lesson, with the outcomes it serves."""

    class State(models.TextChoices):
        WAITING = "waiting"
        READY = "ready"

    public_id = PublicIdField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    school_id = models.BigIntegerField()
    title = models.CharField(_("Title of the lesson"), max_length=200)
    description = models.TextField(_("What it is about"), max_length=2000, blank=True)
    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, related_name="+", verbose_name=_("Subject")
    )
    grade = models.ForeignKey(
        Grade, on_delete=models.PROTECT, related_name="+", verbose_name=_("Grade")
    )
    minutes = models.PositiveSmallIntegerField(_("Minutes"), default=45)
    outcomes = models.ManyToManyField(Outcome, related_name="+", blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.READY)
    # Version 1: {"version": 1, "activities": [{title, minutes, goal, content, product, steps}]}.
    outline: Any = models.JSONField(default=dict)
    # Set when a model wrote the outline; without it the outline came from rules.
    use = models.ForeignKey(AIUse, on_delete=models.PROTECT, null=True, related_name="+")
    # Why a model was not used though it was asked, as a code of the gateway.
    fallback = models.CharField(max_length=40, blank=True)
    lesson_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "-created_at"], name="ai_draft_owner")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_by_model(self) -> bool:
        """Say whether the label "with the help of AI" belongs on it."""
        return self.use_id is not None
