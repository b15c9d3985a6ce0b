"""A shared text written in the middle of a question: the question is carried along and kept."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.requests import UserRequest
from assessments.actions.stimuli import write_stimulus
from assessments.authoring.stimuli import StimulusEditor
from assessments.models import Bank, Stimulus
from assessments.presenting.stimuli import present_text
from assessments.presenting.words import list_author_words
from assessments.queries.files import list_usable_ids

from .uploads import take_pictures

# The button that opens it, and the field in which the question travels.
OPEN, CARRIED = "doan", "mang"
_OWN = {"csrfmiddlewaretoken", OPEN}


def is_aside(request: UserRequest) -> bool:
    """Tell whether a shared text is being written beside a question."""
    return request.method == "POST" and not {OPEN, CARRIED}.isdisjoint(request.POST)


def write_aside(request: UserRequest, bank: Bank) -> HttpResponse | QueryDict:
    """Show the form of a shared text, or return the question as it was left when that is done."""
    carried = request.POST.get(CARRIED) or _pack(request.POST)
    is_open = CARRIED in request.POST
    if is_open and "thoi" in request.POST:
        return QueryDict(carried)
    editor = StimulusEditor(bank, data=request.POST if is_open else None)
    if not is_text_finished(request, editor):
        return show_text_editor(request, editor, carried=carried)
    stimulus = write_stimulus(bank, editor.to_text(), by=request.user, now=timezone.now())
    messages.success(request, _("The shared text is in the bank and stands above your question."))
    question = QueryDict(carried, mutable=True)
    question["ho-so-stimulus"] = stimulus.public_id
    return question


def _pack(posted: QueryDict) -> str:
    kept = posted.copy()
    for name in _OWN:
        kept.pop(name, None)
    return kept.urlencode()


def is_text_finished(request: UserRequest, editor: StimulusEditor) -> bool:
    """Tell whether the text may be saved: it was asked for, and nothing is wrong."""
    if request.method == "POST":
        editor.keep_only(list_usable_ids(request.user, editor.files.values()))
    return "luu" in request.POST and editor.is_valid()


def show_text_editor(
    request: UserRequest,
    editor: StimulusEditor,
    *,
    stimulus: Stimulus | None = None,
    carried: str = "",
) -> HttpResponse:
    """Show the form of a text: new, with new pictures, with a look at it, or with its faults."""
    context: dict[str, Any] = {"editor": editor, "bank": editor.bank, "stimulus": stimulus}
    context |= {"carried": carried, "words": list_author_words()}
    status = 200
    if "tai" in request.POST:
        take_pictures(request, editor)
    elif "luu" in request.POST or "xem" in request.POST:
        is_right = editor.is_valid()
        status = 200 if is_right else 422
        context["look"] = present_text(editor.to_text()) if is_right else None
    return render(request, "assessments/write_stimulus.html", context, status=status)
