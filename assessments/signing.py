"""Signatures of the installation over documents: Ed25519 over canonical JSON.

This says that the server which holds ``RESULTS_SIGNING_KEY`` wrote the document, and that nothing in
it has changed since. It is not the digital signature of a person (ADR 0115 has the place for one).
"""

import binascii
import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Signature:
    """A signature in URL-safe base64, and which key made it."""

    value: str
    key_id: str


def write_canonical(document: Mapping[str, Any]) -> bytes:
    """Return canonical JSON: sorted names, no blanks, UTF-8."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode()


def sign(document: Mapping[str, Any]) -> Signature | None:
    """Sign with the installation's key, or return None where it has none."""
    key = _read_key()
    if key is None:
        return None
    value = urlsafe_b64encode(key.sign(write_canonical(document))).decode()
    return Signature(value, name_key(key.public_key()))


def is_genuine(document: Mapping[str, Any], signature: Signature) -> bool:
    """Tell whether one of our keys, of today or earlier, signed exactly this document."""
    key = list_keys().get(signature.key_id)
    if key is None:
        return False
    try:
        key.verify(urlsafe_b64decode(signature.value), write_canonical(document))
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def list_keys() -> dict[str, Ed25519PublicKey]:
    """Return the public keys that verify, by their names: today's and the trusted earlier ones."""
    key = _read_key()
    earlier = [
        Ed25519PublicKey.from_public_bytes(_read_bytes(text, "RESULTS_TRUSTED_KEYS"))
        for text in settings.RESULTS_TRUSTED_KEYS.split(",")
        if text.strip()
    ]
    keys = [*earlier, key.public_key()] if key else earlier
    return {name_key(each): each for each in keys}


def name_key(key: Ed25519PublicKey) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of the raw public key."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


def write_public_key() -> str:
    """Return today's public key in URL-safe base64, empty where there is none."""
    key = _read_key()
    return urlsafe_b64encode(key.public_key().public_bytes_raw()).decode() if key else ""


def _read_key() -> Ed25519PrivateKey | None:
    text = settings.RESULTS_SIGNING_KEY
    if not text:
        return None
    return Ed25519PrivateKey.from_private_bytes(_read_bytes(text, "RESULTS_SIGNING_KEY"))


def _read_bytes(text: str, name: str) -> bytes:
    text = text.strip().rstrip("=")
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != 32:  # Ed25519, RFC 8032
        message = f"{name} must be 32 bytes in URL-safe base64."
        raise ImproperlyConfigured(message)
    return raw
