"""Making and changing a resource: one form, saved as a draft or handed to its reviewers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import require_capability
from accounts.queries.organisations import find_school_of
from accounts.requests import UserRequest
from content.actions import resources as actions
from content.errors import ResourceInReviewError
from content.forms.resources import ResourceForm, read_initial
from content.models import Resource
from content.models.resources import VersionState
from content.queries import resources as queries
from content.queries.outcomes import group_outcomes
from core.errors import NotFoundError


@require_capability("resource.create")
def create_resource(request: UserRequest) -> HttpResponse:
    """Make a resource."""
    return _handle(request, resource=None)


@require_capability("resource.create")
def edit_resource(request: UserRequest, public_id: str) -> HttpResponse:
    """Change the draft, or begin the next version."""
    resource = queries.access_own_resource(request.user, public_id)
    if resource.state == VersionState.IN_REVIEW:
        raise ResourceInReviewError
    return _handle(request, resource=resource)


@require_safe
@require_capability("resource.create")
def find_outcomes(request: UserRequest) -> HttpResponse:
    """Give the chooser of outcomes anew for another subject, grade or word."""
    groups = group_outcomes(
        _number(request.GET.get("subject")),
        _number(request.GET.get("grade")),
        text=request.GET.get("outcome_text", "")[:100],
        chosen=frozenset(filter(None, map(_number, request.GET.getlist("outcomes")))),
    )
    chosen = {_number(value) for value in request.GET.getlist("outcomes")}
    return render(request, "content/_outcomes.html", {"groups": groups, "chosen": chosen})


def _handle(request: UserRequest, *, resource: Resource | None) -> HttpResponse:
    form = _make_form(request, resource)
    if request.method == "POST" and request.POST.get("do") == "find":
        form.forget_errors()
    elif request.method == "POST" and form.is_valid():
        return _save(request, form, resource)
    context = {
        "form": form,
        "resource": resource,
        "newest": queries.get_newest_version(resource) if resource else None,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "content/resource_form.html", context, status=status)


def _make_form(request: UserRequest, resource: Resource | None) -> ResourceForm:
    school = resource.school if resource else find_school_of(request.user)
    if school is None:
        raise NotFoundError
    initial = read_initial(queries.get_newest_version(resource)) if resource else None
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return ResourceForm(
        data,
        files,
        initial=initial,
        user=request.user,
        school=school,
        is_submission=request.POST.get("do") == "submit",
        outcome_text=request.POST.get("outcome_text", "")[:100],
    )


def _save(request: UserRequest, form: ResourceForm, resource: Resource | None) -> HttpResponse:
    now, details, user = timezone.now(), form.details(), request.user
    audience = form.cleaned_data["audience"]
    if form.is_submission:
        version = actions.hand_in(
            resource, details, school=form.school, audience=audience, by=user, now=now
        )
        messages.success(request, _("Handed in. You are told as soon as the reviewers decide."))
    elif resource is None:
        version = actions.create_resource(user, form.school, details, audience=audience, now=now)
        messages.success(request, _("The draft was saved."))
    else:
        version = actions.save_version(resource, details, audience=audience, by=user, now=now)
        messages.success(request, _("The draft was saved."))
    return redirect("content:show_resource", public_id=version.resource.public_id)


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() and len(value) < 19 else None
