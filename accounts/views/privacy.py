"""Pages of the data protection officer: requests with limits, a person's data, erasure."""

from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.access import require_capability
from accounts.actions import privacy as actions
from accounts.actions import record_audit
from accounts.models import DataRequest, User
from accounts.privacy_forms import CloseForm, DataRequestForm, EraseForm, ExtendForm
from accounts.queries import privacy as queries
from accounts.requests import UserRequest
from core.toasts import confirm

SHOWN = 30
guarded = require_capability(queries.CAPABILITY, place="privacy")


@guarded
def show_privacy(request: UserRequest) -> HttpResponse:
    """Show open requests by their limits, and find a person."""
    text = request.GET.get("q", "").strip()
    found = list(queries.find_people(request.user, text)[:SHOWN])
    if found:
        detail = {"people": [person.pk for person in found]}
        record_audit(request.user, "people.view", detail=detail)
    context = {
        "requests": queries.list_requests(),
        "closed": queries.list_requests(closed=True)[:SHOWN],
        "found": found,
        "q": text,
        "today": timezone.localdate(),
    }
    return render(request, "accounts/privacy.html", context)


@guarded
def show_subject(request: UserRequest, public_id: str) -> HttpResponse:
    """Show what is held of a person, table by table; reading it is an act itself."""
    person = queries.access_subject(request.user, public_id)
    record_audit(request.user, "data.view", about=person)
    return render(request, "accounts/subject.html", _subject_context(person))


@require_POST
@guarded
def note_request(request: UserRequest, public_id: str) -> HttpResponse:
    """Write a request about this person down and reckon its limits."""
    person = queries.access_subject(request.user, public_id)
    form = DataRequestForm(request.POST)
    if not form.is_valid():
        context = {**_subject_context(person), "form": form}
        return render(request, "accounts/subject.html", context)
    made = actions.note_request(person, by=request.user, **form.cleaned_data)
    confirm(request, _("The request is noted."))
    return redirect("accounts:show_data_request", made.public_id)


@guarded
def show_request(request: UserRequest, public_id: str) -> HttpResponse:
    """Show one request with its limits and what was done."""
    asked = queries.access_request(request.user, public_id)
    return render(request, "accounts/data_request.html", _request_context(asked))


@require_POST
@guarded
def answer_request(request: UserRequest, public_id: str) -> HttpResponse:
    """Note the first answer."""
    asked = queries.access_request(request.user, public_id)
    actions.answer_request(asked, by=request.user, today=timezone.localdate())
    confirm(request, _("The first answer is noted."))
    return redirect("accounts:show_data_request", public_id)


@require_POST
@guarded
def extend_request(request: UserRequest, public_id: str) -> HttpResponse:
    """Extend once, with the reason."""
    asked = queries.access_request(request.user, public_id)
    form = ExtendForm(request.POST)
    if not form.is_valid():
        context = {**_request_context(asked), "extend": form}
        return render(request, "accounts/data_request.html", context)
    actions.extend_request(asked, by=request.user, **form.cleaned_data)
    confirm(request, _("The limit is extended."))
    return redirect("accounts:show_data_request", public_id)


@require_POST
@guarded
def close_request(request: UserRequest, public_id: str) -> HttpResponse:
    """Close with what came of it."""
    asked = queries.access_request(request.user, public_id)
    form = CloseForm(request.POST)
    if not form.is_valid():
        context = {**_request_context(asked), "close": form}
        return render(request, "accounts/data_request.html", context)
    today = timezone.localdate()
    actions.close_request(asked, by=request.user, today=today, **form.cleaned_data)
    confirm(request, _("The request is closed."))
    return redirect("accounts:show_privacy")


@require_POST
@guarded
def ask_export(request: UserRequest, public_id: str) -> HttpResponse:
    """Let a job make a file of everything that is held of a person."""
    person = queries.access_subject(request.user, public_id)
    actions.ask_export(person, by=request.user, now=timezone.now())
    confirm(request, _("The file is being made. It stands below in a minute."))
    return redirect("accounts:show_subject", public_id)


@never_cache
@guarded
def fetch_export(request: UserRequest, public_id: str) -> Any:
    """Hand the file out to whoever asked for it; fetching it is an act itself."""
    export = queries.access_export(request.user, public_id)
    record_audit(request.user, "data.fetch", about=export.subject)
    stream = default_storage.open(export.file_key)
    name = f"du-lieu-{export.subject.username}.zip"
    return FileResponse(stream, as_attachment=True, filename=name)


@guarded
def erase_person(request: UserRequest, public_id: str) -> HttpResponse:
    """Say what goes and what stays (GET), then take the name away for good (POST)."""
    person = queries.access_subject(request.user, public_id)
    form = EraseForm(request.POST or None, wanted=person.username)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/erase.html", {"person": person, "form": form})
    actions.erase_person(person, by=request.user, today=timezone.localdate())
    confirm(request, _("The name is taken away. Work and marks stay under a pseudonym."))
    return redirect("accounts:show_privacy")


def _subject_context(person: User) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "person": person,
        "holdings": list(queries.iterate_holdings(person)),
        "exports": queries.list_exports(person),
        "form": DataRequestForm(initial={"received_on": today}),
        "can_erase": not person.is_active and not queries.has_roles_today(person, today),
    }


def _request_context(asked: DataRequest) -> dict[str, Any]:
    limits = queries.get_limits(asked.kind, asked.received_on)
    initial = {"to": limits.latest_extension}
    return {
        "asked": asked,
        "extend": ExtendForm(initial=initial),
        "close": CloseForm(),
        "today": timezone.localdate(),
        "latest": limits.latest_extension,
    }
