"""Pages of shared texts: the list of a bank, one with its questions, and its form."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.actions import stimuli as actions
from assessments.authoring.stimuli import StimulusEditor
from assessments.permissions import MAKE, can_edit_bank
from assessments.presenting.stimuli import name_stimulus, present_text
from assessments.queries import stimuli as queries
from assessments.queries.banks import access_bank, access_editable_bank

from .asides import is_text_finished, show_text_editor

PAGE_SIZE = 20


@require_GET
@require_capability(MAKE, place="questions")
def list_stimuli(request: UserRequest, public_id: str) -> HttpResponse:
    """Show the shared texts of a bank with the number of their questions."""
    bank = access_bank(request.user, public_id)
    page = Paginator(queries.list_stimuli(bank), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "bank": bank,
        "page": page,
        "rows": [(stimulus, name_stimulus(stimulus)) for stimulus in page],
        "can_edit": can_edit_bank(request.user, bank),
    }
    return render(request, "assessments/stimuli.html", context)


@require_http_methods(["GET", "POST"])
@require_capability(MAKE, place="questions")
def create_stimulus(request: UserRequest, public_id: str) -> HttpResponse:
    """Write a shared text."""
    bank = access_editable_bank(request.user, public_id)
    editor = StimulusEditor(bank, data=request.POST or None)
    if not is_text_finished(request, editor):
        return show_text_editor(request, editor)
    stimulus = actions.write_stimulus(bank, editor.to_text(), by=request.user, now=timezone.now())
    messages.success(request, _("The shared text is in the bank. Now write its questions."))
    return redirect("assessments:show_stimulus", public_id=stimulus.public_id)


@require_GET
@require_capability(MAKE, place="questions")
def show_stimulus(request: UserRequest, public_id: str) -> HttpResponse:
    """Show a shared text with its questions."""
    stimulus = queries.access_stimulus(request.user, public_id)
    context = {
        "stimulus": stimulus,
        "bank": stimulus.bank,
        "name": name_stimulus(stimulus),
        "text": present_text(stimulus),
        "questions": queries.list_questions_under(stimulus),
        "later": stimulus.later.order_by("-pk").first(),
        "can_edit": can_edit_bank(request.user, stimulus.bank),
    }
    return render(request, "assessments/stimulus.html", context)


@require_http_methods(["GET", "POST"])
@require_capability(MAKE, place="questions")
def write_stimulus(request: UserRequest, public_id: str) -> HttpResponse:
    """Change a shared text; one that is in use stays, and a new one stands in its place."""
    stimulus = queries.access_editable_stimulus(request.user, public_id)
    editor = StimulusEditor(stimulus.bank, stimulus=stimulus, data=request.POST or None)
    if not is_text_finished(request, editor):
        return show_text_editor(request, editor, stimulus=stimulus)
    now_held = actions.rewrite_stimulus(
        stimulus, editor.to_text(), by=request.user, now=timezone.now()
    )
    if now_held.pk == stimulus.pk:
        messages.success(request, _("The shared text is saved."))
    else:
        messages.success(
            request,
            _("Saved as a new wording. Papers and reviews keep the old one; the questions moved."),
        )
    return redirect("assessments:show_stimulus", public_id=now_held.public_id)
