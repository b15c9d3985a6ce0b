"""Signing in and out."""

from http import HTTPStatus
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts import queries
from accounts.backends import SectorBackend
from accounts.forms import SignInForm
from core.errors import NotFoundError

BACKEND = f"{SectorBackend.__module__}.{SectorBackend.__qualname__}"
COOKIE_YEAR = 365 * 24 * 3600


class SignInView(LoginView):
    """The sign-in page; leads to the first-run page while nobody is there."""

    authentication_form = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the very first visitor to the wizard."""
        if request.method == "GET" and not settings.DEMO and queries.is_first_run():
            return redirect("accounts:first_run")
        response = cast("HttpResponse", super().dispatch(request, *args, **kwargs))
        response.headers["Cache-Control"] = "no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one demo account a role, in the demo department only."""
        accounts = queries.list_demo_accounts() if settings.DEMO else []
        return super().get_context_data(**kwargs, demo_accounts=accounts)


sign_in = SignInView.as_view()


@require_POST
def sign_in_demo(request: HttpRequest, username: str) -> HttpResponse:
    """Sign in as one of the demo accounts with one click; there is none without demo data."""
    account = queries.find_demo_account(username) if settings.DEMO else None
    if account is None:
        raise NotFoundError
    logout(request)
    login(request, account, backend=BACKEND)
    return HttpResponseRedirect(_safe_next(request) or settings.LOGIN_REDIRECT_URL)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session on this device."""
    logout(request)
    return redirect("accounts:sign_in")


def show_password_help(request: HttpRequest) -> HttpResponse:
    """Say who gives a new password; nobody can send one by mail to a pupil."""
    return render(request, "accounts/password_help.html")


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language in a cookie, before anybody has signed in."""
    response = HttpResponseRedirect(_safe_next(request) or settings.WAGTAILADMIN_LOGIN_URL)
    language = "en" if request.POST.get("language") == "en" else "vi"
    response.set_cookie("language", language, max_age=COOKIE_YEAR, samesite="Lax", httponly=True)
    return response


def show_lockout(request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
    """Say that somebody tried too often, how long to wait and whom to ask; called by axes."""
    minutes = round(float(settings.AXES_COOLOFF_TIME) * 60)
    return render(
        request,
        "accounts/lockout.html",
        {"minutes": minutes},
        status=HTTPStatus.TOO_MANY_REQUESTS,
    )


def _safe_next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    is_safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_safe else ""
