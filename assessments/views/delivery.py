"""Taking a test: the start page with the player, the paper, and the plain page without scripts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import UserRequest
from assessments.actions import attempts as actions
from assessments.actions.handed_in import take_plain_files
from assessments.intake import answer, answer_beat
from assessments.models import Attempt
from assessments.paper_door import answer_paper
from assessments.presenting.entry import present_door, read_entry
from assessments.presenting.papers import (
    present_opening,
    present_plain_paper,
    read_plain_answers,
    read_way_back,
)
from assessments.presenting.uploads import present_uploader
from assessments.presenting.words import list_player_words
from assessments.queries import attempts as queries


@require_GET
@login_required
@never_cache
def start_attempt(request: UserRequest, public_id: str) -> HttpResponse:
    """Show what the test is and let the learner begin; the player takes over in this page."""
    attempt = queries.find_own_attempt(request.user, public_id)
    if attempt is None:
        sitting = queries.access_sitting(request.user, public_id)
        actions.prepare_attempt(sitting, request.user)
        attempt = queries.get_own_attempt(request.user, public_id)
    # The newest try; another one is begun from the pupil's list of tests.
    if attempt.is_handed_in:
        return redirect("assessments:show_result", public_id=attempt.public_id)
    now = timezone.now()
    context = {
        "attempt": attempt,
        "sitting": attempt.sitting,
        "test": attempt.sitting.test,
        **present_door(attempt, now=now),
        "back": read_way_back(request),
        "words": list_player_words(),
        "uploader": present_uploader(attempt.paper),
    }
    return render(request, "assessments/take.html", context)


@require_POST
@login_required
def open_attempt(request: UserRequest, public_id: str) -> HttpResponse:
    """Start or go on: the player gets its token as JSON, a plain form goes to the plain page."""
    now = timezone.now()
    entry = read_entry(request)
    attempt = actions.start_attempt(public_id, learner=request.user, now=now, entry=entry)
    if request.accepts("text/html"):
        back = read_way_back(request)
        query = f"?{urlencode({'next': back})}" if back else ""
        return redirect(reverse("assessments:take_plainly", args=[public_id]) + query)
    response = JsonResponse(present_opening(attempt, now=now))
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def take_plainly(request: UserRequest, public_id: str) -> HttpResponse:
    """Show all questions as one form; saving and handing in are plain posts."""
    attempt = queries.get_own_attempt(request.user, public_id)
    if request.method == "POST":
        return _save_plainly(request, attempt)
    if attempt.is_handed_in:
        return redirect("assessments:show_result", public_id=attempt.public_id)
    if attempt.state != attempt.State.STARTED:
        return redirect("assessments:start_attempt", public_id=public_id)
    context = {"attempt": attempt, "test": attempt.sitting.test}
    return render(
        request, "assessments/take_plain.html", {**context, "items": present_plain_paper(attempt)}
    )


def _save_plainly(request: UserRequest, attempt: Attempt) -> HttpResponse:
    """Save the plain page; what a file is refused for is said there, with all else saved."""
    now = timezone.now()
    answers = read_plain_answers(attempt.paper, request.POST)
    faults = take_plain_files(attempt, answers, request.FILES, now=now)
    is_last = "nop" in request.POST and not faults
    actions.save_form(attempt, answers, is_last=is_last, now=now)
    for fault in faults:
        messages.error(request, fault)
    if is_last:
        return redirect("assessments:show_result", public_id=attempt.public_id)
    return redirect(request.get_full_path())


@require_GET
def show_paper(request: HttpRequest, digest: str, key: str) -> HttpResponse:
    """Serve a paper by its digest to whoever has its key; it never changes and holds no answers."""
    found = answer_paper(
        digest,
        key,
        accepted_encodings=request.headers.get("Accept-Encoding", ""),
        known_tag=request.headers.get("If-None-Match", ""),
    )
    return HttpResponse(found.body, status=found.status, headers=found.headers)


@csrf_exempt
def save_answers(request: HttpRequest) -> HttpResponse:
    """Save answers where no intake stands in front of Django, as in tests; the token is the right.

    Behind ``config/wsgi.py`` this is never reached (ADR 0051).
    """
    status, body = answer(request.META, now=timezone.now())
    return JsonResponse(body, status=status)


@csrf_exempt
def note_beat(request: HttpRequest) -> HttpResponse:
    """Note a heartbeat where no intake stands in front of Django."""
    status, body = answer_beat(request.META, now=timezone.now())
    return JsonResponse(body, status=status)
