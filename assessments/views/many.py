"""What is done with many chosen questions at once, or with one from its page."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.actions.many import Done, act_on
from assessments.batch_form import MOST, BatchForm
from assessments.models import Bank
from assessments.permissions import MAKE
from assessments.queries import banks as queries
from core.errors import DomainError
from core.toasts import confirm

# Acts that have a page of their own, which gets the chosen questions in its address.
_CARRIED = {"check": "assessments:create_check", "export": "assessments:export_bank"}


@require_POST
@require_capability(MAKE)
def change_many(request: UserRequest, public_id: str) -> HttpResponse:
    """Do one act with the chosen questions, and go back to where they were chosen."""
    bank = queries.access_bank(request.user, public_id)
    chosen = request.POST.getlist("cau")[:MOST]
    if request.POST.get("act") in _CARRIED:
        address = reverse(_CARRIED[request.POST["act"]], args=[public_id])
        return redirect(f"{address}?{urlencode([('cau', each) for each in chosen])}")
    bank = queries.access_editable_bank(request.user, public_id)
    questions = queries.list_chosen(bank, chosen)
    form = BatchForm(request.POST, bank=bank, user=request.user)
    if not questions:
        messages.error(request, _("Choose at least one question first."))
    elif not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
    else:
        try:
            done = act_on(questions, form.cleaned_data, by=request.user, now=timezone.now())
            _tell(request, done)
        except DomainError as error:
            # Told beside the list, where the person can choose anew.
            messages.error(request, str(error.message))
    return redirect(_find_back(request, bank, chosen))


def _tell(request: UserRequest, done: Done) -> None:
    if done.said:
        undo = reverse("assessments:restore_batch", args=[done.batch]) if done.batch else ""
        confirm(request, done.said, undo_url=undo)
    if done.refused:
        messages.error(request, done.refused)


def _find_back(request: UserRequest, bank: Bank, chosen: list[str]) -> str:
    """Return to the list as it was, or to the one question unless it lies in the bin."""
    gone = request.POST.get("act") in {"bin", "move"}
    if request.POST.get("ve") == "cau" and len(chosen) == 1 and not gone:
        return reverse("assessments:edit_question", args=chosen)
    query = request.POST.get("loc", "")[:2000]
    address = reverse("assessments:show_bank", args=[bank.public_id])
    return f"{address}?{query}" if query else address
