"""Writes of rights: upper apps give an audience downwards, for a time or for good."""

from datetime import datetime

from django.db import models, transaction

from content.models import AccessGrant


@transaction.atomic
def grant(obj: models.Model, audience: str, until: datetime | None = None) -> AccessGrant:
    """Let everybody who holds this audience token open the object, until then or for good.

    Safe to repeat; a second grant to the same audience never shortens the first.
    """
    row, is_new = AccessGrant.objects.get_or_create(
        label=obj._meta.label_lower,
        object_id=obj.pk,
        token=audience,
        defaults={"until": until},
    )
    if not is_new and row.until is not None and (until is None or until > row.until):
        row.until = until
        row.save(update_fields=["until"])
    return row


@transaction.atomic
def revoke(obj: models.Model, audience: str) -> None:
    """Take an audience's right away; safe to repeat."""
    AccessGrant.objects.filter(
        label=obj._meta.label_lower, object_id=obj.pk, token=audience
    ).delete()
