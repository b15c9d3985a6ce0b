"""Pages of exporting: choose a format, wait when it is much, take the file."""

from typing import cast

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.actions import exports as actions
from assessments.export_forms import ExportForm
from assessments.filters import QuestionFilters
from assessments.formats import WRITERS
from assessments.formats.sheets.template import make_template
from assessments.formats.word.template import make_word_template
from assessments.models import Bank
from assessments.permissions import MAKE, can_edit_bank
from assessments.presenting.exports import present_export
from assessments.queries import banks as bank_queries
from assessments.queries import exports as queries
from core.errors import NotFoundError
from core.queries import find_running_job
from core.text import fold

_TEMPLATES = {"xlsx": make_template, "docx": make_word_template}


@require_http_methods(["GET", "POST"])
@require_capability(MAKE, place="questions")
def export_bank(request: UserRequest, public_id: str) -> HttpResponse:
    """Ask for the format; write at once what is little, or ask a job."""
    bank = bank_queries.access_bank(request.user, public_id)
    chosen = _list_chosen(request, bank)
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        fmt = form.cleaned_data["format"]
        export = actions.begin_export(bank, fmt, chosen=chosen, by=request.user, now=now)
        if export.found <= actions.AT_ONCE:
            actions.make_export(export.pk, now=now)
        return redirect("assessments:show_export", public_id=export.public_id)
    total = len(chosen) or bank_queries.list_questions(bank).count()
    context = {
        "bank": bank,
        "form": form,
        "is_part": bool(chosen),
        "total": total,
        "can_edit": can_edit_bank(request.user, bank),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "assessments/export_bank.html", context, status=status)


def _list_chosen(request: UserRequest, bank: Bank) -> list[str]:
    """Return the ids of ticked questions, of those under the filters, or nothing for all."""
    ticked = bank_queries.list_chosen(bank, request.GET.getlist("cau"))
    if ticked:
        return [question.public_id for question in ticked]
    filters = QuestionFilters.read(request.GET)
    return [] if filters.is_empty else queries.list_filtered(bank, filters)


@require_GET
@require_capability(MAKE, place="questions")
def show_export(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show how far it is, or the file and what it could not hold."""
    export = queries.access_export(request.user, public_id)
    job = None if export.made_at else find_running_job(export)
    context = {**present_export(export), "bank": export.bank, "job": job}
    return render(request, "assessments/export.html", context)


@require_GET
@require_capability(MAKE, place="questions")
def download_export(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give the file."""
    export = queries.access_export(request.user, public_id)
    if not export.key or not default_storage.exists(export.key):
        raise NotFoundError
    target = WRITERS[export.format]
    name = slugify(fold(export.bank.name))[:60] or "cau-hoi"
    response = FileResponse(
        default_storage.open(export.key),
        as_attachment=True,
        filename=f"{name}-{export.format}{target.suffix}",
        content_type=target.content_type,
    )
    response["Cache-Control"] = "private, no-store"
    return cast("HttpResponse", response)


@require_GET
@require_capability(MAKE, place="questions")
def download_template(request: HttpRequest, fmt: str) -> HttpResponse:
    """Give the pattern that teachers fill in: a workbook, or a Word file."""
    del request  # the same for everybody who may write questions
    target = WRITERS[fmt]
    response = HttpResponse(_TEMPLATES[fmt](), content_type=target.content_type)
    response["Content-Disposition"] = f'attachment; filename="mau-cau-hoi{target.suffix}"'
    return response
