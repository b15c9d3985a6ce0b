"""Pages of the assistant: ask, look, choose outcomes, make a lesson of it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import require_capability
from accounts.models import Organisation
from accounts.queries import find_school_of
from accounts.requests import UserRequest
from content.queries.outcomes import group_outcomes
from core.errors import NotAllowedError
from core.queries import find_running_job
from core.toasts import confirm

from . import actions, policy, queries
from .forms import DraftForm, OutcomesForm, SuggestForm
from .outline.shape import read_activities

RECENT = 8


@require_capability("lesson.create")
def start_draft(request: UserRequest) -> HttpResponse:
    """Ask what the lesson is about, and list earlier drafts."""
    school = _school_of(request)
    form = DraftForm(request.POST or None, school=school)
    if request.method == "POST" and form.is_valid():
        draft = actions.start_draft(request.user, school, now=timezone.now(), **form.cleaned_data)
        return redirect("ai_assist:show_draft", draft.public_id)
    context = {
        "form": form,
        "drafts": queries.list_drafts(request.user)[:RECENT],
        "uses_model": policy.judge(request.user, now=timezone.now()).is_allowed,
    }
    return render(request, "ai_assist/start.html", context)


@require_GET
@require_capability("resource.create")
def suggest_outcomes(request: UserRequest) -> HttpResponse:
    """Give the chooser of outcomes with those ticked that fit title and description."""
    form = SuggestForm(request.GET)
    if not form.is_valid():
        return render(request, "content/_outcomes.html", {"groups": [], "chosen": set()})
    data = form.cleaned_data
    text = f"{data['title']} {data['description']}"
    found = queries.suggest_outcomes(text, subject=data["subject"], grade=data["grade"])
    chosen = frozenset({outcome.pk for outcome in found} | {row.pk for row in data["outcomes"]})
    groups = group_outcomes(data["subject"].pk, data["grade"].pk, chosen=chosen)
    return render(request, "content/_outcomes.html", {"groups": groups, "chosen": chosen})


@require_capability("lesson.create")
def show_draft(request: UserRequest, public_id: str) -> HttpResponse:
    """Show the outline with its outcomes."""
    draft = queries.access_draft(request.user, public_id)
    outcomes = queries.list_outcomes(draft.subject, draft.grade)
    chosen = list(draft.outcomes.values_list("pk", flat=True))
    context = {
        "draft": draft,
        "job": find_running_job(draft) if draft.state == draft.State.WAITING else None,
        "activities": read_activities(draft.outline),
        "form": OutcomesForm(outcomes=outcomes, initial={"outcomes": chosen}),
        "has_outcomes": outcomes.exists(),
    }
    return render(request, "ai_assist/draft.html", context)


@require_POST
@require_capability("lesson.create")
def choose_outcomes(request: UserRequest, public_id: str) -> HttpResponse:
    """Make the outline anew for the ticked outcomes."""
    draft = queries.access_draft(request.user, public_id)
    form = OutcomesForm(request.POST, outcomes=queries.list_outcomes(draft.subject, draft.grade))
    if form.is_valid():
        actions.choose_outcomes(draft, form.cleaned_data["outcomes"], now=timezone.now())
        confirm(request, _("The outline follows the chosen outcomes now."))
    return redirect("ai_assist:show_draft", public_id)


@require_POST
@require_capability("lesson.create")
def make_lesson(request: UserRequest, public_id: str) -> HttpResponse:
    """Make a lesson of the outline and show it."""
    draft = queries.access_draft(request.user, public_id)
    lesson = actions.make_lesson(draft, _school_of(request), now=timezone.now())
    confirm(request, _("The lesson is made. Read it through before you publish it."))
    return redirect("content:show_lesson", lesson.public_id)


def _school_of(request: UserRequest) -> Organisation:
    school = find_school_of(request.user)
    if school is None:
        raise NotAllowedError
    return school
