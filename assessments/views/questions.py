"""The page of one question: what it asks, its key, and what may be done with it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.permissions import MAKE, can_edit_bank
from assessments.presenting.banks import present_content
from assessments.presenting.looks import present_key
from assessments.queries import banks as queries


@require_GET
@require_capability(MAKE, place="questions")
def edit_question(request: UserRequest, public_id: str) -> HttpResponse:
    """Show a question with its key."""
    question = queries.access_question(request.user, public_id)
    content = queries.get_content(question)
    context = {
        "question": question,
        "shown": present_content(content),
        "item": present_key(content, seed=str(question.current_id), stimulus=question.stimulus),
        "can_edit": can_edit_bank(request.user, question.bank),
    }
    return render(request, "assessments/question.html", context)
