"""Placing a resource of the bank in one of one's own lessons."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import require_capability
from accounts.requests import UserRequest
from content.actions.placing import place_in_lesson
from content.queries.lessons import access_own_lesson, list_lessons
from content.queries.resources import access_resource
from core.errors import NotFoundError

LESSONS_SHOWN = 30


@require_capability("lesson.create")
def use_resource(request: UserRequest, public_id: str) -> HttpResponse:
    """Choose the lesson; the resource is put at its end, in the version of today."""
    resource = access_resource(request.user, public_id)
    if resource.approved_version is None:
        raise NotFoundError
    if request.method == "POST":
        lesson = access_own_lesson(request.user, request.POST.get("lesson", ""))
        place_in_lesson(resource, lesson, by=request.user, now=timezone.now())
        said = _("The resource stands at the end of “%(title)s”.")
        messages.success(request, said % {"title": lesson.title})
        return redirect("content:show_lesson", public_id=lesson.public_id)
    context = {
        "resource": resource,
        "version": resource.approved_version,
        "lessons": list_lessons(request.user)[:LESSONS_SHOWN],
    }
    return render(request, "content/use_resource.html", context)
