"""Pupils of a class: one by one, by a list, leaving and coming back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts import actions
from accounts.access import require_capability
from accounts.queries import rosters as plans
from accounts.queries import structure
from accounts.requests import UserRequest
from accounts.rosters import (
    Roster,
    RosterFileError,
    RosterRow,
    parse_roster,
    read_cells,
    read_file,
    write_text,
)
from accounts.structure_forms import LastDayForm, PupilForm, RosterForm
from core.toasts import confirm
from curriculum.queries import find_school_year

from .school_classes import access_school

PLACE = "organisations"


@require_capability(structure.MANAGE, place=PLACE)
def add_pupil(request: UserRequest, public_id: str) -> HttpResponse:
    """Put one pupil into a class: a new account, or one that is known by its code."""
    own = structure.access_managed_class(request.user, public_id)
    form = PupilForm(request.POST or None)
    context = {"form": form, "school_class": own}
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/add_pupil.html", context)
    row = RosterRow(1, **form.row_fields())
    plan = plans.plan_pupils(request.user, own.school, Roster([row]), classes=[own], into=own)
    if plan.faults:
        form.add_error(None, str(plan.faults[0].text))
        return render(request, "accounts/add_pupil.html", context)
    actions.import_roster(plan, by=request.user, today=timezone.localdate())
    confirm(request, _("%(name)s is in class %(class)s.") % _names(row.full_name, own.name))
    return redirect("accounts:show_class", own.public_id)


@require_capability(structure.MANAGE, place=PLACE)
def import_pupils(request: UserRequest, public_id: str) -> HttpResponse:
    """Take in the list of a class: look first, then take all of it or nothing."""
    own = structure.access_managed_class(request.user, public_id)

    def plan(roster: Roster) -> plans.RosterPlan:
        classes = structure.list_school_classes(own.school, own.school_year)
        return plans.plan_pupils(request.user, own.school, roster, classes=classes, into=own)

    done = reverse("accounts:show_class", args=[own.public_id])
    return _take_in(request, plan, done, {"school": own.school, "school_class": own})


@require_capability(structure.MANAGE, place=PLACE)
def import_school_pupils(request: UserRequest, public_id: str) -> HttpResponse:
    """Take in the pupils of all classes of a school by the column “Lớp”."""
    school = access_school(request, public_id)

    def plan(roster: Roster) -> plans.RosterPlan:
        classes = structure.list_school_classes(school, find_school_year())
        return plans.plan_pupils(request.user, school, roster, classes=classes)

    done = reverse("accounts:list_school_classes", args=[school.public_id])
    return _take_in(request, plan, done, {"school": school, "by_class": True})


@require_capability(structure.MANAGE, place="people")
def import_teachers(request: UserRequest, public_id: str) -> HttpResponse:
    """Take in the list of a school's teachers."""
    school = access_school(request, public_id)

    def plan(roster: Roster) -> plans.RosterPlan:
        return plans.plan_teachers(request.user, school, roster)

    done = reverse("accounts:list_people", args=[school.public_id])
    return _take_in(request, plan, done, {"school": school, "teachers": True})


def _take_in(request: UserRequest, make_plan: Any, done: str, context: dict[str, Any]) -> Any:
    """Show what a list would do; take it in when the person says so and it has no faults."""
    form = RosterForm(request.POST or None, request.FILES or None)
    context |= {"form": form, "back": done}
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/import_roster.html", context)
    try:
        cells = _read_cells(form)
    except RosterFileError as error:
        form.add_error("file", str(error))
        return render(request, "accounts/import_roster.html", context)
    plan = make_plan(parse_roster(cells))
    if request.POST.get("step") == "take" and not plan.faults and plan.rows:
        counts = actions.import_roster(plan, by=request.user, today=timezone.localdate())
        confirm(request, _say_counts(counts))
        return redirect(done)
    text = write_text(cells)
    context |= {"form": RosterForm(initial={"text": text}), "plan": plan, "text": text}
    return render(request, "accounts/import_roster.html", context)


def _read_cells(form: RosterForm) -> list[list[str]]:
    upload = form.cleaned_data.get("file")
    if upload:
        return read_file(upload.read(), upload.name)
    return read_cells(form.cleaned_data["text"])


def _say_counts(counts: dict[str, int]) -> str:
    made = ngettext("%(n)d new account", "%(n)d new accounts", counts["new"]) % {"n": counts["new"]}
    text = _("Taken in: %(made)s, %(moved)d put here, %(there)d were here already.")
    return text % {"made": made, "moved": counts["moved"], "there": counts["there"]}


@require_POST
@require_capability(structure.MANAGE, place=PLACE)
def end_enrolment(request: UserRequest, public_id: str, pupil_id: str) -> HttpResponse:
    """Take a pupil out of the class after a day, with a way back."""
    enrolment = structure.access_enrolment(request.user, public_id, pupil_id)
    form = LastDayForm(request.POST)
    today = timezone.localdate()
    last_day = form.cleaned_data["last_day"] if form.is_valid() else today
    actions.end_enrolment(enrolment, by=request.user, last_day=last_day)
    undo = reverse("accounts:resume_enrolment", args=[public_id, pupil_id])
    said = _("%(name)s leaves class %(class)s.")
    names = _names(enrolment.pupil.full_name, enrolment.school_class.name)
    confirm(request, said % names, undo_url=undo)
    return redirect("accounts:show_class", public_id)


@require_POST
@require_capability(structure.MANAGE, place=PLACE)
def resume_enrolment(request: UserRequest, public_id: str, pupil_id: str) -> HttpResponse:
    """Let a pupil who left be in the class as before."""
    enrolment = structure.access_enrolment(request.user, public_id, pupil_id)
    actions.resume_enrolment(enrolment, by=request.user)
    names = _names(enrolment.pupil.full_name, enrolment.school_class.name)
    confirm(request, _("%(name)s is in class %(class)s.") % names)
    return redirect("accounts:show_class", public_id)


def _names(name: str, class_name: str) -> dict[str, str]:
    return {"name": name, "class": class_name}
