"""Random public ids for addresses: short, unguessable, safe in a URL."""

import secrets

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 14


def new_public_id() -> str:
    """Return 14 characters without look-alikes, about 69 bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(LENGTH))
