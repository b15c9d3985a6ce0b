"""The bank: search, filters, results."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import require_capability
from accounts.permissions import has_capability
from accounts.requests import UserRequest
from content.forms.bank import BankQuestion
from content.permissions.resources import READING
from content.queries.bank import search_bank


@require_capability(*READING)
def list_resources(request: UserRequest) -> HttpResponse:
    """Show what the question finds; the whole question is in the address."""
    page = search_bank(request.user, BankQuestion.read(request.GET))
    context = {
        "bank": page,
        "question": page.question,
        "can_make": has_capability(request.user, "resource.create"),
    }
    return render(request, "content/bank.html", context)
