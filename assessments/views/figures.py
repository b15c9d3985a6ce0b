"""Pages of figures: tests that were analysed, one test's items, keys in doubt."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.actions import figures as actions
from assessments.permissions import MAKE, can_use_test
from assessments.presenting.figures import present_report
from assessments.queries import banks, figures
from core.actions import enqueue

_LISTED = 100


@require_GET
@require_capability(MAKE, "report.school", place="analyses")
def list_analyses(request: UserRequest) -> HttpResponse:
    """List reports on the person's tests and on what the person's schools took, newest first."""
    context = {
        "reports": figures.list_reports(request.user)[:_LISTED],
        "doubts": figures.list_open_doubts(request.user),
    }
    return render(request, "assessments/analyses.html", context)


@require_GET
@require_capability(MAKE, "report.school", place="analyses")
def show_analysis(request: UserRequest, public_id: str) -> HttpResponse:
    """Show figures of a test and of each item; nothing is computed here."""
    school_id = request.GET.get("truong", "")
    report = figures.access_test_report(request.user, public_id, school_id)
    if report is None:
        test = banks.access_test(request.user, public_id)
        return render(request, "assessments/analysis.html", {"test": test})
    context = {
        "test": report.test,
        "report": report,
        "analysis": present_report(report),
        "may_mend": can_use_test(request.user, report.test),
    }
    return render(request, "assessments/analysis.html", context)


@require_POST
@require_capability(MAKE)
def refresh_analysis(request: UserRequest, public_id: str) -> HttpResponse:
    """Ask for the figures now: sittings that were not counted, then the report."""
    test = banks.access_test(request.user, public_id)
    enqueue("assessments.count_test", test.pk, key=f"count:{test.pk}", owner_id=request.user.pk)
    messages.success(request, _("The figures are being worked out. Open this page again soon."))
    return redirect("assessments:show_analysis", public_id)


@require_GET
@require_capability(MAKE, place="analyses")
def list_doubts(request: UserRequest) -> HttpResponse:
    """List keys that the answers speak against."""
    doubts = figures.list_open_doubts(request.user)
    return render(request, "assessments/doubts.html", {"doubts": doubts})


@require_POST
@require_capability(MAKE)
def decide_doubt(request: UserRequest, public_id: str) -> HttpResponse:
    """Say that a key is right after all, or that it was mended."""
    doubt = figures.access_doubt(request.user, public_id)
    is_kept = request.POST.get("giu") == "1"
    actions.decide_doubt(doubt, is_kept=is_kept, by=request.user, now=timezone.now())
    messages.success(request, _("Your decision is kept. This question has left the list."))
    return redirect("assessments:list_doubts")
