"""Who sits before the screen: the place where an outside service may be asked. Off by default.

``IDENTITY_CHECK=package.module.Service`` names a class with the shape of ``IdentityService``. Whatever
it looks at (a card, a face) stays with it: nothing of it comes here, and its answer decides nothing.
A proctor looks, asks it if he likes, and says what he saw.
"""

import logging
from enum import StrEnum
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import User

log = logging.getLogger("benhoc.identity")


class Finding(StrEnum):
    """What the service says."""

    MATCH = "match"
    NO_MATCH = "no_match"
    # It does not know the person, or did not answer.
    SILENT = "silent"


class IdentityService(Protocol):
    """The shape of a plug-in; it keeps its own time limit."""

    def compare(self, person_code: str) -> Finding:
        """Say whether who is there is the person with this public id."""


def find_service() -> IdentityService | None:
    """Return the service that this installation uses, or None."""
    path = settings.IDENTITY_CHECK
    return import_string(path)() if path else None


def ask_service(service: IdentityService, learner: User) -> Finding:
    """Ask; a service that breaks is silent, for a test must go on."""
    try:
        return Finding(service.compare(learner.public_id))
    except Exception:
        log.exception("identity service broke")
        return Finding.SILENT
