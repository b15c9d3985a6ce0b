"""A pupil's own marks, for himself and for his parents: what the teachers let them read."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import require_capability
from accounts.actions import record_audit
from accounts.queries import access_child
from accounts.requests import UserRequest
from lms.queries.own_marks import read_own_marks

from .parent import frame_of
from .place import mark_place


@require_GET
@require_capability("class.learn")
def show_own_marks(request: UserRequest) -> HttpResponse:
    """Show the pupil the lines that teachers let him read."""
    mark_place(request, "mine")
    marks = read_own_marks(request.user, term=request.GET.get("hoc-ki", ""))
    context = {"marks": marks, "frame": "core/shell_pupil.html", "is_own": True}
    return render(request, "lms/own_marks.html", context)


@require_GET
@require_capability("child.follow")
def show_child_marks(request: UserRequest, public_id: str) -> HttpResponse:
    """Show a parent the same of one own child; the view stands in the audit."""
    mark_place(request, "children")
    child = access_child(request.user, public_id)
    record_audit(request.user, "child.marks", about=child, detail={"people": [child.pk]})
    marks = read_own_marks(child, term=request.GET.get("hoc-ki", ""))
    context = {"marks": marks, "frame": frame_of(request), "is_own": False}
    return render(request, "lms/own_marks.html", context)
