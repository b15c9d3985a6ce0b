"""Giving a lesson, changing its due time, taking it back."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.access import require_capability
from accounts.requests import UserRequest
from content.queries.lessons import access_own_lesson, list_lesson_parts
from core.toasts import confirm
from lms.actions import assignments as actions
from lms.forms import AssignForm, DueForm
from lms.models import Assignment
from lms.queries import assignments, classes

from .place import mark_place


@require_capability("class.teach")
def assign_lesson(request: UserRequest, public_id: str) -> HttpResponse:
    """Ask for the classes and the due time, then give the lesson."""
    mark_place(request, "lessons")
    lesson = access_own_lesson(request.user, public_id)
    now = timezone.now()
    offered = classes.list_taught_classes(request.user, now=now)
    form = AssignForm(request.POST or None, classes=offered)
    if request.method == "POST" and form.is_valid():
        given = actions.assign_to_classes(lesson, by=request.user, now=now, **form.get_terms())
        _confirm_given(request, given)
        return redirect("lms:show_class_report", given[0].public_id)
    parts = list_lesson_parts(lesson) if lesson.live else []
    context = {"lesson": lesson, "form": form, "parts": parts}
    return render(request, "lms/assign.html", context)


def _confirm_given(request: UserRequest, given: list[Assignment]) -> None:
    text = ngettext(
        "The lesson was given to %(count)s class.",
        "The lesson was given to %(count)s classes.",
        len(given),
    ) % {"count": len(given)}
    undo = reverse("lms:withdraw", args=[given[0].public_id]) if len(given) == 1 else ""
    confirm(request, text, undo_url=undo)


@require_capability("class.teach")
def edit_assignment(request: UserRequest, public_id: str) -> HttpResponse:
    """Change the due time, late work and what pupils see."""
    mark_place(request, "my-classes")
    assignment = assignments.access_given(request.user, public_id)
    form = DueForm(request.POST or None, initial=assignments.get_due_initial(assignment))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.change_due(
            assignment,
            due_at=data["due_at"],
            late_until=data["late_until"],
            show_results=data["show_results"],
            now=timezone.now(),
        )
        confirm(request, _("The due time is changed."))
        return redirect("lms:show_class_report", public_id)
    return render(request, "lms/edit_assignment.html", {"assignment": assignment, "form": form})


@require_POST
@require_capability("class.teach")
def withdraw(request: UserRequest, public_id: str) -> HttpResponse:
    """Take the assignment back, with a way to give it again."""
    assignment = assignments.access_given(request.user, public_id)
    actions.withdraw_assignment(assignment, now=timezone.now())
    text = _("The lesson was taken back from %(name)s. What pupils did is kept.") % {
        "name": assignment.school_class.name
    }
    confirm(request, text, undo_url=reverse("lms:restore", args=[public_id]))
    return redirect("lms:show_class", assignment.school_class.public_id)


@require_POST
@require_capability("class.teach")
def restore(request: UserRequest, public_id: str) -> HttpResponse:
    """Give the assignment again as it was."""
    assignment = assignments.access_given(request.user, public_id)
    actions.restore_assignment(assignment)
    confirm(request, _("The class has the lesson again."))
    return redirect("lms:show_class_report", public_id)
