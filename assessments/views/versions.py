"""The history of a question: its versions, who wrote them, where they are used, what changed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.permissions import MAKE
from assessments.presenting.versions import present_versions
from assessments.queries import banks as queries


@require_GET
@require_capability(MAKE, place="questions")
def list_versions(request: UserRequest, public_id: str) -> HttpResponse:
    """Show all versions, and two of them compared: the last two, or those that are asked for."""
    question = queries.access_question(request.user, public_id)
    shown = present_versions(question, request.GET.get("tu", ""), request.GET.get("den", ""))
    return render(request, "assessments/versions.html", {"question": question, **shown})
