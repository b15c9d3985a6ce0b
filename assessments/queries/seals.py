"""Reads of seals: whether a confirmation is signed and whole, and what differs from it today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from decimal import Decimal
from typing import Any

from accounts.models import User
from assessments.models import Confirmation, Sitting
from assessments.signing import Signature, is_genuine, write_canonical, write_public_key

from .settling import build_manifest, manifest_digest

INTACT, UNSIGNED, BROKEN = "intact", "unsigned", "broken"


@dataclass(frozen=True)
class Difference:
    """One pupil whose result is another than the one that was confirmed; None is no result."""

    pupil_id: str
    name: str
    before: tuple[Decimal, Decimal] | None
    after: tuple[Decimal, Decimal] | None


@dataclass(frozen=True)
class Seal:
    """What is to be said of a confirmation: ``intact``, ``unsigned`` or ``broken``."""

    state: str
    differences: list[Difference]

    @property
    def is_current(self) -> bool:
        """Whether it is whole and results are still those that were confirmed."""
        return self.state != BROKEN and not self.differences


def make_document(confirmation: Confirmation) -> dict[str, Any]:
    """Return what is signed: the manifest, its number, who confirmed it and when (UTC)."""
    return {
        "v": 1,
        "manifest": confirmation.manifest,
        "number": confirmation.number,
        "confirmed_by": confirmation.confirmed_by.public_id,
        "confirmed_at": confirmation.confirmed_at.astimezone(UTC).isoformat(),
    }


def make_signed_file(confirmation: Confirmation) -> bytes:
    """Return the file that people keep: the document, its signature, the key's name and public key."""
    return write_canonical(
        {
            "document": make_document(confirmation),
            "signature": confirmation.signature,
            "key_id": confirmation.key_id,
            "public_key": write_public_key(),
        }
    )


def read_seal(confirmation: Confirmation) -> Seal:
    """Check digest and signature of a confirmation, and compare it with the results of now."""
    now = build_manifest(confirmation.sitting)
    differences = list_differences(confirmation.manifest, now)
    if manifest_digest(confirmation.manifest) != confirmation.sha256:
        return Seal(BROKEN, differences)
    if not confirmation.signature:
        return Seal(UNSIGNED, differences)
    signature = Signature(confirmation.signature, confirmation.key_id)
    is_whole = is_genuine(make_document(confirmation), signature)
    return Seal(INTACT if is_whole else BROKEN, differences)


def list_differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Compare two manifests pupil by pupil, in the order of names; one statement."""
    old, new = _by_pupil(before), _by_pupil(after)
    changed = sorted(pupil for pupil in {*old, *new} if old.get(pupil) != new.get(pupil))
    people = {
        person.public_id: person
        for person in (User.objects.filter(public_id__in=changed) if changed else ())
    }
    found = [
        Difference(
            pupil,
            people[pupil].full_name if pupil in people else "",
            _read(old.get(pupil)),
            _read(new.get(pupil)),
        )
        for pupil in changed
    ]
    return sorted(found, key=lambda each: people[each.pupil_id].sort_key if each.name else "")


def find_sealed_sitting(public_id: str) -> Sitting | None:
    """Return the sitting that a signed file names, or None."""
    rows = Sitting.objects.filter(public_id=public_id)
    return rows.select_related("test", "school_class", "schedule").first()


def _by_pupil(manifest: Mapping[str, Any]) -> dict[str, list[str]]:
    return {row[0]: row for row in manifest["results"]}


def _read(row: list[str] | None) -> tuple[Decimal, Decimal] | None:
    return None if row is None else (Decimal(row[2]), Decimal(row[3] or 0))
