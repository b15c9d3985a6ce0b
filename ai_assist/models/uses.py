"""Who called a model, for what, when: never what was said."""

from django.conf import settings
from django.db import models

from core.models import PublicIdField


class AIUse(models.Model):
    """One call of a model, or one that a rule refused. Texts are kept as digests only."""

    class State(models.TextChoices):
        REFUSED = "refused"
        FAILED = "failed"
        DONE = "done"

    public_id = PublicIdField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    school_id = models.BigIntegerField(null=True)
    purpose = models.CharField(max_length=40)
    # The row that the answer went into, such as "ai_assist.draft:12".
    about = models.CharField(max_length=100, blank=True, db_index=True)
    state = models.CharField(max_length=10, choices=State)
    # Which gate refused or what broke, as a code of ai_assist/policy.py or gateway.py.
    reason = models.CharField(max_length=40, blank=True)
    prompt_name = models.CharField(max_length=60)
    prompt_digest = models.CharField(max_length=64)
    host = models.CharField(max_length=100, blank=True)
    model_asked = models.CharField(max_length=100, blank=True)
    model_answered = models.CharField(max_length=100, blank=True)
    input_digest = models.CharField(max_length=64, blank=True)
    output_digest = models.CharField(max_length=64, blank=True)
    # How many pieces of personal data were taken out, by kind: {"name": 2, "phone": 1}.
    removed = models.JSONField(default=dict)
    tokens_in = models.PositiveIntegerField(default=0)
    tokens_out = models.PositiveIntegerField(default=0)
    milliseconds = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["user", "created_at"], name="ai_use_user"),
            models.Index(fields=["school_id", "created_at"], name="ai_use_school"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.state}"
