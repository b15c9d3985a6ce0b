"""Pages of the frames of exams: all that hold, and one of the department's own to change."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.actions import frames as actions
from assessments.frame_forms import FrameForm, read_initial
from assessments.permissions import MAKE, can_manage_frames
from assessments.presenting.frames import present_frames
from assessments.queries import matrices as queries

MANAGE = "exam_frame.manage"
_PLACE = "frames"


@require_GET
@require_capability(MANAGE, MAKE, place=_PLACE)
def list_frames(request: UserRequest) -> HttpResponse:
    """Show every frame with its weights, its source, and whether it was compared with it."""
    context = {
        "frames": present_frames(queries.list_all_frames()),
        "can_edit": can_manage_frames(request.user),
    }
    return render(request, "assessments/frames.html", context)


@require_http_methods(["GET", "POST"])
@require_capability(MANAGE, place=_PLACE)
def create_frame(request: UserRequest) -> HttpResponse:
    """Add a frame; ``?tu=KEY`` begins with the figures of another one."""
    template = queries.find_any_frame(request.GET.get("tu", ""))
    begin = read_initial(replace(template, name="", is_verified=False)) if template else None
    return _edit(request, FrameForm(request.POST or None, initial=begin), "")


@require_http_methods(["GET", "POST"])
@require_capability(MANAGE, place=_PLACE)
def edit_frame(request: UserRequest, key: str) -> HttpResponse:
    """Change a frame of the department's own."""
    frame = queries.access_own_frame(request.user, key)
    return _edit(request, FrameForm(request.POST or None, initial=read_initial(frame)), key)


def _edit(request: UserRequest, form: FrameForm, key: str) -> HttpResponse:
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        context = {"form": form, "key": key}
        return render(request, "assessments/edit_frame.html", context, status=status)
    actions.save_frame(form.to_frame(key), by=request.user, today=timezone.localdate())
    messages.success(request, _("The frame is saved. Matrices made before keep their own copy."))
    return redirect("assessments:list_frames")


@require_POST
@require_capability(MANAGE)
def drop_frame(request: UserRequest, key: str) -> HttpResponse:
    """Offer a frame no longer."""
    frame = queries.access_own_frame(request.user, key)
    actions.drop_frame(frame.key, by=request.user, today=timezone.localdate())
    messages.success(request, _("The frame is no longer offered. Matrices made before keep it."))
    return redirect("assessments:list_frames")
