"""Who teaches what in a class: the list, giving, ending, taking the end back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import actions, queries
from accounts.access import require_capability
from accounts.models import TeachingAssignment
from accounts.queries import structure
from accounts.requests import UserRequest
from accounts.structure_forms import LastDayForm, TeachingForm
from core.toasts import confirm

PLACE = "organisations"


@require_capability(structure.MANAGE, place=PLACE)
def list_teachings(request: UserRequest, public_id: str) -> HttpResponse:
    """Show who teaches, taught and will teach in the class, and give it to a teacher (POST)."""
    own = structure.access_managed_class(request.user, public_id)
    form = TeachingForm(
        request.POST or None, teachers=queries.list_teachers(own.school), level=own.grade.level
    )
    today = timezone.localdate()
    if request.method == "POST" and form.is_valid():
        values: dict[str, Any] = form.cleaned_data
        values["valid_from"] = values["valid_from"] or today
        given = actions.give_class(
            values.pop("teacher"), own, values.pop("subject"), by=request.user, **values
        )
        confirm(request, _("%(name)s teaches %(subject)s.") % _names(given))
        return redirect("accounts:list_teachings", own.public_id)
    teachings = structure.list_class_teachings(own)
    context = {"school_class": own, "form": form, "teachings": teachings, "today": today}
    return render(request, "accounts/teachings.html", context)


@require_POST
@require_capability(structure.MANAGE, place=PLACE)
def end_teaching(request: UserRequest, public_id: str, teaching_id: int) -> HttpResponse:
    """End a teacher's place in the class after a day, with a way back."""
    teaching = structure.access_teaching(request.user, public_id, teaching_id)
    form = LastDayForm(request.POST)
    last_day = form.cleaned_data["last_day"] if form.is_valid() else timezone.localdate()
    actions.end_teaching(teaching, by=request.user, last_day=last_day)
    undo = reverse("accounts:resume_teaching", args=[public_id, teaching_id])
    said = _("%(name)s stops teaching %(subject)s in this class.") % _names(teaching)
    confirm(request, said, undo_url=undo)
    return redirect("accounts:list_teachings", public_id)


@require_POST
@require_capability(structure.MANAGE, place=PLACE)
def resume_teaching(request: UserRequest, public_id: str, teaching_id: int) -> HttpResponse:
    """Take the end back."""
    teaching = structure.access_teaching(request.user, public_id, teaching_id)
    actions.resume_teaching(teaching, by=request.user)
    confirm(request, _("%(name)s teaches %(subject)s.") % _names(teaching))
    return redirect("accounts:list_teachings", public_id)


def _names(teaching: TeachingAssignment) -> dict[str, str]:
    return {"name": teaching.teacher.full_name, "subject": teaching.subject.name}
