"""Who saw or changed what of other people. Digests are chained, texts stay erasable."""

import hashlib
import json
from collections.abc import Iterable

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """One act: a view of other people's data is one row with the list of them."""

    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    school_id = models.BigIntegerField(null=True)
    # Verb and object, for example "password.reset" and "accounts.user:12".
    verb = models.CharField(max_length=60)
    about = models.CharField(max_length=100, blank=True)
    detail = models.JSONField(default=dict)
    # Keeps short texts from being guessed out of the digest; emptied with them on erasure.
    salt = models.CharField(max_length=32, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["school_id", "at"], name="accounts_audit_school"),
            models.Index(fields=["about", "at"], name="accounts_audit_about"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.about}"


def audit_digest(entry: AuditEntry) -> str:
    """Return the digest over what the entry says; equal as long as nobody changed it."""
    said = [
        entry.at.isoformat(),
        entry.actor_id,
        entry.school_id,
        entry.verb,
        entry.about,
        entry.detail,
        entry.salt,
    ]
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def next_chain(chain: str, entries: Iterable[tuple[int, str]]) -> str:
    """Return the chain that follows when these ids with their digests are added."""
    for pk, digest in entries:
        chain = hashlib.sha256(f"{chain}|{pk}|{digest}".encode()).hexdigest()
    return chain


class AuditSeal(models.Model):
    """The chain over the digests of a stretch of entries, made by a job each minute."""

    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField(unique=True)
    chain = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.first_id}-{self.last_id}"
