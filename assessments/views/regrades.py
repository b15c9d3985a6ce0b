"""Pages of mending a key after pupils answered, and of what that changed."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.actions import regrades as actions
from assessments.analysis.counting import option_name
from assessments.items.shape import plain_text
from assessments.permissions import MAKE
from assessments.presenting.papers import present_paper, read_paper
from assessments.queries import banks, settling
from assessments.queries.results import get_key_of
from assessments.scoring.rekey import KINDS
from assessments.settling_forms import RegradeForm
from core.errors import NotFoundError


@require_http_methods(["GET", "POST"])
@require_capability(MAKE, place="analyses")
def ask_regrade(request: UserRequest, public_id: str, n: int) -> HttpResponse:
    """Ask what is right instead, mend the key and have the test scored anew."""
    test = banks.access_test(request.user, public_id)
    shown = next((each for each in read_paper(test.paper)["items"] if each["n"] == n), None)
    if shown is None or shown["type"] not in KINDS:
        raise NotFoundError
    parts = [
        (option_name(each["html"]), plain_text(each["html"]))
        for each in [*shown.get("options", []), *shown.get("statements", [])]
    ]
    form = RegradeForm(request.POST or None, kind=KINDS[shown["type"]], parts=parts)
    if request.method == "POST" and form.is_valid():
        change, reason = form.read_change(), form.cleaned_data["reason"]
        regrade = actions.ask_regrade(
            test, n, change=change, reason=reason, by=request.user, now=timezone.now()
        )
        return redirect("assessments:show_regrade", regrade.public_id)
    item = present_paper(test.paper, get_key_of(test.paper))[n - 1]
    context = {"test": test, "item": item, "form": form}
    return render(
        request, "assessments/ask_regrade.html", context, status=422 if form.errors else 200
    )


@require_GET
@require_capability(MAKE, place="analyses")
def show_regrade(request: UserRequest, public_id: str) -> HttpResponse:
    """Show how far the scoring is, and each score before and after."""
    regrade = settling.access_regrade(request.user, public_id)
    context = {"regrade": regrade, "changed": settling.list_changed(regrade)}
    return render(request, "assessments/regrade.html", context)
