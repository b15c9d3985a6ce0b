"""Tokens of the hot path: one that saves an attempt's answers, one that opens a paper.

Both are HMAC over what they are good for, so that they are checked without a query and are useless
for anything else (ADR 0052).
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.utils import timezone

from .models import Attempt, Paper

_LENGTH = 32
# Longer than any pause between two devices' sync, shorter than a season.
_LIVES_AFTER_GRACE = timedelta(days=7)


@dataclass(frozen=True)
class AttemptToken:
    """What a token of the start page allows: batches of this attempt at this epoch, until then."""

    attempt_id: int
    learner_id: int
    epoch: int
    month: int
    ends_at: int


@cache
def _key(purpose: str, secret: str) -> bytes:
    return sha256(f"assessments.{purpose}|{secret}".encode()).digest()


def _sign(purpose: str, text: str) -> str:
    key = _key(purpose, settings.SECRET_KEY)
    return hmac.new(key, text.encode(), sha256).hexdigest()[:_LENGTH]


def get_month(attempt: Attempt) -> int:
    """Return the month of the start as 202611: all batches of an attempt lie in one partition."""
    return int(timezone.localtime(attempt.started_at).strftime("%Y%m"))


def mint_attempt_token(attempt: Attempt) -> str:
    """Write the token for the attempt's present epoch."""
    month = get_month(attempt)
    ends = int((attempt.grace_until + _LIVES_AFTER_GRACE).timestamp())
    text = f"{attempt.pk}.{attempt.learner_id}.{attempt.epoch}.{month}.{ends}"
    return f"{text}.{_sign('attempt', text)}"


def read_attempt_token(token: str, *, now: datetime) -> AttemptToken | None:
    """Check a token in constant time and read it; None when it is forged or over."""
    text, _, signature = token.rpartition(".")
    if len(token) > 200 or not hmac.compare_digest(
        _sign("attempt", text).encode(), signature.encode()
    ):
        return None
    found = AttemptToken(*(int(part) for part in text.split(".")))
    return found if found.ends_at >= now.timestamp() else None


def mint_paper_key(paper: Paper) -> str:
    """Write the second half of a paper's address, which the start page gives."""
    return _sign("paper", paper.sha256)


def is_paper_key(digest: str, key: str) -> bool:
    """Check the second half of a paper's address in constant time."""
    return hmac.compare_digest(_sign("paper", digest).encode(), key.encode())
