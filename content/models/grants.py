"""Rights as rows: an object's audience tokens, met by the tokens that a reader brings."""

from datetime import datetime

from django.db import models
from django.db.models import Q


class AccessGrantQuerySet(models.QuerySet["AccessGrant"]):
    """Grants by object, reader and time."""

    def on(self, label: str) -> "AccessGrantQuerySet":
        """Grants on objects of this model."""
        return self.filter(label=label)

    def held_by(self, tokens: frozenset[str] | set[str]) -> "AccessGrantQuerySet":
        """Grants to any of these audience tokens."""
        return self.filter(token__in=sorted(tokens))

    def impersonal(self) -> "AccessGrantQuerySet":
        """Grants to schools and the sector, not to named persons and classes."""
        return self.exclude(token__regex="^(person|class):")  # noqa: S106 - an audience, no secret

    def valid_at(self, now: datetime) -> "AccessGrantQuerySet":
        """Grants that hold at that moment."""
        return self.filter(Q(until=None) | Q(until__gt=now))


class AccessGrant(models.Model):
    """One audience that may open one object, perhaps for a time."""

    # Label of the model, for example "content.lesson": grants stand on more than one kind of row.
    label = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    token = models.CharField(max_length=60)
    until = models.DateTimeField(null=True, blank=True)
    granted_at = models.DateTimeField(auto_now_add=True)

    objects = AccessGrantQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["label", "object_id", "token"], name="content_grant_once"
            ),
        ]
        indexes = [models.Index(fields=["token", "label"], name="content_grant_token")]

    def __str__(self) -> str:
        return f"{self.label}:{self.object_id} {self.token}"
