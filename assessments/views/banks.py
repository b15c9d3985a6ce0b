"""Pages of banks: the three levels, and one bank with its questions under filters."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.actions import banks as actions
from assessments.actions.bin import throw_away
from assessments.filters import QuestionFilters
from assessments.forms import BankForm, BankNameForm
from assessments.models import Bank, Question
from assessments.permissions import MAKE, can_edit_bank, can_throw_away, list_move_targets
from assessments.presenting.listing import list_chips, list_facets, list_outcomes, list_rows
from assessments.presenting.words import list_levels
from assessments.queries import banks as queries
from assessments.queries.listing import find_page
from core.toasts import confirm


@require_GET
@require_capability(MAKE, place="questions")
def list_banks(request: UserRequest) -> HttpResponse:
    """Show the banks that the person may read, level by level."""
    return _show_banks(request, BankForm())


def _show_banks(request: UserRequest, form: BankForm, *, status: int = 200) -> HttpResponse:
    banks = list(queries.list_banks(request.user))
    levels = [(scope, [b for b in banks if b.scope == scope]) for scope in Bank.Scope.values]
    context = {"levels": levels, "form": form}
    return render(request, "assessments/banks.html", context, status=status)


@require_POST
@require_capability(MAKE, place="questions")
def create_bank(request: UserRequest) -> HttpResponse:
    """Make a bank of one's own."""
    form = BankForm(request.POST)
    if not form.is_valid():
        return _show_banks(request, form, status=422)
    bank = actions.create_bank(
        request.user,
        form.cleaned_data["name"],
        subject=form.cleaned_data["subject"],
        now=timezone.now(),
    )
    messages.success(request, _("The bank is ready. Import a file to fill it."))
    return redirect("assessments:show_bank", public_id=bank.public_id)


@require_GET
@require_capability(MAKE, place="questions")
def show_bank(request: UserRequest, public_id: str) -> HttpResponse:
    """Show the questions of a bank under filters, to read, edit, sort and hand in."""
    bank = queries.access_bank(request.user, public_id)
    filters = QuestionFilters.read(request.GET)
    page = find_page(bank, filters)
    can_edit = can_edit_bank(request.user, bank)
    context = {
        "bank": bank,
        "filters": filters,
        "page": page,
        "rows": list_rows(page),
        "facets": list_facets(filters, page),
        "chips": list_chips(filters),
        "can_edit": can_edit,
        "can_throw": can_throw_away(request.user, bank),
        "narrow_rail": True,
    }
    if can_edit:
        context |= _offer_acts(request, bank, filters)
    return render(request, "assessments/bank.html", context)


def _offer_acts(request: UserRequest, bank: Bank, filters: QuestionFilters) -> dict[str, object]:
    """Return what the bar of acts offers to whoever may change the bank."""
    return {
        "targets": list_move_targets(request.user, bank),
        "levels": list_levels(),
        "licences": Question.Licence.choices,
        "outcomes": list_outcomes(bank, filters),
        "name_form": BankNameForm(initial={"name": bank.name}),
    }


@require_POST
@require_capability(MAKE, place="questions")
def rename_bank(request: UserRequest, public_id: str) -> HttpResponse:
    """Give a bank another name."""
    bank = queries.access_editable_bank(request.user, public_id)
    form = BankNameForm(request.POST)
    if form.is_valid():
        actions.rename_bank(bank, form.cleaned_data["name"], by=request.user)
        messages.success(request, _("The bank has its new name."))
    else:
        messages.error(request, _("The name was not changed: write 1 to 120 characters."))
    return redirect("assessments:show_bank", public_id=public_id)


@require_POST
@require_capability(MAKE, place="questions")
def throw_bank(request: UserRequest, public_id: str) -> HttpResponse:
    """Put a bank of one's own into the bin with all its questions."""
    bank = queries.access_editable_bank(request.user, public_id)
    batch = throw_away([bank], by=request.user, now=timezone.now())
    undo = reverse("assessments:restore_batch", args=[batch])
    confirm(request, _("“%(name)s” lies in the bin.") % {"name": bank.name}, undo_url=undo)
    return redirect("assessments:list_banks")
