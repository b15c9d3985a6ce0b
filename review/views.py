"""Pages of reviewers and authors: what waits, one review, its decision."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require_capability
from accounts.permissions import has_capability
from accounts.requests import UserRequest

from . import actions, queries
from .forms import DecisionForm
from .models import Review
from .permissions import can_decide

REVIEWING = ("review.group", "review.school", "review.sector")


@require_safe
@require_capability(*REVIEWING)
def list_tasks(request: UserRequest) -> HttpResponse:
    """Show what waits for this person."""
    page = Paginator(queries.list_tasks(request.user), 20).get_page(request.GET.get("page"))
    context = {"page": page, "roles": queries.get_role_names(), "tab": "tasks"}
    return render(request, "review/tasks.html", context)


@require_safe
@require_capability(*REVIEWING)
def list_decided(request: UserRequest) -> HttpResponse:
    """Show what this person has decided."""
    page = Paginator(queries.list_decided(request.user), 20).get_page(request.GET.get("page"))
    context = {"page": page, "tab": "decided", "waiting": queries.count_tasks(request.user)}
    return render(request, "review/decided.html", context)


@require_safe
@login_required
def list_handed_in(request: UserRequest) -> HttpResponse:
    """Show how this person's own work stands."""
    page = Paginator(queries.list_handed_in(request.user), 20).get_page(request.GET.get("page"))
    can_review = any(has_capability(request.user, name) for name in REVIEWING)
    context = {"page": page, "tab": "handed_in", "can_review": can_review}
    return render(request, "review/handed_in.html", context)


@require_safe
@login_required
def show_review(request: UserRequest, public_id: str) -> HttpResponse:
    """Show one review to its author and its reviewers."""
    review = queries.access_review(request.user, public_id)
    return render(request, "review/review.html", _build_context(request, review, form=None))


@require_POST
@login_required
def decide(request: UserRequest, public_id: str) -> HttpResponse:
    """Pass or return the step that waits."""
    review = queries.access_review(request.user, public_id)
    form = DecisionForm(request.POST, checks=queries.list_checks(review.kind))
    if not form.is_valid():
        context = _build_context(request, review, form=form)
        return render(request, "review/review.html", context, status=422)
    values = form.cleaned_data
    values["ticked"] = tuple(values["ticked"])
    actions.decide_step(review, user=request.user, now=timezone.now(), **values)
    passed = values["decision"] == actions.PASS
    said = _("Passed “%(title)s”.") if passed else _("Returned “%(title)s” to the author.")
    messages.success(request, said % {"title": review.title})
    return redirect("review:list_tasks")


@require_POST
@login_required
def withdraw(request: UserRequest, public_id: str) -> HttpResponse:
    """Take one's own work back."""
    review = queries.access_review(request.user, public_id)
    actions.withdraw_review(review, user=request.user, now=timezone.now())
    messages.success(request, _("Taken back. You can change it and hand it in again."))
    return redirect("review:show_review", public_id=public_id)


def _build_context(
    request: UserRequest, review: Review, *, form: DecisionForm | None
) -> dict[str, Any]:
    step = queries.find_current_step(review)
    checks = queries.list_checks(review.kind)
    may_decide = step is not None and can_decide(request.user, step)
    if may_decide and form is None and step is not None:
        form = DecisionForm(checks=checks, initial={"step_id": step.pk})
    return {
        "review": review,
        "steps": list(review.steps.all()),
        "current": step,
        "form": form if may_decide else None,
        "checks": checks,
        "is_last": step is not None and not review.steps.filter(position__gt=step.position),
        "history": queries.list_history(review),
        "roles": queries.get_role_names(),
        "is_author": review.submitted_by_id == request.user.pk,
        "narrow_rail": True,
        "queue": queries.find_next_task(request.user, review) if may_decide else None,
    }
