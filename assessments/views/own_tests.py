"""A pupil's own tests: what is open, what comes, practice he starts himself; Safe Exam Browser's file."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.requests import UserRequest
from assessments.actions.attempts import prepare_next_try
from assessments.actions.entry import describe_safe_browser
from assessments.models import Attempt, Sitting, Test
from assessments.queries import attempts, schedules
from assessments.room.safe_browser import write_file


@dataclass(frozen=True)
class OwnTest:
    """A sitting as its pupil sees it."""

    sitting: Sitting
    tries: list[Attempt]
    now: datetime

    @property
    def done(self) -> list[Attempt]:
        """Tries that are handed in."""
        return [attempt for attempt in self.tries if attempt.is_handed_in]

    @property
    def is_practice(self) -> bool:
        """Whether the pupil starts it himself, as he likes."""
        return self.sitting.test.kind == Test.Kind.PRACTICE

    @property
    def is_early(self) -> bool:
        """Whether it has not opened yet."""
        return self.now < self.sitting.opens_at

    @property
    def is_running(self) -> bool:
        """Whether a try is begun."""
        return self.tries[-1].state == Attempt.State.STARTED

    @property
    def can_go_on(self) -> bool:
        """Whether a try waits to be begun or finished."""
        return not self.tries[-1].is_handed_in and self.now < self.tries[-1].closes_at

    @property
    def can_try_again(self) -> bool:
        """Whether another try is allowed now."""
        schedule = self.sitting.schedule
        most = schedule.tries if schedule else 1
        is_left = most == 0 or len(self.tries) < most
        return self.tries[-1].is_handed_in and is_left and self.sitting.is_open(self.now)


@require_GET
@login_required
@never_cache
def list_own_tests(request: UserRequest) -> HttpResponse:
    """Show tests that are open or to come, practice, and what is over since a week."""
    now = timezone.now()
    own = [
        OwnTest(sitting, tries, now)
        for sitting, tries in schedules.list_own_sittings(request.user, now=now)
    ]
    waiting = [each for each in own if each.can_go_on or each.can_try_again]
    groups = [
        {"key": "now", "title": _("To take"), "tests": [e for e in waiting if not e.is_practice]},
        {
            "key": "practice",
            "title": _("Revision test"),
            "tests": [e for e in waiting if e.is_practice],
        },
        {"key": "over", "title": _("Done"), "tests": [e for e in own if e not in waiting]},
    ]
    return render(request, "assessments/own_tests.html", {"groups": groups, "is_empty": not own})


@require_POST
@login_required
def try_again(request: UserRequest, public_id: str) -> HttpResponse:
    """Make the next try and go to its start page."""
    sitting = attempts.access_sitting(request.user, public_id)
    prepare_next_try(sitting, request.user, now=timezone.now())
    return redirect("assessments:start_attempt", public_id)


@require_GET
@login_required
def download_safe_browser(request: UserRequest, public_id: str) -> HttpResponse:
    """Give the file that opens Safe Exam Browser on this test."""
    sitting = attempts.access_sitting(request.user, public_id)
    data = write_file(describe_safe_browser(sitting))
    response = HttpResponse(data, content_type="application/seb")
    response["Content-Disposition"] = f'attachment; filename="{sitting.public_id}.seb"'
    return response
