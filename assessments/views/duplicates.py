"""The page of near-duplicates inside one bank."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.actions.similar import lift_pair
from assessments.permissions import MAKE, can_edit_bank
from assessments.presenting.duplicates import present_pairs
from assessments.queries import banks as queries
from assessments.queries.similar import access_pair, list_pairs

PAGE_SIZE = 10


@require_http_methods(["GET", "POST"])
@require_capability(MAKE, place="questions")
def list_duplicates(request: UserRequest, public_id: str) -> HttpResponse:
    """Show questions that nearly read the same side by side; take "they differ" for an answer."""
    bank = queries.access_bank(request.user, public_id)
    if request.method == "POST":
        bank = queries.access_editable_bank(request.user, public_id)
        pair = access_pair(bank, request.POST.get("mot", ""), request.POST.get("hai", ""))
        lift_pair(pair, by=request.user)
        messages.success(request, _("Noted: these are two different questions."))
        return redirect("assessments:list_duplicates", public_id=public_id)
    page = Paginator(list_pairs(bank), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "bank": bank,
        "page": page,
        "pairs": present_pairs(list(page.object_list)),
        "can_edit": can_edit_bank(request.user, bank),
    }
    return render(request, "assessments/duplicates.html", context)
