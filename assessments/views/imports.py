"""Pages of importing: choose a file, look at what was read, mend it, save."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.actions import imports as import_actions
from assessments.actions import saving
from assessments.errors import FileTooLargeError
from assessments.formats import ImportReport
from assessments.formats.reading import LARGEST_FILE
from assessments.forms import ImportForm
from assessments.mending_form import read_change
from assessments.models import Bank
from assessments.permissions import MAKE
from assessments.presenting.imports import present_import, present_row
from assessments.queries import banks as queries
from assessments.queries.imports import access_element, find_work
from core.errors import DomainError


@require_http_methods(["GET", "POST"])
@require_capability(MAKE, place="questions")
def read_file(request: UserRequest, public_id: str) -> HttpResponse:
    """Ask for a file; read it and go to its report, or say what is wrong with it."""
    bank = queries.access_editable_bank(request.user, public_id)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "GET" or not form.is_valid():
        return _ask(request, bank, form, status=200 if request.method == "GET" else 422)
    upload = form.cleaned_data["file"]
    try:
        if upload.size > LARGEST_FILE:
            raise FileTooLargeError
        draft = import_actions.begin_import(
            bank,
            data=upload.read(),
            filename=upload.name,
            by=request.user,
            fmt=form.cleaned_data["format"] or "auto",
            now=timezone.now(),
        )
    except DomainError as error:
        # The form is the place where the person can do something about it.
        form.add_error("file", str(error.message))
        return _ask(request, bank, form, status=error.status)
    return redirect("assessments:show_import", public_id=draft.public_id)


def _ask(request: UserRequest, bank: Bank, form: ImportForm, *, status: int) -> HttpResponse:
    drafts = queries.list_open_imports(bank, request.user)
    context = {"bank": bank, "form": form, "drafts": drafts}
    return render(request, "assessments/import_file.html", context, status=status)


@require_GET
@require_capability(MAKE, place="questions")
def show_import(request: UserRequest, public_id: str) -> HttpResponse:
    """Show what was read from the file, question by question; while a job is at it, how far that is."""
    draft = queries.access_import(request.user, public_id)
    if draft.is_worked_on:
        context = {"draft": draft, "bank": draft.bank, "job": find_work(draft)}
        return render(request, "assessments/import_working.html", context)
    shown, page = request.GET.get("xem", "all"), request.GET.get("page", "1")
    context = present_import(draft, shown=shown, page=page)
    return render(request, "assessments/import_report.html", context)


@require_POST
@require_capability(MAKE, place="questions")
def mend_element(request: UserRequest, public_id: str, number: int) -> HttpResponse:
    """Change one question of an import, leave it out or take it in again."""
    draft = queries.access_import(request.user, public_id)
    todo = request.POST.get("todo", "")
    if todo in {"drop", "restore"}:
        draft = import_actions.drop_element(draft, number, is_dropped=todo == "drop")
    else:
        element = access_element(draft, number)
        draft = import_actions.mend_element(draft, number, read_change(request.POST, element))
    if request.headers.get("x-requested-with") == "fetch":
        return _row(request, draft.report, number)
    page = reverse("assessments:show_import", args=[draft.public_id])
    return redirect(f"{page}?{request.GET.urlencode()}#muc-{number}")


def _row(request: HttpRequest, stored: dict[str, object], number: int) -> HttpResponse:
    """Answer a script with the question as it is now, and the sums of the whole."""
    report = ImportReport.from_json(stored)
    row = present_row(number, report.elements[number - 1])
    response = render(request, "assessments/_import_row.html", {"row": row})
    response["x-ready-count"] = str(len(report.usable))
    return response


@require_POST
@require_capability(MAKE, place="questions")
def save_import(request: UserRequest, public_id: str) -> HttpResponse:
    """Save what can be saved into the bank."""
    draft = queries.access_import(request.user, public_id)
    count = saving.begin_saving(draft, by=request.user, now=timezone.now())
    if count is None:
        return redirect("assessments:show_import", public_id=draft.public_id)
    sentence = ngettext(
        "%(count)s question was saved in the bank.",
        "%(count)s questions were saved in the bank.",
        count,
    )
    messages.success(request, sentence % {"count": count})
    return redirect("assessments:show_bank", public_id=draft.bank.public_id)
