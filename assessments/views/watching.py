"""The proctor's screen: who is in and how far, extra time, letting back in, ending; extra time beforehand."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actions import record_audit
from accounts.requests import UserRequest
from assessments.actions import proctoring as actions
from assessments.identity import Finding, ask_service, find_service
from assessments.models import Attempt
from assessments.queries import schedules
from assessments.queries.watching import list_unfinished, list_watched
from assessments.room_forms import ExtraTimeForm
from core.errors import NotFoundError
from core.toasts import confirm

_SAID = {
    Finding.MATCH: gettext_lazy("The service says: %(name)s matches. The decision is yours."),
    Finding.NO_MATCH: gettext_lazy("The service says: %(name)s does not match. Look for yourself."),
    Finding.SILENT: gettext_lazy("The service has no answer for %(name)s. Look for yourself."),
}


@require_GET
@login_required
@never_cache
def watch_sitting(request: UserRequest, public_id: str) -> HttpResponse:
    """Show everybody of the class; with ``?phan=1`` the rows alone, which the page asks for again."""
    sitting = schedules.access_watched_sitting(request.user, public_id)
    now = timezone.now()
    rows = list_watched(sitting, now=now)
    is_part = "phan" in request.GET
    if not is_part:
        people = [row.attempt.learner_id for row in rows]
        record_audit(request.user, "sitting.watch", about=sitting, detail={"people": people},
                     school_id=sitting.school_id)  # fmt: skip
    template = "assessments/_watch_rows.html" if is_part else "assessments/watch.html"
    lines = [row.line for row in rows]
    context = {"sitting": sitting, "rows": rows, "now": now, "in_count": len(lines) - lines.count(""),
               "done_count": lines.count("done"), "away_count": lines.count("away"),
               "needs_letting_in": sitting.needs_letting_in,
               "has_identity_check": find_service() is not None}  # fmt: skip
    return render(request, template, context)


@require_POST
@login_required
def help_attempt(request: UserRequest, public_id: str, attempt_id: str) -> HttpResponse:
    """Do for one learner what the button says."""
    sitting = schedules.access_watched_sitting(request.user, public_id)
    attempt = schedules.get_attempt_of(sitting, attempt_id)
    name = attempt.learner.full_name
    match request.POST.get("viec"):
        case "them-gio":
            actions.give_extra_time(attempt, 5, by=request.user)
            confirm(request, _("%(name)s has 5 more minutes.") % {"name": name})
        case "vao-lai":
            actions.let_in(attempt, by=request.user)
            confirm(request, _("%(name)s may come in again.") % {"name": name})
        case "ket-thuc":
            actions.end_attempt(attempt, by=request.user, now=timezone.now())
            confirm(request, _("The test of %(name)s ends now.") % {"name": name})
        case "hoi-dich-vu" | "dung-nguoi" | "khong-dung-nguoi" as wish:
            _check_identity(request, attempt, wish)
    return redirect("assessments:watch_sitting", public_id)


def _check_identity(request: UserRequest, attempt: Attempt, wish: str) -> None:
    """Ask the outside service, or keep what the proctor decides; without a service neither is there."""
    service = find_service()
    if service is None:
        raise NotFoundError
    name = {"name": attempt.learner.full_name}
    if wish == "hoi-dich-vu":
        confirm(request, _SAID[ask_service(service, attempt.learner)] % name)
        return
    is_match = wish == "dung-nguoi"
    identity = Attempt.Identity.MATCH if is_match else Attempt.Identity.NO_MATCH
    actions.decide_identity(attempt, identity, by=request.user)
    confirm(request, _("Noted for %(name)s. Nothing else changes.") % name)


@require_http_methods(["GET", "POST"])
@login_required
def plan_extra_time(request: UserRequest, public_id: str) -> HttpResponse:
    """Ask how many minutes more each pupil has, and keep them, before the opening or meanwhile."""
    sitting = schedules.access_watched_sitting(request.user, public_id)
    form = ExtraTimeForm(request.POST or None, attempts=list_unfinished(sitting))
    if request.method == "POST" and form.is_valid():
        count = actions.plan_extra_time(form.list_changes(), by=request.user)
        said = ngettext(
            "Extra time kept for %(n)s pupil.", "Extra time kept for %(n)s pupils.", count
        )
        confirm(request, said % {"n": count})
        return redirect("assessments:watch_sitting", public_id)
    status = 422 if form.is_bound else 200
    context = {"sitting": sitting, "form": form}
    return render(request, "assessments/extra_time.html", context, status=status)
