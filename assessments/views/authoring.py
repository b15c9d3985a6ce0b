"""Writing questions: choose a type, fill in the form, look at it as a pupil does."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.actions import authoring as actions
from assessments.authoring.editor import METADATA, Editor
from assessments.authoring.metadata import MetadataForm, read_metadata, read_start
from assessments.authoring.texts import close_text
from assessments.cleaning import render_html
from assessments.items.shape import TYPES
from assessments.models import Bank, Question
from assessments.permissions import MAKE
from assessments.presenting.looks import freeze_look, present_look
from assessments.presenting.papers import read_values
from assessments.presenting.words import describe_types, list_author_words
from assessments.queries import banks as queries
from assessments.queries.files import list_usable_ids
from core.errors import DomainError

from .asides import is_aside, write_aside
from .uploads import take_pictures

LONGEST_PREVIEW = 20_000
# Buttons that show the form again with what was typed: more rows, pictures, outcomes.
_OPEN_AGAIN = {"them", "tai", "yccd"}


@require_http_methods(["GET", "POST"])
@require_capability(MAKE, place="questions")
def create_question(request: UserRequest, public_id: str) -> HttpResponse:
    """Ask for the type, then for the question."""
    bank = queries.access_editable_bank(request.user, public_id)
    kind, under = request.GET.get("loai", ""), request.GET.get("ngu-lieu", "")
    if kind not in TYPES:
        context = {"bank": bank, "types": describe_types(), "stimulus": under}
        return render(request, "assessments/choose_type.html", context)
    start = {**read_start(request.GET, bank), "stimulus": under}
    open_editor = partial(Editor, kind, bank=bank, metadata=start)
    if is_aside(request):
        return _leave_aside(request, open_editor, None)
    editor = open_editor(data=request.POST or None)
    if _is_finished(request, editor):
        question = actions.create_question(
            bank, **_read(editor), by=request.user, now=timezone.now()
        )
        messages.success(request, _("The question is in the bank."))
        return redirect("assessments:edit_question", public_id=question.public_id)
    return _show(request, editor, None)


@require_http_methods(["GET", "POST"])
@require_capability(MAKE, place="questions")
def write_question(request: UserRequest, public_id: str) -> HttpResponse:
    """Change a question; a change makes a new version and leaves papers as they are."""
    question = queries.access_editable_question(request.user, public_id)
    content = queries.get_content(question)
    start = read_metadata(question)
    open_editor = partial(
        Editor, content["type"], bank=question.bank, content=content, metadata=start
    )
    if is_aside(request):
        return _leave_aside(request, open_editor, question)
    editor = open_editor(data=request.POST or None)
    if _is_finished(request, editor):
        actions.rewrite_question(question, **_read(editor), by=request.user, now=timezone.now())
        messages.success(request, _("The question is saved as a new version."))
        return redirect("assessments:edit_question", public_id=question.public_id)
    return _show(request, editor, question)


def _read(editor: Editor) -> dict[str, Any]:
    return {
        "content": editor.to_content(),
        "fields": editor.metadata.to_fields(),
        "outcomes": editor.metadata.cleaned_data["outcomes"],
    }


def _is_finished(request: UserRequest, editor: Editor) -> bool:
    """Tell whether the question may be saved: it was asked for, and nothing is wrong."""
    if request.method != "POST":
        return False
    editor.keep_only(list_usable_ids(request.user, editor.files.values()))
    if not _OPEN_AGAIN.isdisjoint(request.POST):
        return False
    return editor.is_valid() and "xem" not in request.POST


def _leave_aside(
    request: UserRequest, open_editor: Callable[..., Editor], question: Question | None
) -> HttpResponse:
    """Write a shared text first, then show the question again as it was left."""
    answer = write_aside(request, open_editor().bank)
    if isinstance(answer, HttpResponse):
        return answer
    editor = open_editor(data=answer)
    editor.keep_only(list_usable_ids(request.user, editor.files.values()))
    editor.open_again()
    context: dict[str, Any] = {"editor": editor, "question": question, "bank": editor.bank}
    context["words"] = list_author_words()
    return render(request, "assessments/write_question.html", context)


def _show(request: UserRequest, editor: Editor, question: Question | None) -> HttpResponse:
    """Show the form again: with more rows, with new pictures, with a preview, or with its faults."""
    context: dict[str, Any] = {"editor": editor, "question": question, "bank": editor.bank}
    context["words"] = list_author_words()
    status = 200
    if "them" in request.POST:
        editor.open_again(more_rows=2)
    elif "yccd" in request.POST:
        editor.open_again()
    elif "tai" in request.POST:
        take_pictures(request, editor)
    elif request.method == "POST":
        is_right = editor.is_valid()
        status = 200 if is_right else 422
        context["look"] = present_look(editor.to_content(), seed="xem") if is_right else None
    return render(request, "assessments/write_question.html", context, status=status)


@require_POST
@require_capability(MAKE, place="questions")
def keep_picture(request: UserRequest, public_id: str) -> JsonResponse:
    """Take one picture or sound from the page's script; its name goes into the text."""
    bank: Bank = queries.access_editable_bank(request.user, public_id)
    upload = request.FILES.get("hinh")
    if upload is None:
        raise DomainError(_("Choose a picture or a sound."))
    name, file_id = actions.keep_picture_of(
        bank, upload.name or "", upload, by=request.user, now=timezone.now()
    )
    return JsonResponse({"name": name, "id": file_id}, status=201)


@require_GET
@require_capability(MAKE, place="questions")
def offer_outcomes(request: UserRequest, public_id: str) -> HttpResponse:
    """Show the outcomes of a subject and grade, for the page's script."""
    bank = queries.access_editable_bank(request.user, public_id)
    asked = {name: request.GET.get(f"{METADATA}-{name}", "") for name in ("subject", "grade")}
    chosen = request.GET.getlist(f"{METADATA}-outcomes")
    metadata = MetadataForm(initial={**asked, "outcomes": chosen}, prefix=METADATA, bank=bank)
    return render(request, "assessments/_author_outcomes.html", {"metadata": metadata})


@require_POST
@require_capability(MAKE, place="questions")
def show_text(request: HttpRequest) -> HttpResponse:
    """Show one text of the form as it will look, for the page's script."""
    return HttpResponse(render_html(close_text(request.POST.get("chu", "")[:LONGEST_PREVIEW])))


@require_http_methods(["GET", "POST"])
@require_capability(MAKE, place="questions")
def try_question(request: UserRequest, public_id: str) -> HttpResponse:
    """Let the teacher answer a question as a pupil does, and show what that is worth."""
    question = queries.access_question(request.user, public_id)
    content = queries.get_content(question)
    seed, answer = f"{question.current_id}", None
    if request.method == "POST":
        body, _key = freeze_look(content, seed=seed)
        answer = read_values(body, request.POST).get(1)
    look: dict[str, Any] = {"seed": seed, "stimulus": question.stimulus, "answer": answer}
    context = {
        "question": question,
        "item": present_look(content, **look),
        "scored": present_look(content, **look, is_tried=True) if request.POST else None,
    }
    return render(request, "assessments/try_question.html", context)
