"""Gradebooks of teachers and school heads."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require_capability
from accounts.actions import record_audit
from accounts.requests import UserRequest
from core.errors import NotFoundError
from lms.actions import gradebooks as actions
from lms.gradebook_forms import ColumnForm, ColumnMarksForm, CorrectionForm, RemarksForm
from lms.gradebook_sheets import write_book
from lms.models import GradeRemark
from lms.permissions import can_fill_gradebook
from lms.queries import gradebooks as queries
from lms.queries.book import Book, Cell, Line

TEACH, FOLLOW, PLACE = "class.teach", "report.class", "gradebooks"
PER_PAGE = 20
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@require_capability(TEACH, FOLLOW, place=PLACE)
def list_gradebooks(request: UserRequest) -> HttpResponse:
    """Show the classes with the subjects whose books the person reads."""
    found = queries.list_gradebook_classes(request.user)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = queries.list_class_books(request.user, page.object_list)
    return render(request, "lms/gradebooks.html", {"page": page, "rows": rows})


@require_GET
@require_capability(TEACH, FOLLOW, place=PLACE)
def show_gradebook(request: UserRequest, public_id: str, subject: str, term: int) -> HttpResponse:
    """Show every mark that counts, and apart what no teacher has confirmed."""
    book = _read(request, public_id, subject, term)
    _note(request, book, "gradebook.view")
    context = {
        "book": book,
        "terms": book.school_class.school_year.terms.order_by("number"),
        "may_fill": can_fill_gradebook(request.user, book.school_class, book.subject),
        "corrections": queries.list_corrections(book)[:20],
    }
    return render(request, "lms/gradebook.html", context)


@require_GET
@require_capability(TEACH, FOLLOW, place=PLACE)
def export_gradebook(request: UserRequest, public_id: str, subject: str, term: int) -> HttpResponse:
    """Give the book as an Excel file."""
    book = _read(request, public_id, subject, term)
    _note(request, book, "gradebook.export")
    response = HttpResponse(write_book(book, queries.list_corrections(book)), content_type=_EXCEL)
    name = f"so-diem-{public_id}-{subject}-{term}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "POST"])
@require_capability(TEACH, place=PLACE)
def add_column(request: UserRequest, public_id: str, subject: str, term: int) -> HttpResponse:
    """Add a column for marks that come from no test, then take them."""
    book = _read(request, public_id, subject, term, to_fill=True)
    form = ColumnForm(request.POST or None, scheme=book.scheme)
    if request.method == "POST" and form.is_valid():
        column = actions.add_column(book, **form.cleaned_data, by=request.user, now=timezone.now())
        return redirect("lms:fill_column", *book.address, column.public_id)
    context = {"book": book, "form": form}
    return render(request, "lms/grade_column.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@require_capability(TEACH, place=PLACE)
def fill_column(
    request: UserRequest, public_id: str, subject: str, term: int, key: str
) -> HttpResponse:
    """Take first marks of a column; those that stand there are corrected one by one."""
    book = _read(request, public_id, subject, term, to_fill=True)
    column = queries.access_column(book, key)
    cells = [(line, line.cell(column)) for line in book.lines]
    blank = {
        line.pupil.public_id: (line, cell)
        for line, cell in cells
        if cell.mark is None and not cell.verdict
    }
    lines = [line for line, _cell in blank.values()]
    form = ColumnMarksForm(request.POST or None, scheme=book.scheme, lines=lines)
    if request.method == "POST" and form.is_valid():
        count = _write_marks(request, book, form, blank)
        messages.success(request, _say_count(count))
        return redirect("lms:show_gradebook", *book.address)
    context = {"book": book, "column": column, "cells": cells, "form": form}
    return render(request, "lms/grade_marks.html", context, status=422 if form.errors else 200)


@require_POST
@require_capability(TEACH, place=PLACE)
def set_counted(
    request: UserRequest, public_id: str, subject: str, term: int, key: str
) -> HttpResponse:
    """Leave a column out of the mark of the term, or take it in again."""
    book = _read(request, public_id, subject, term, to_fill=True)
    column = queries.access_column(book, key)
    is_counted = request.POST.get("tinh") == "1"
    actions.set_counted(book, column, is_counted=is_counted, by=request.user, now=timezone.now())
    return redirect("lms:show_gradebook", *book.address)


@require_http_methods(["GET", "POST"])
@require_capability(TEACH, FOLLOW, place=PLACE)
def correct_mark(  # the address of a cell
    request: UserRequest, public_id: str, subject: str, term: int, key: str, pupil: str
) -> HttpResponse:
    """Show what was written into a cell, and take another mark with its reason."""
    is_post = request.method == "POST"
    book = _read(request, public_id, subject, term, to_fill=is_post)
    column, line = queries.access_column(book, key), queries.access_line(book, pupil)
    cell = line.cell(column)
    form = CorrectionForm(request.POST or None, scheme=book.scheme)
    if is_post and form.is_valid():
        _correct(request, book, form, (cell, line))
        return redirect("lms:show_gradebook", *book.address)
    context = {
        "book": book,
        "line": line,
        "cell": cell,
        "form": form,
        "entries": queries.list_entries(column.row, line.pupil),
        "may_fill": can_fill_gradebook(request.user, book.school_class, book.subject),
    }
    return render(request, "lms/grade_cell.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@require_capability(TEACH, place=PLACE)
def write_remarks(request: UserRequest, public_id: str, subject: str, term: int) -> HttpResponse:
    """Take a remark on each pupil, with the level where the circular gives one."""
    book = _read(request, public_id, subject, term, to_fill=True)
    moment = request.GET.get("luc", "end")
    if moment not in book.scheme.moments:
        raise NotFoundError
    form = RemarksForm(
        request.POST or None,
        scheme=book.scheme,
        lines=book.lines,
        initial=_initial_remarks(book, moment),
    )
    if request.method == "POST" and form.is_valid():
        remarks, now = form.read_remarks(), timezone.now()
        actions.write_remarks(book, moment, remarks, by=request.user, now=now)
        messages.success(request, _("The remarks are kept."))
        return redirect("lms:show_gradebook", *book.address)
    context = {"book": book, "form": form, "moment": GradeRemark.Moment(moment)}
    return render(request, "lms/grade_remarks.html", context, status=422 if form.errors else 200)


@require_POST
@require_capability(TEACH, place=PLACE)
def show_to_families(request: UserRequest, public_id: str, subject: str, term: int) -> HttpResponse:
    """Let pupils and parents read their own line, or no more."""
    book = _read(request, public_id, subject, term, to_fill=True)
    is_shown = request.POST.get("cho-xem") == "1"
    actions.show_to_families(book, is_shown=is_shown, by=request.user, now=timezone.now())
    if is_shown:
        messages.success(request, _("Pupils and parents now read their own line of this book."))
    else:
        messages.success(request, _("Only teachers of the class read this book now."))
    return redirect("lms:show_gradebook", *book.address)


def _read(
    request: UserRequest, public_id: str, subject: str, term: int, *, to_fill: bool = False
) -> Book:
    access = queries.access_filled_gradebook if to_fill else queries.access_gradebook
    return queries.read_book(*access(request.user, public_id, subject, number=term))


def _say_count(count: int) -> str:
    text = ngettext("%(count)s mark was written.", "%(count)s marks were written.", count)
    return text % {"count": count}


def _write_marks(
    request: UserRequest,
    book: Book,
    form: ColumnMarksForm,
    blank: dict[str, tuple[Line, Cell]],
) -> int:
    now, count = timezone.now(), 0
    for name, (line, cell) in blank.items():
        entry = _entry(form.cleaned_data[name])
        count += bool(
            actions.write_mark(book, cell, line.pupil, entry=entry, by=request.user, now=now)
        )
    return count


def _correct(
    request: UserRequest,
    book: Book,
    form: CorrectionForm,
    place: tuple[Cell, Line],
) -> None:
    entry = _entry(form.cleaned_data["entry"], form.cleaned_data["reason"])
    cell, line = place
    made = actions.write_mark(
        book, cell, line.pupil, entry=entry, by=request.user, now=timezone.now()
    )
    if made:
        messages.success(request, _("The mark is written, the earlier one is kept with it."))


def _entry(value: object, reason: str = "") -> actions.Entry:
    if isinstance(value, str):
        return actions.Entry(verdict=value, reason=reason)
    return actions.Entry(mark=value, reason=reason)  # type: ignore[arg-type]  # the form read it


def _initial_remarks(book: Book, moment: str) -> dict[str, str]:
    initial: dict[str, str] = {}
    for line in book.lines:
        remark = line.remarks.get(moment)
        if remark is not None:
            initial[f"level-{line.pupil.public_id}"] = remark.level
            initial[f"text-{line.pupil.public_id}"] = remark.text
    return initial


def _note(request: UserRequest, book: Book, verb: str) -> None:
    detail = {
        "people": [line.pupil.pk for line in book.lines],
        "subject": book.subject.code,
        "term": book.term.number,
    }
    school_class = book.school_class
    record_audit(
        request.user, verb, about=school_class, detail=detail, school_id=school_class.school_id
    )
