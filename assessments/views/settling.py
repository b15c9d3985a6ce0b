"""Pages after scoring: a class's results, their confirmation and files, appeals."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require_capability
from accounts.actions import record_audit
from accounts.requests import UserRequest
from assessments.actions import settling as actions
from assessments.models import Sitting
from assessments.permissions import can_mark, can_settle_results
from assessments.presenting.papers import present_answers
from assessments.queries import settling as queries
from assessments.queries.results import get_key_of
from assessments.queries.seals import make_signed_file, read_seal
from assessments.result_sheets import LAYOUTS, print_sheet, write_sheet
from assessments.settling_forms import AppealAnswerForm, AppealForm, AppealReaderForm
from core.errors import NotFoundError

TEACH, FOLLOW = "class.teach", "report.class"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@require_capability(TEACH, FOLLOW)
def show_sitting_results(request: UserRequest, public_id: str) -> HttpResponse:
    """Show each pupil's result in the order of the class list, and what waits."""
    sitting = queries.access_sitting_results(request.user, public_id)
    _note(request, sitting, "results.view")
    confirmation = queries.find_confirmation(sitting)
    seal = read_seal(confirmation) if confirmation else None
    context = {
        "sitting": sitting,
        "lines": queries.list_result_lines(sitting),
        "confirmation": confirmation,
        "is_complete": actions.is_complete(sitting, now=timezone.now()),
        "seal": seal,
        "is_current": seal is not None and seal.is_current,
        "appeals": queries.list_appeals(sitting),
        "may_settle": can_settle_results(request.user, sitting),
        "may_mark": can_mark(request.user, sitting),
        "layouts": LAYOUTS,
    }
    return render(request, "assessments/sitting_results.html", context)


@require_POST
@require_capability(TEACH)
def confirm_results(request: UserRequest, public_id: str) -> HttpResponse:
    """Say that the results count."""
    sitting = queries.access_sitting_results(request.user, public_id)
    if not can_settle_results(request.user, sitting):
        raise NotFoundError
    actions.confirm_results(sitting, by=request.user, now=timezone.now())
    messages.success(request, _("The results are confirmed. A later change asks for it again."))
    return redirect("assessments:show_sitting_results", public_id)


@require_GET
@require_capability(TEACH, FOLLOW)
def export_results(request: UserRequest, public_id: str) -> HttpResponse:
    """Give the list as an Excel file in the columns asked for."""
    sitting = queries.access_sitting_results(request.user, public_id)
    layout = LAYOUTS.get(request.GET.get("mau", "plain"))
    if layout is None:
        raise NotFoundError
    _note(request, sitting, "results.export")
    data = write_sheet(sitting, queries.list_result_lines(sitting), layout)
    return _file(data, _EXCEL, f"{sitting.public_id}.xlsx")


@require_GET
@require_capability(TEACH, FOLLOW)
def print_results(request: UserRequest, public_id: str) -> HttpResponse:
    """Give the list as a PDF with the digest of its confirmation."""
    sitting = queries.access_sitting_results(request.user, public_id)
    _note(request, sitting, "results.print")
    confirmation = queries.find_confirmation(sitting)
    data = print_sheet(sitting, queries.list_result_lines(sitting), confirmation)
    return _file(data, "application/pdf", f"{sitting.public_id}.pdf")


@require_GET
@require_capability(TEACH, FOLLOW)
def download_signed(request: UserRequest, public_id: str) -> HttpResponse:
    """Give the signed list as the file that ``manage.py verify_results`` reads."""
    sitting = queries.access_sitting_results(request.user, public_id)
    confirmation = queries.find_confirmation(sitting)
    if confirmation is None or not confirmation.signature:
        raise NotFoundError
    _note(request, sitting, "results.export")
    name = f"{sitting.public_id}-{confirmation.number}.json"
    return _file(make_signed_file(confirmation), "application/json", name)


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def ask_appeal(request: UserRequest, public_id: str) -> HttpResponse:
    """Let a pupil or a parent ask to look at a mark again, and read the answer."""
    attempt = queries.access_attempt_to_appeal(request.user, public_id)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.ask_appeal(attempt, reason=reason, by=request.user, now=timezone.now())
        messages.success(request, _("The teacher has got your question."))
        return redirect("assessments:ask_appeal", public_id)
    appeals = list(queries.list_appeals_of(attempt))
    end = queries.find_appeal_end(attempt.sitting)
    is_late = end is not None and timezone.now() > end
    context = {
        "attempt": attempt,
        "appeals": appeals,
        "form": form,
        "end": end,
        "is_late": is_late,
        "may_ask": attempt.state == attempt.State.SCORED
        and not is_late
        and not any(appeal.state == appeal.State.ASKED for appeal in appeals),
    }
    return render(
        request, "assessments/ask_appeal.html", context, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
@require_capability(TEACH)
def answer_appeal(request: UserRequest, public_id: str) -> HttpResponse:
    """Show what is asked beside the answers, and take the teacher's word."""
    appeal = queries.access_appeal(request.user, public_id)
    form = AppealAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]
        actions.answer_appeal(appeal, answer=answer, by=request.user, now=timezone.now())
        messages.success(request, _("Your answer was sent."))
        sitting_id = appeal.attempt.sitting.public_id
        return redirect("assessments:show_sitting_results", sitting_id)
    attempt = appeal.attempt
    items = present_answers(attempt, get_key_of(attempt.paper))
    context = {
        "appeal": appeal,
        "attempt": attempt,
        "form": form,
        "items": items,
        "marks": queries.list_appeal_marks(appeal),
        "reader_form": AppealReaderForm(sitting=attempt.sitting),
    }
    status = 422 if form.errors else 200
    return render(request, "assessments/answer_appeal.html", context, status=status)


def _note(request: UserRequest, sitting: Sitting, verb: str) -> None:
    people = list(sitting.attempts.values_list("learner_id", flat=True))
    detail = {"people": people}
    record_audit(request.user, verb, about=sitting, detail=detail, school_id=sitting.school_id)


def _file(data: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
