"""The study page: one part a screen, with the next step always in reach."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import require_capability
from accounts.requests import UserRequest
from lms.actions import progress as actions
from lms.queries import assignments, study


@require_capability("class.learn")
def show_part(request: UserRequest, public_id: str, number: int | None = None) -> HttpResponse:
    """Show a part of what was given; without a number the one to go on with."""
    assignment = assignments.access_study(request.user, public_id)
    found = study.read_study(assignment, request.user)
    part = found.get_part(number or found.resume_number)
    now = timezone.now()
    actions.open_part(assignment, request.user, number=part.number, now=now)
    card = study.find_check_card(assignment, part, request.user) if part.is_check else None
    context = {
        "study": found,
        "assignment": assignment,
        "part": part,
        "next_part": found.parts[part.number] if part.number < len(found.parts) else None,
        "states": found.states(part.number),
        "is_done": part.key in found.done_keys,
        "is_open": assignment.is_accepting_at(now),
        "card": card,
    }
    return render(request, "lms/study.html", context)


@require_POST
@require_capability("class.learn")
def finish_part(request: UserRequest, public_id: str, number: int) -> HttpResponse:
    """Mark a part as done and go on; a check is done when it is handed in, not here."""
    assignment = assignments.access_study(request.user, public_id)
    found = study.read_study(assignment, request.user)
    part = found.get_part(number)
    now = timezone.now()
    if not part.is_check and assignment.is_accepting_at(now):
        actions.finish_part(assignment, request.user, part_key=part.key, number=number, now=now)
    if number < len(found.parts):
        return redirect("lms:show_part", public_id, number + 1)
    return redirect("lms:show_finish", public_id)


@require_capability("class.learn")
def show_finish(request: UserRequest, public_id: str) -> HttpResponse:
    """Say what is done and what is still open."""
    assignment = assignments.access_study(request.user, public_id)
    found = study.read_study(assignment, request.user)
    left = [part for part in found.parts if part.key not in found.done_keys]
    context = {"study": found, "assignment": assignment, "left": left, "states": found.states(0)}
    return render(request, "lms/finish.html", context)
