"""Appeals before a second person: naming the colleague, and the marks that he gives."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import require_capability
from accounts.actions import record_audit
from accounts.requests import UserRequest
from assessments.actions import appeal_marks as actions
from assessments.presenting.papers import present_answers
from assessments.queries import settling as queries
from assessments.queries.results import get_key_of
from assessments.settling_forms import AppealMarkForm, AppealReaderForm

TEACH = "class.teach"


@require_POST
@require_capability(TEACH)
def name_reader(request: UserRequest, public_id: str) -> HttpResponse:
    """Ask a colleague to look at an appeal."""
    appeal = queries.access_appeal(request.user, public_id)
    form = AppealReaderForm(request.POST, sitting=appeal.attempt.sitting)
    if form.is_valid():
        actions.name_reader(appeal, form.cleaned_data["reader"], by=request.user)
        messages.success(request, _("Your colleague was asked to look at the appeal."))
    else:
        messages.error(request, _("Choose a colleague of the school."))
    return redirect("assessments:answer_appeal", public_id)


@require_http_methods(["GET", "POST"])
@require_capability(TEACH, place="marking")
@never_cache
def mark_appeal(request: UserRequest, public_id: str) -> HttpResponse:
    """Show the answers that an appeal is about, and take another mark of one question."""
    appeal = queries.access_appeal_to_read(request.user, public_id)
    attempt = appeal.attempt
    key = get_key_of(attempt.paper)
    form = AppealMarkForm(request.POST or None, items=key["items"])
    if request.method == "POST" and form.is_valid():
        actions.mark_appeal(appeal, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, _("The mark is given, the score is reckoned anew."))
        return redirect("assessments:mark_appeal", public_id)
    people = {"people": [attempt.learner_id]}
    school_id = attempt.school_id
    record_audit(request.user, "attempt.view", about=attempt, detail=people, school_id=school_id)
    context = {
        "appeal": appeal,
        "attempt": attempt,
        "form": form,
        "items": present_answers(attempt, key),
        "marks": queries.list_appeal_marks(appeal),
    }
    status = 422 if form.errors else 200
    return render(request, "assessments/mark_appeal.html", context, status=status)
