"""Parents of a pupil: linking an account, making one, ending a link."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import actions, queries
from accounts.access import require_capability
from accounts.queries import families
from accounts.requests import UserRequest
from accounts.structure_forms import GuardianForm
from core.toasts import confirm

MANAGE = "people.manage"


@never_cache
@require_capability(MANAGE, place="people")
def add_guardian(request: UserRequest, public_id: str, person_id: str) -> HttpResponse:
    """Link a parent with a pupil; a new account's password is shown this once."""
    school = queries.access_organisation(request.user, public_id, MANAGE)
    pupil = queries.access_person(request.user, person_id, school)
    form = GuardianForm(request.POST or None)
    context: dict[str, Any] = {"school": school, "person": pupil, "form": form}
    guardian, fault = None, ""
    if request.method == "POST" and form.is_valid():
        guardian, fault = families.find_guardian(request.user, **form.cleaned_data)
        if fault:
            form.add_error("full_name", fault)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/add_guardian.html", context)
    by, today = request.user, timezone.localdate()
    if guardian is not None:
        actions.link_guardian(guardian, pupil, school=school, by=by, today=today)
        confirm(request, _("%(name)s follows this pupil now.") % {"name": guardian.full_name})
        return redirect("accounts:show_person", school.public_id, pupil.public_id)
    names = (form.cleaned_data["full_name"], form.cleaned_data["username"].lower())
    made, password = actions.add_guardian(*names, pupil, school=school, by=by, today=today)
    context |= {"person": made, "password": password}
    return render(request, "accounts/person_added.html", context)


@require_POST
@require_capability(MANAGE, place="people")
def end_guardian(
    request: UserRequest, public_id: str, person_id: str, link_id: int
) -> HttpResponse:
    """End a link at once."""
    school = queries.access_organisation(request.user, public_id, MANAGE)
    pupil = queries.access_person(request.user, person_id, school)
    link = families.access_link(pupil, link_id)
    actions.end_guardian(link, school=school, by=request.user, today=timezone.localdate())
    name = {"name": link.guardian.full_name}
    confirm(request, _("%(name)s no longer follows this pupil.") % name)
    return redirect("accounts:show_person", school.public_id, pupil.public_id)
