"""Pages of giving tests: the form, the list, one schedule with its classes, taking back."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.actions import schedules as actions
from assessments.actions.tests import set_kind
from assessments.models import Schedule
from assessments.permissions import MAKE, can_give_widely, can_read_paper, schedulable_classes
from assessments.presenting.papers import present_paper
from assessments.queries import banks, schedules
from assessments.queries.results import get_key_of
from assessments.schedule_forms import ScheduleForm, propose_terms
from core.toasts import confirm

WATCHERS = (MAKE, "class.teach", "exam.proctor", "report.class")


@require_http_methods(["GET", "POST"])
@require_capability(MAKE)
def give_test(request: UserRequest, public_id: str) -> HttpResponse:
    """Ask who takes the test, when, where and by which rules; then give it."""
    test = banks.access_test(request.user, public_id)
    now = timezone.now()
    form = ScheduleForm(
        request.POST or None,
        initial=propose_terms(test, now=now),
        classes=schedulable_classes(request.user),
        reaches=["classes", *(r for r in ("grade", "sector") if can_give_widely(request.user, r))],
    )
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(
            request, "assessments/give_test.html", {"test": test, "form": form}, status=status
        )
    data = form.cleaned_data
    schedule = actions.give_test(
        set_kind(test, data["kind"]), by=request.user, now=now, classes=data["classes"],
        form_count=data["form_count"], **actions.complete_terms(form.get_terms(), test, data["has_code"]),
    )  # fmt: skip
    confirm(request, _("The test is given."))
    return redirect("assessments:show_schedule", schedule.public_id)


@require_GET
@require_capability(*WATCHERS)
def list_schedules(request: UserRequest) -> HttpResponse:
    """Show the tests that the person gave or whose classes are his."""
    given = schedules.list_schedules(request.user)[:100]
    return render(
        request, "assessments/schedules.html", {"schedules": given, "now": timezone.now()}
    )


@require_GET
@login_required
def show_schedule(request: UserRequest, public_id: str) -> HttpResponse:
    """Show the rules and the classes, with the way to watch over each."""
    schedule = schedules.access_schedule(request.user, public_id)
    context = {
        "schedule": schedule,
        "sittings": list(schedules.list_sittings(schedule, request.user)[:200]),
        "is_own": schedule.created_by_id == request.user.pk,
        "can_read": can_read_paper(request.user, schedule, now=timezone.now()),
    }
    return render(request, "assessments/schedule.html", context)


@require_GET
@login_required
def read_given_paper(request: UserRequest, public_id: str) -> HttpResponse:
    """Show the paper with its key to the teachers of its classes, sealed ones from the opening on."""
    schedule = schedules.access_readable_schedule(request.user, public_id, now=timezone.now())
    items = present_paper(schedule.test.paper, get_key_of(schedule.test.paper))
    return render(request, "assessments/test.html", {"test": schedule.test, "items": items})


@require_POST
@login_required
def withdraw_schedule(request: UserRequest, public_id: str) -> HttpResponse:
    """Take the test back, with a way to give it again."""
    schedule = _access_own(request, public_id)
    actions.withdraw_schedule(schedule, now=timezone.now())
    undo = reverse("assessments:restore_schedule", args=[public_id])
    confirm(request, _("The test was taken back. What pupils did is kept."), undo_url=undo)
    return redirect("assessments:show_schedule", public_id)


@require_POST
@login_required
def restore_schedule(request: UserRequest, public_id: str) -> HttpResponse:
    """Give the test again as it was."""
    actions.restore_schedule(_access_own(request, public_id))
    confirm(request, _("The classes have the test again."))
    return redirect("assessments:show_schedule", public_id)


def _access_own(request: UserRequest, public_id: str) -> Schedule:
    return schedules.access_own_schedule(request.user, public_id)
