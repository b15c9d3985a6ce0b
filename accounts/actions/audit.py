"""Writing down who saw or changed what of other people."""

import secrets
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone

from accounts.models import AuditEntry, User
from accounts.models.audit import audit_digest
from core.models.jobs import about_key


def record_audit(
    actor: User | AnonymousUser | None,
    verb: str,
    *,
    about: models.Model | str | None = None,
    detail: dict[str, Any] | None = None,
    school_id: int | None = None,
) -> AuditEntry:
    """Write one act in the current transaction; a view of many people is one row with their ids.

    ``actor`` is None for what the system does by itself. The digest is chained later by the job
    ``accounts.seal_audit``, so writing stays one insert.
    """
    entry = AuditEntry(
        at=timezone.now(),
        actor_id=actor.pk if actor is not None else None,
        verb=verb,
        about=about_key(about) if isinstance(about, models.Model) else (about or ""),
        detail=detail or {},
        school_id=school_id,
        salt=secrets.token_hex(16),
    )
    entry.digest = audit_digest(entry)
    entry.save()
    return entry
