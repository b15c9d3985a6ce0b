"""Pages of a teacher's checks: make one from questions, list them, look at one with its key."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.actions import checks as actions
from assessments.errors import CheckSizeError
from assessments.forms import CheckForm
from assessments.items.paper import share_points
from assessments.permissions import MAKE
from assessments.presenting.papers import present_paper
from assessments.presenting.sets import advise_check
from assessments.queries import banks as queries
from assessments.queries.results import get_key_of


@require_http_methods(["GET", "POST"])
@require_capability(MAKE, place="questions")
def create_check(request: UserRequest, public_id: str) -> HttpResponse:
    """Ask for a title for the chosen questions, and publish the check."""
    bank = queries.access_bank(request.user, public_id)
    chosen = (request.POST if request.method == "POST" else request.GET).getlist("cau")
    questions = queries.list_chosen(bank, chosen)
    if not 1 <= len(questions) <= actions.MOST_QUESTIONS:
        messages.error(request, str(CheckSizeError.message))
        return redirect("assessments:show_bank", public_id=public_id)
    form = CheckForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        points = share_points(actions.TEN, len(questions))
        context = {"bank": bank, "questions": questions, "form": form}
        context["notes"] = advise_check(questions, points=points)
        status = 200 if request.method == "GET" else 422
        return render(request, "assessments/create_check.html", context, status=status)
    test = actions.create_check(
        owner=request.user, questions=questions, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, _("The check is ready. Put it into a lesson to give it to a class."))
    return redirect("assessments:show_test", public_id=test.public_id)


@require_GET
@require_capability(MAKE, place="questions")
def list_tests(request: UserRequest) -> HttpResponse:
    """Show the person's own checks."""
    tests = queries.list_checks_visible_to(request.user)[:200]
    return render(request, "assessments/tests.html", {"tests": tests})


@require_GET
@require_capability(MAKE, place="questions")
def show_test(request: UserRequest, public_id: str) -> HttpResponse:
    """Show a check as pupils see it, with its key for the owner."""
    test = queries.access_test(request.user, public_id)
    items = present_paper(test.paper, get_key_of(test.paper))
    context = {"test": test, "items": items, "can_give": True}
    return render(request, "assessments/test.html", context)
