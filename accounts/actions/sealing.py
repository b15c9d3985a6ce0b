"""Chaining the digests of the audit trail, so that a change in the past shows."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import AuditEntry, AuditSeal
from accounts.models.audit import next_chain

# Numbers are drawn before transactions end: an entry this young may still have a gap before it.
SETTLED = timedelta(seconds=30)
STRETCH = 5000


@transaction.atomic
def seal_audit(*, now: datetime) -> AuditSeal | None:
    """Seal the next stretch of settled entries; safe to repeat, None when nothing is new.

    The chain runs over digests only, so the text of an entry can be erased and the seal still holds.
    """
    last = AuditSeal.objects.order_by("-last_id").first()
    entries = list(
        AuditEntry.objects.filter(pk__gt=last.last_id if last else 0, at__lt=now - SETTLED)
        .order_by("pk")
        .values_list("pk", "digest")[:STRETCH]
    )
    if not entries:
        return None
    return AuditSeal.objects.create(
        first_id=entries[0][0],
        last_id=entries[-1][0],
        chain=next_chain(last.chain if last else "", entries),
        sealed_at=now,
    )


def erase_entry(entry: AuditEntry) -> None:
    """Take the personal text out of an entry; its digest and the chain over it stay."""
    entry.actor = None
    entry.detail = {}
    entry.about = ""
    entry.salt = ""
    entry.save(update_fields=["actor", "detail", "about", "salt"])
