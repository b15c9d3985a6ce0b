"""Files to print: matrices, specifications, forms, answer sheets, marking guides, keys."""

import re

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.errors import ExamNotReadyError, SheetTooSmallError
from assessments.models import Exam, ExamForm
from assessments.permissions import MAKE
from assessments.printing.files import TYPES, FormFile, print_all, print_form
from assessments.printing.keys import LABELS, write_keys
from assessments.printing.tables import build_matrix, build_specification
from assessments.printing.word_papers import write_matrix
from assessments.queries import matrices as queries
from assessments.queries import prints
from core.errors import NotFoundError
from core.printing import print_pdf
from core.text import fold

_FORM_FILE = re.compile(r"(de|phieu|hdc)-(\d{3,6})\.(docx|pdf)")
_KEY_FILE = re.compile(r"dap-an-([a-z]+)\.xlsx")
_MATRIX_FILE = re.compile(r"(ma-tran|dac-ta)\.(docx|pdf)")


@require_GET
@require_capability(MAKE)
def print_matrix(request: UserRequest, public_id: str, name: str) -> HttpResponse:
    """Give the matrix or the specification as Word or PDF."""
    matrix = queries.access_matrix(request.user, public_id)
    found = _MATRIX_FILE.fullmatch(name)
    if found is None:
        raise NotFoundError
    body = queries.get_body(matrix)
    if found[1] == "ma-tran":
        table, title = build_matrix(body), "Ma trận"
    else:
        table, title = build_specification(body, prints.list_outcome_texts(matrix)), "Bản đặc tả"
    head = prints.describe_matrix(matrix, title)
    if found[2] == "docx":
        return _send(write_matrix(table, head), name, matrix.title)
    pdf = print_pdf("assessments/table", {**head, "table": table.to_json()})
    return _send(pdf, name, matrix.title)


@require_GET
@require_capability(MAKE)
def print_exam(request: UserRequest, public_id: str, name: str) -> HttpResponse:
    """Give one paper, sheet or guide of a form, the keys of all forms, or everything as a zip."""
    exam = queries.access_exam(request.user, public_id)
    if exam.state != Exam.State.READY:
        raise ExamNotReadyError
    return _send(_make(exam, name), name, exam.title)


def _make(exam: Exam, name: str) -> bytes:
    has_sheet = not queries.find_sheet_overflow(queries.get_body(exam))
    if found := _FORM_FILE.fullmatch(name):
        if found[1] == "phieu" and not has_sheet:
            raise SheetTooSmallError
        return print_form(found[1], found[3], _load(exam, prints.get_form(exam, found[2])))
    forms = queries.list_forms(exam)
    if (found := _KEY_FILE.fullmatch(name)) and found[1] in LABELS:
        return write_keys(found[1], {form.code: prints.list_print_items(form) for form in forms})
    if name == "tat-ca.zip":
        return print_all([_load(exam, form) for form in forms], has_sheets=has_sheet)
    raise NotFoundError


def _load(exam: Exam, form: ExamForm) -> FormFile:
    heading = prints.get_heading(exam, form.code)
    items = prints.list_print_items(form)
    sheet = prints.describe_sheet(heading, queries.get_body(exam))
    return FormFile(heading, items, sheet, prints.load_pictures(items))


def _send(data: bytes, name: str, title: str) -> HttpResponse:
    ending = name.rpartition(".")[2]
    response = HttpResponse(data, content_type=TYPES[ending])
    filename = f"{slugify(fold(title))[:60] or 'de'}-{name}"
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=filename) or ""
    )
    response["Cache-Control"] = "private, no-store"
    return response
