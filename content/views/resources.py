"""Pages of one resource: reading it, taking it along, and its owner's list."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import require_capability
from accounts.permissions import has_capability
from accounts.requests import UserRequest
from content.actions import resources as actions
from content.actions import usage
from content.actions.resources import list_missing
from content.models import Resource, ResourceVersion
from content.models.resources import VersionState
from content.permissions.resources import can_edit_resource, can_withdraw_resource
from content.queries import resources as queries
from core.errors import NotAllowedError, NotFoundError
from media.queries import FileUrls, mint_urls
from review.queries import find_review


@login_required
def show_resource(request: UserRequest, public_id: str) -> HttpResponse:
    """Show the approved version; its owner sees the newest one."""
    resource = queries.access_resource(request.user, public_id)
    version = queries.choose_version(resource, is_owner=can_edit_resource(request.user, resource))
    usage.record_opening(resource, request.user, now=timezone.now())
    review = find_review(resource, version.number)
    context = {
        "resource": resource,
        "version": version,
        "urls": _mint(resource, version),
        "review": review,
        "steps": queries.list_shown_steps(review),
        "uses": queries.list_uses(resource, request.user)[:10],
        **_list_acts(request, resource, version),
    }
    return render(request, "content/resource.html", context)


def _mint(resource: Resource, version: ResourceVersion) -> FileUrls | None:
    """Give the addresses of the file; taking a copy of the approved one leads past the counter."""
    if version.file is None or not version.file.is_ready:
        return None
    urls = mint_urls(version.file)
    if version.pk != resource.approved_version_id:
        return urls
    return replace(urls, download=reverse("content:download_resource", args=[resource.public_id]))


def _list_acts(
    request: UserRequest, resource: Resource, version: ResourceVersion
) -> dict[str, Any]:
    """Say what this person may do with it, for the buttons."""
    user = request.user
    is_owner = can_edit_resource(user, resource)
    in_review = is_owner and resource.state == VersionState.IN_REVIEW
    return {
        "is_owner": is_owner,
        "versions": queries.list_versions(resource) if is_owner else None,
        "can_edit": is_owner and not in_review,
        "can_submit": is_owner and version.state == VersionState.DRAFT,
        "can_take_back": in_review,
        "can_withdraw": resource.approved_version_id
        and not in_review
        and can_withdraw_resource(user, resource),
        "can_use": has_capability(user, "lesson.create"),
    }


@require_POST
@require_capability("resource.create")
def submit_resource(request: UserRequest, public_id: str) -> HttpResponse:
    """Hand the draft to its reviewers; what is missing sends its owner to the form."""
    resource = queries.access_own_resource(request.user, public_id)
    if list_missing(queries.get_newest_version(resource)):
        messages.warning(request, _("Some required details are missing. Fill them in first."))
        return redirect("content:edit_resource", public_id=public_id)
    actions.submit_resource(resource, by=request.user, now=timezone.now())
    messages.success(request, _("Handed in. You are told as soon as the reviewers decide."))
    return redirect("content:show_resource", public_id=public_id)


@login_required
def download_resource(request: UserRequest, public_id: str) -> HttpResponse:
    """Count the download as use and lead to the file."""
    resource = queries.access_resource(request.user, public_id)
    version = resource.approved_version
    if version is None or version.file is None or not version.file.is_ready:
        raise NotFoundError
    usage.record_download(resource, request.user, now=timezone.now())
    return redirect(mint_urls(version.file).download)


@require_capability("resource.create")
def list_own_resources(request: UserRequest) -> HttpResponse:
    """List what the person made, with the state of each."""
    resources = queries.list_own_resources(request.user)
    state = request.GET.get("state", "")
    if state in VersionState.values:
        resources = resources.filter(state=state)
    page = queries.paginate(resources, request.GET.get("page", "1"))
    return render(
        request,
        "content/own_resources.html",
        {
            "page": page,
            "state": state,
            "states": queries.count_states(request.user),
            "can_make": True,
        },
    )


@require_POST
@login_required
def withdraw_resource(request: UserRequest, public_id: str) -> HttpResponse:
    """Take it back from review, or out of the bank."""
    resource = queries.access_resource(request.user, public_id)
    if not can_withdraw_resource(request.user, resource):
        raise NotAllowedError
    actions.withdraw_resource(resource, by=request.user, now=timezone.now())
    messages.success(request, _("The resource was taken back."))
    if can_edit_resource(request.user, resource):
        return redirect("content:show_resource", public_id=public_id)
    return redirect("content:list_resources")
