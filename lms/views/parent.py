"""A parent's pages: the own children, what waits for each, and what was returned."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import require_capability
from accounts.actions import record_audit
from accounts.permissions import has_staff_role
from accounts.queries import access_child, list_children
from accounts.requests import UserRequest
from lms.queries import families

from .place import mark_place


def frame_of(request: UserRequest) -> str:
    """Choose the frame: parents who also work at a school keep their rail."""
    return "core/shell_staff.html" if has_staff_role(request.user) else "core/shell_pupil.html"


@require_capability("child.follow")
def show_children(request: UserRequest) -> HttpResponse:
    """Show each child's tasks and last marks; seeing them leaves one audit row."""
    now = timezone.now()
    views = families.read_children(list_children(request.user), now=now)
    if views:
        seen = {"people": [view.child.pk for view in views]}
        record_audit(request.user, "child.view", detail=seen)
    context = {"views": views, "today": timezone.localdate(now), "frame": frame_of(request)}
    return render(request, "lms/children.html", context)


@require_capability("child.follow")
def show_child(request: UserRequest, public_id: str) -> HttpResponse:
    """Show everything that one own child has to do, has done and got back."""
    mark_place(request, "children")
    child = access_child(request.user, public_id)
    view = families.add_past(families.read_child(child, now=timezone.now()))
    record_audit(request.user, "child.view", about=child)
    return render(request, "lms/child.html", {"view": view, "frame": frame_of(request)})
