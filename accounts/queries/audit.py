"""Checking the audit trail against its seals."""

from collections.abc import Iterator
from dataclasses import dataclass

from accounts.models import AuditEntry, AuditSeal
from accounts.models.audit import audit_digest, next_chain


@dataclass(frozen=True)
class AuditFault:
    """One thing that is not as it was written."""

    first_id: int
    last_id: int
    text: str


def list_audit_faults() -> Iterator[AuditFault]:
    """Go through all seals and entries, oldest first, and name what was changed, added or removed.

    An entry whose text was erased by right (no salt) is not a fault: its digest still is in the chain.
    """
    chain = ""
    for seal in AuditSeal.objects.order_by("last_id").iterator():
        entries = AuditEntry.objects.filter(pk__gte=seal.first_id, pk__lte=seal.last_id)
        rows = list(entries.order_by("pk"))
        chain = next_chain(chain, [(row.pk, row.digest) for row in rows])
        if chain != seal.chain:
            text = "the chain is broken: an entry was removed, added, or its digest changed"
            yield AuditFault(seal.first_id, seal.last_id, text)
            chain = seal.chain
        for row in rows:
            if row.salt and audit_digest(row) != row.digest:
                yield AuditFault(row.pk, row.pk, "the text of this entry was changed")
