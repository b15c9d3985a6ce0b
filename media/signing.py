"""Short-lived prefixes ``/f/<token>/`` that open one file on the content origin.

The token holds the file's id, the end of its life and an HMAC over both. It names no reader: whoever
passed ``access_*`` mints it. Ends lie on a grid of ten minutes, so that a page that is opened again
gives the same addresses and browsers find the bytes in their cache.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

_GRID = 600
_SALT = "media.delivery.v1"


@dataclass(frozen=True)
class Opened:
    """What a valid token says."""

    public_id: str
    seconds_left: int


class ExpiredError(Exception):
    """The signature is right, the time is over."""


class ForgedError(Exception):
    """No token of ours."""


def make_token(public_id: str, *, now: datetime, minutes: int) -> str:
    """Return the token of one file, valid for at least so many minutes."""
    end = int((now + timedelta(minutes=minutes)).timestamp())
    end += -end % _GRID
    claim = f"{public_id}.{int_to_base36(end)}"
    return f"{claim}.{_sign(claim)}"


def open_token(token: str, *, now: datetime) -> Opened:
    """Check a token, or raise ForgedError or ExpiredError."""
    claim, _, signature = token.rpartition(".")
    if not claim or not constant_time_compare(signature, _sign(claim)):
        raise ForgedError
    public_id, _, end = claim.partition(".")
    left = base36_to_int(end) - int(now.timestamp())
    if left <= 0:
        raise ExpiredError
    return Opened(public_id, left)


def _sign(claim: str) -> str:
    return salted_hmac(_SALT, claim, algorithm="sha256").hexdigest()[:40]
