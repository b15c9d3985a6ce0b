"""Pages of banks: the list, and one bank with its questions."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.actions import banks as actions
from assessments.forms import BankForm
from assessments.models import Question
from assessments.permissions import MAKE, can_edit_bank
from assessments.presenting.words import list_types
from assessments.queries import banks as queries

PAGE_SIZE = 20


@require_GET
@require_capability(MAKE)
def list_banks(request: HttpRequest) -> HttpResponse:
    """Show the banks that the person may read."""
    return render(
        request,
        "assessments/banks.html",
        {"banks": queries.list_banks(request.user), "form": BankForm()},
    )


@require_POST
@require_capability(MAKE)
def create_bank(request: UserRequest) -> HttpResponse:
    """Make a bank of one's own."""
    form = BankForm(request.POST)
    if not form.is_valid():
        context = {"banks": queries.list_banks(request.user), "form": form}
        return render(request, "assessments/banks.html", context, status=422)
    bank = actions.create_bank(
        request.user,
        form.cleaned_data["name"],
        subject=form.cleaned_data["subject"],
        now=timezone.now(),
    )
    messages.success(request, _("The bank is ready. Import a file to fill it."))
    return redirect("assessments:show_bank", public_id=bank.public_id)


@require_GET
@require_capability(MAKE)
def show_bank(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the questions of a bank, to read, edit and choose for a check."""
    bank = queries.access_bank(request.user, public_id)
    kind = request.GET.get("loai", "")
    text = request.GET.get("tim", "")[:100]
    questions = queries.list_questions(
        bank, text=text, kind=kind if kind in Question.Type.values else ""
    )
    page = Paginator(questions, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "bank": bank,
        "page": page,
        "text": text,
        "kind": kind,
        "types": list_types(),
        "query": urlencode({"tim": text, "loai": kind}) + "&",
        "can_edit": can_edit_bank(request.user, bank),
    }
    return render(request, "assessments/bank.html", context)
