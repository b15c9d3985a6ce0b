"""The audit trail: who saw or changed what of other people, and whether the seals hold."""

from dataclasses import asdict

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import actions
from accounts.access import require_capability
from accounts.privacy_forms import TrailForm
from accounts.queries import trail
from accounts.requests import UserRequest
from core.actions import enqueue
from core.toasts import confirm

PER_PAGE = 50


@require_capability(trail.CAPABILITY, place="audit")
def list_audit(request: UserRequest) -> HttpResponse:
    """Show acts, newest first, by person, act, object and day; reading them is an act itself."""
    form = TrailForm(request.GET)
    wanted = form.get_filter()
    found = list(trail.find_entries(request.user, wanted)[: PER_PAGE + 1])
    said = {name: str(value) for name, value in asdict(wanted).items() if value}
    actions.record_audit(request.user, "audit.view", detail={"filter": said})
    query = request.GET.copy()
    if len(found) > PER_PAGE:
        query["truoc"] = str(found[PER_PAGE - 1].pk)
    context = {
        "form": form,
        "rows": trail.describe_entries(found[:PER_PAGE]),
        "older": query.urlencode() if len(found) > PER_PAGE else "",
        "seal": trail.read_seal_state(),
        "is_first": not wanted.before_id,
    }
    return render(request, "accounts/audit.html", context)


@require_POST
@require_capability(trail.CAPABILITY, place="audit")
def check_audit(request: UserRequest) -> HttpResponse:
    """Let a job go through all seals; what it finds stands on the page afterwards."""
    enqueue("accounts.check_audit", key="accounts.check_audit", owner_id=request.user.pk)
    confirm(request, _("The check has begun. Its result appears here in a minute."))
    return redirect("accounts:list_audit")
