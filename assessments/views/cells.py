"""Pages of one cell of a matrix: its panel, and the questions that may stand in it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.matrix.cells import read_place
from assessments.permissions import MAKE
from assessments.presenting.cells import load_plan, present_panel, present_questions
from assessments.presenting.matrices import describe_cell
from assessments.queries import cells
from assessments.queries import matrices as queries
from core.errors import NotFoundError

PAGE_SIZE = 50


@require_GET
@require_capability(MAKE)
def show_cell(request: UserRequest, public_id: str) -> HttpResponse:
    """Give the panel of one cell, for the script that keeps it in step with the grid."""
    matrix = queries.access_matrix(request.user, public_id)
    plan = load_plan(request.user, matrix, queries.get_body(matrix))
    context = present_panel(request.user, matrix, plan, request.GET.get("o", ""))
    return render(request, "assessments/_matrix_cell.html", context)


@require_GET
@require_capability(MAKE, place="matrices")
def list_cell_questions(request: UserRequest, public_id: str, cell: str) -> HttpResponse:
    """List the questions of the chosen banks that may stand in one cell."""
    matrix = queries.access_matrix(request.user, public_id)
    body = queries.get_body(matrix)
    place = read_place(cell, body)
    if place is None:
        raise NotFoundError
    banks = queries.list_readable_banks(request.user, matrix)
    found = cells.list_cell_questions(body, place, banks).select_related("current", "bank")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "matrix": matrix,
        "cell": place,
        "page": page,
        "rows": present_questions(list(page.object_list), place),
        "words": describe_cell(body, place.row, place.form, place.level),
    }
    return render(request, "assessments/cell_questions.html", context)
