"""The page after handing in: what the sitting's rule lets the learner see."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.actions import record_audit
from accounts.requests import UserRequest
from assessments.actions.scoring import score_attempt
from assessments.models import Attempt
from assessments.models.attempts import UNSCORED
from assessments.presenting.marking import present_marks
from assessments.presenting.papers import present_answers, read_way_back
from assessments.queries import attempts as queries
from assessments.queries.results import count_answers, find_result_of, find_what_to_show, get_key_of
from assessments.queries.settling import find_confirmation, is_result_confirmed


@require_GET
@login_required
@never_cache
def show_result(request: UserRequest, public_id: str) -> HttpResponse:
    """Show score or answers when they may be shown; scores on demand when the job is not through."""
    now = timezone.now()
    attempt = queries.access_attempt(request.user, public_id)
    is_own = attempt.learner_id == request.user.pk
    shown = find_what_to_show(attempt, now=now) if is_own else "answers"
    if not is_own:
        _note_view(request, attempt)
    if shown == "unfinished":
        return redirect("assessments:start_attempt", public_id=attempt.sitting.public_id)
    if attempt.state == attempt.State.SUBMITTED:
        _take_over(attempt, score_attempt(attempt.pk, now=now))
    # An essay or a file that no person has marked yet keeps the score back.
    is_waiting = attempt.state in UNSCORED and shown != "later"
    context = {
        "attempt": attempt,
        "shown": "marking" if is_waiting else shown,
        "is_own": is_own,
        "back": read_way_back(request),
        "answered_count": count_answers(attempt),
        **_read_counting(attempt),
    }
    if shown == "answers":
        context |= _read_answers(attempt)
    shell = "core/shell_pupil.html" if is_own else "core/shell_staff.html"
    return render(request, "assessments/result.html", {**context, "shell": shell})


def _take_over(attempt: Attempt, scored: Attempt) -> None:
    """Keep the sitting and the people that are loaded already."""
    for name in ("state", "score", "max_score", "scored_at", "has_late_answers"):
        setattr(attempt, name, getattr(scored, name))


def _read_counting(attempt: Attempt) -> dict[str, object]:
    result = find_result_of(attempt)
    schedule = attempt.sitting.schedule
    return {
        "result": result,
        "rule": schedule.get_counts_display() if schedule and result.try_count > 1 else "",
        "is_confirmed": is_result_confirmed(find_confirmation(attempt.sitting), result),
    }


def _read_answers(attempt: Attempt) -> dict[str, object]:
    items = present_answers(attempt, get_key_of(attempt.paper))
    return {"items": items, "marks": present_marks(attempt)}


def _note_view(request: UserRequest, attempt: Attempt) -> None:
    record_audit(
        request.user,
        "attempt.view",
        about=attempt,
        detail={"people": [attempt.learner_id]},
        school_id=attempt.school_id,
    )
