"""The wizard of an empty installation."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts import actions, queries
from accounts.forms import FirstRunForm
from core.errors import NotFoundError

from .sign_in import BACKEND


def first_run(request: HttpRequest) -> HttpResponse:
    """Make the department, a first school and the administrator; not there once anybody exists."""
    if settings.DEMO or not queries.is_first_run():
        raise NotFoundError
    form = FirstRunForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = actions.set_up(actions.SetUp(**form.answers()))
        login(request, person, backend=BACKEND)
        messages.success(request, _("Bến Học is ready. Add wards, schools and people next."))
        return redirect("accounts:show_organisations")
    return render(request, "accounts/first_run.html", {"form": form})
