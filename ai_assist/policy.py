"""Who may use a model for what: off until officials switch it on, never for pupils.

The rule set ``ai_assist.policy`` holds the switch, the roles and the day's limit; it is changed by
``manage.py ai_policy``, each change a new version.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from accounts.permissions import has_role
from core.queries import get_rule

from .models import AIUse

RULE = "ai_assist.policy"
# Whatever the rule says, children's roles are never let through.
NEVER = {"student", "parent"}


@dataclass(frozen=True)
class Verdict:
    """Whether a model may be called now; the reason is a code when it may not."""

    is_allowed: bool
    reason: str = ""


def is_configured() -> bool:
    """Say whether the operator has named an endpoint and a model."""
    return bool(settings.AI_BASE_URL and settings.AI_MODEL)


def endpoint_host() -> str:
    """Name the endpoint without path and key."""
    return urlsplit(settings.AI_BASE_URL).netloc.rpartition("@")[2]


def judge(user: User, *, now: datetime) -> Verdict:
    """Ask the gates in their order; the first that is shut gives the reason."""
    if not is_configured():
        return Verdict(is_allowed=False, reason="not_configured")
    rule = get_rule(RULE, timezone.localdate(now))
    if not rule["is_on"]:
        return Verdict(is_allowed=False, reason="switched_off")
    if not any(has_role(user, role) for role in set(rule["roles"]) - NEVER):
        return Verdict(is_allowed=False, reason="role")
    since = now - timedelta(days=1)
    used = AIUse.objects.filter(user=user, created_at__gt=since, state=AIUse.State.DONE).count()
    if used >= rule["calls_a_day"]:
        return Verdict(is_allowed=False, reason="quota")
    return Verdict(is_allowed=True)
