"""Whom and from where axes counts failed sign-ins."""

from collections.abc import Mapping
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest

from .models import User


class LockoutHandler(AxesDatabaseHandler):
    """Counts failed tries as axes does, and looks once whether a sign-in leaves anything to clean.

    Nearly nobody fails, and hundreds sign in at the start of a lesson.
    """

    def user_logged_in(self, sender: Any, request: HttpRequest, user: User, **more: Any) -> None:
        """Clean up old tries and the person's own, when there are any."""
        old = Q(attempt_time__lte=get_cool_off_threshold(request))
        own = Q(username=get_counted_name(request, {"username": user.get_username()}))
        if AccessAttempt.objects.filter(old | own).exists():
            super().user_logged_in(sender, request, user, **more)


def get_counted_name(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """Return the name as sign-in compares it: another case must not give eight tries more."""
    given = (credentials or request.POST).get("username")
    return str(given or "").strip().lower()


def get_address(request: HttpRequest) -> str:
    """Return where the request came from: behind the proxy, the address that the proxy saw.

    The last entry is the proxy's own; those before it may be the client's invention.
    """
    seen = request.headers.get("X-Forwarded-For", "") if settings.TRUST_PROXY else ""
    return seen.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))
