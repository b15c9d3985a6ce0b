"""The person's language on every page, the forced change of a password, the idle lock."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from . import actions
from .permissions import has_staff_role

GetResponse = Callable[[HttpRequest], HttpResponse]

SEEN_KEY = "seen"
SEEN_EVERY_SECONDS = 60
# Pages that a person with a drawn password may open before he has chosen his own.
OPEN_VIEWS = {"accounts:change_password", "accounts:sign_out", "accounts:sign_in"}


class PreferencesMiddleware:
    """Activates the language of the person, or of the cookie before sign-in."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Switch for this request only."""
        language = request.COOKIES.get("language", "vi")
        if request.user.is_authenticated:
            language = request.user.language
        with translation.override(language if language in {"vi", "en"} else "vi"):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        return response


class SessionGuardMiddleware:
    """Signs idle staff out, notes when a person was last here, and insists on an own password.

    The time of the last request lives in the signed session and is renewed at most once a minute;
    requests of scripts (JSON) do not renew it, so a page left open with a progress bar falls asleep.
    Pupils are never locked: a test may take longer than any idle time.
    """

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Lock or note, then hand on."""
        if not request.user.is_authenticated:
            return self.get_response(request)
        idle = time.time() - request.session.get(SEEN_KEY, 0)
        if idle > settings.STAFF_IDLE_MINUTES * 60 and has_staff_role(request.user):
            return self.lock(request)
        if idle > SEEN_EVERY_SECONDS and not wants_json(request):
            request.session[SEEN_KEY] = int(time.time())
            actions.note_seen(request.user, now=timezone.now())
        return self.get_response(request)

    def lock(self, request: HttpRequest) -> HttpResponse:
        """End the session and lead back to this page after the next sign-in."""
        logout(request)
        if wants_json(request):
            return JsonResponse({"error": _("Sign in again.")}, status=401)
        minutes = settings.STAFF_IDLE_MINUTES
        messages.info(
            request,
            _("You were away for %(minutes)d minutes. Sign in again to go on.")
            % {"minutes": minutes},
        )
        return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Lead a person whose password somebody else drew to the page that changes it."""
        if not request.user.is_authenticated or not request.user.must_change_password:
            return None
        match = request.resolver_match
        if match is None or match.view_name in OPEN_VIEWS:
            return None
        if wants_json(request):
            return JsonResponse({"error": _("Choose your own password first.")}, status=403)
        return redirect("accounts:change_password")


def wants_json(request: HttpRequest) -> bool:
    """Say whether a script asks, not a person."""
    return "application/json" in request.headers.get("Accept", "")
