"""Reads of rights."""

from datetime import datetime

from django.db import models

from content.models import AccessGrant


def is_granted(obj: models.Model, tokens: frozenset[str], *, now: datetime) -> bool:
    """Whether one of these tokens opens the object now."""
    return (
        list_granted_ids(obj._meta.label_lower, tokens, now=now).filter(object_id=obj.pk).exists()
    )


def list_granted_ids(
    label: str, tokens: frozenset[str], *, now: datetime
) -> models.QuerySet[AccessGrant, int]:
    """Ids of the objects of one model that these tokens open now, for use in a filter."""
    grants = AccessGrant.objects.on(label).held_by(tokens).valid_at(now)
    return grants.values_list("object_id", flat=True)
