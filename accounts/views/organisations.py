"""The tree: wards, schools and subject groups, seen and changed by those who answer for them."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import actions
from accounts.access import require_capability
from accounts.models import Organisation
from accounts.models.organisations import CHILD_KINDS
from accounts.permissions import can_add_below, can_change_organisation, has_capability
from accounts.queries import structure
from accounts.requests import UserRequest
from accounts.structure_forms import LastDayForm, OrganisationForm
from core.errors import NotFoundError
from core.toasts import confirm

PER_PAGE = 50
PLACE = "organisations"


@require_capability(structure.MANAGE, place=PLACE)
def show_top(request: UserRequest) -> HttpResponse:
    """Lead to the highest organisation that the person answers for."""
    top = structure.find_top(request.user)
    if top is None:
        raise NotFoundError
    return redirect("accounts:show_organisation", top.public_id)


@require_capability(structure.MANAGE, place=PLACE)
def show_organisation(request: UserRequest, public_id: str) -> HttpResponse:
    """Show one organisation, what stands below it, and for a school how far it is set up."""
    own = structure.access_managed(request.user, public_id)
    text, closed = request.GET.get("q", "").strip(), request.GET.get("dong") == "1"
    below = structure.list_below(own, text, closed=closed)
    kinds = CHILD_KINDS.get(own.kind, ())
    is_school = own.kind == Organisation.Kind.SCHOOL
    context = {
        "own": own,
        "page": Paginator(below, PER_PAGE).get_page(request.GET.get("page")),
        "q": text,
        "closed": closed,
        "kinds": [kind for kind in kinds if can_add_below(request.user, own, kind)],
        "can_change": can_change_organisation(request.user, own),
        "facts": structure.read_school_facts(own) if is_school else None,
        "today": timezone.localdate(),
        "has_up": bool(own.parent) and has_capability(request.user, structure.MANAGE, own.parent),
    }
    return render(request, "accounts/organisation.html", context)


@require_capability(structure.MANAGE, place=PLACE)
def add_organisation(request: UserRequest, public_id: str, kind: str) -> HttpResponse:
    """Add a ward, division, school or subject group below one."""
    parent = structure.access_parent(request.user, public_id, kind)
    initial = {"valid_from": timezone.localdate(), "code": structure.propose_code(parent, kind)}
    form = OrganisationForm(request.POST or None, kind=kind, initial=initial)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "parent": parent, "kind": kind}
        return render(request, "accounts/organisation_form.html", context)
    made = actions.add_organisation(
        parent, kind, form.cleaned_data, by=request.user, **form.get_parts()
    )
    confirm(request, _("“%(name)s” is there.") % {"name": made.short_name})
    goes_on = kind in {Organisation.Kind.SCHOOL, Organisation.Kind.WARD}
    return redirect("accounts:show_organisation", (made if goes_on else parent).public_id)


@require_capability(structure.MANAGE, place=PLACE)
def edit_organisation(request: UserRequest, public_id: str) -> HttpResponse:
    """Change name, code, first day, levels or subjects."""
    own = structure.access_changeable(request.user, public_id)
    initial = structure.get_organisation_initial(own)
    form = OrganisationForm(request.POST or None, kind=own.kind, own=own, initial=initial)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "own": own, "parent": own.parent, "kind": own.kind}
        return render(request, "accounts/organisation_form.html", context)
    actions.change_organisation(own, form.cleaned_data, by=request.user, **form.get_parts())
    confirm(request, _("“%(name)s” is changed.") % {"name": own.short_name})
    return redirect("accounts:show_organisation", own.public_id)


@require_capability(structure.MANAGE, place=PLACE)
def close_organisation(request: UserRequest, public_id: str) -> HttpResponse:
    """Ask for the last day and say what it means (GET), then close (POST), with a way back."""
    own = structure.access_changeable(request.user, public_id)
    form = LastDayForm(request.POST or None, initial={"last_day": timezone.localdate()})
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/close_organisation.html", {"form": form, "own": own})
    last_day = form.cleaned_data["last_day"]
    actions.close_organisation(own, by=request.user, last_day=last_day)
    undo = reverse("accounts:reopen_organisation", args=[own.public_id])
    confirm(request, _("“%(name)s” is closed.") % {"name": own.short_name}, undo_url=undo)
    return redirect("accounts:show_organisation", own.public_id)


@require_POST
@require_capability(structure.MANAGE, place=PLACE)
def reopen_organisation(request: UserRequest, public_id: str) -> HttpResponse:
    """Take the closing back."""
    own = structure.access_changeable(request.user, public_id)
    actions.reopen_organisation(own, by=request.user)
    confirm(request, _("“%(name)s” is open again.") % {"name": own.short_name})
    return redirect("accounts:show_organisation", own.public_id)
