"""The page of one question: read it, and edit it when it is a single choice."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.actions import banks as actions
from assessments.forms import ChoiceQuestionForm
from assessments.permissions import MAKE, can_edit_bank
from assessments.presenting.banks import can_edit_simply, present_content, read_form_values
from assessments.queries import banks as queries


@require_http_methods(["GET", "POST"])
@require_capability(MAKE)
def edit_question(request: UserRequest, public_id: str) -> HttpResponse:
    """Show a question; a change makes a new version and leaves papers as they are."""
    question = queries.access_question(request.user, public_id)
    content = queries.get_content(question)
    can_edit = can_edit_bank(request.user, question.bank) and can_edit_simply(content)
    form = ChoiceQuestionForm(request.POST or None, initial=read_form_values(content))
    if request.method == "POST" and can_edit and form.is_valid():
        actions.revise_question(
            question,
            form.to_content(content),
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, _("The question is saved as a new version."))
        return redirect("assessments:edit_question", public_id=question.public_id)
    context = {
        "question": question,
        "shown": present_content(content),
        "form": form if can_edit else None,
    }
    is_refused = request.method == "POST"
    return render(request, "assessments/question.html", context, status=422 if is_refused else 200)
