"""Pages of importing: choose a file, look at what was read, save."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.actions import banks as actions
from assessments.errors import FileTooLargeError
from assessments.formats.reading import LARGEST_FILE
from assessments.forms import ImportForm
from assessments.models import Bank
from assessments.permissions import MAKE
from assessments.presenting.banks import present_import
from assessments.queries import banks as queries
from core.errors import DomainError


@require_http_methods(["GET", "POST"])
@require_capability(MAKE)
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
        draft = actions.draft_import(
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


def _ask(request: HttpRequest, bank: Bank, form: ImportForm, *, status: int) -> HttpResponse:
    return render(
        request, "assessments/import_file.html", {"bank": bank, "form": form}, status=status
    )


@require_GET
@require_capability(MAKE)
def show_import(request: UserRequest, public_id: str) -> HttpResponse:
    """Show what was read from the file, element by element."""
    draft = queries.access_import(request.user, public_id)
    return render(request, "assessments/import_report.html", present_import(draft))


@require_POST
@require_capability(MAKE)
def save_import(request: UserRequest, public_id: str) -> HttpResponse:
    """Save what can be saved into the bank."""
    draft = queries.access_import(request.user, public_id)
    saved = actions.save_import(draft, by=request.user, now=timezone.now())
    sentence = ngettext(
        "%(count)s question was saved in the bank.",
        "%(count)s questions were saved in the bank.",
        len(saved),
    )
    messages.success(request, sentence % {"count": len(saved)})
    return redirect("assessments:show_bank", public_id=draft.bank.public_id)
