"""Pages of matrices: the list, a new one, and the grid."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.actions import matrices as actions
from assessments.errors import MatrixChangedError
from assessments.exam_forms import MatrixForm
from assessments.matrix.cells import change_count, read_place, shift_question
from assessments.matrix.posting import Posted, add_row, drop_row, move_row, read_posted
from assessments.matrix.shape import read_body, write_body
from assessments.models import Matrix
from assessments.permissions import MAKE, can_share_in_sector
from assessments.presenting.cells import list_cell_choices, load_plan, present_panel
from assessments.presenting.matrices import name_frame, present_grid
from assessments.queries import matrices as queries

_PLACE = "matrices"
# Buttons of the panel of the chosen cell, after which the page comes back to it.
_PANEL_STEPS = ("cell", "more", "less", "shift", "bank")


@require_GET
@require_capability(MAKE)
def list_matrices(request: HttpRequest) -> HttpResponse:
    """Show one's own matrices and those that are shared."""
    return render(
        request,
        "assessments/matrices.html",
        {"matrices": queries.list_matrices(request.user)[:200]},
    )


@require_http_methods(["GET", "POST"])
@require_capability(MAKE, place=_PLACE)
def create_matrix(request: UserRequest) -> HttpResponse:
    """Ask what the matrix is for, and open its grid."""
    frames = [(frame.key, name_frame(frame)) for frame in queries.list_frames_for_all()]
    form = MatrixForm(request.POST or None, frames=frames)
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, "assessments/create_matrix.html", {"form": form}, status=status)
    matrix = actions.create_matrix(request.user, now=timezone.now(), **form.cleaned_data)
    return redirect("assessments:edit_matrix", public_id=matrix.public_id)


@require_http_methods(["GET", "POST"])
@require_capability(MAKE, place=_PLACE)
def edit_matrix(request: UserRequest, public_id: str) -> HttpResponse:
    """Show the grid; take what was entered, save it, and say how it stands."""
    if request.method == "GET":
        matrix = queries.access_matrix(request.user, public_id)
        return _show(request, matrix, Posted(matrix.body))
    matrix = queries.access_editable_matrix(request.user, public_id)
    posted = read_posted(request.POST.dict())
    posted.body = _do_step(matrix, request.POST.get("step", ""), posted.body)
    try:
        if not posted.errors:
            matrix = _save(request, matrix, posted)
    except MatrixChangedError as error:
        return _answer_conflict(request, matrix, posted, error)
    if _wants_json(request):
        return JsonResponse(_describe(request, matrix, posted))
    if posted.errors:
        return _show(request, matrix, posted, status=422)
    return redirect(_return_address(request))


def _return_address(request: UserRequest) -> str:
    """Return to the grid, or to the panel of the chosen cell when one of its buttons was pressed."""
    step = request.POST.get("step", "").partition(":")[0]
    place = "o-dang-chon" if step in _PANEL_STEPS else "luoi"
    return f"{request.path}?{urlencode({'o': request.POST.get('cell', '')})}#{place}"


def _save(request: UserRequest, matrix: Matrix, posted: Posted) -> Matrix:
    chosen = {*request.POST.getlist("banks"), request.POST.get("step", "").removeprefix("bank:")}
    banks = [
        bank for bank in queries.list_banks_for(request.user, matrix) if bank.public_id in chosen
    ]
    revision = request.POST.get("revision", "")
    return actions.save_matrix(
        matrix,
        posted.body,
        revision=int(revision) if revision.isdecimal() else 0,
        banks=banks,
        by=request.user,
        now=timezone.now(),
        title=request.POST.get("title", "").strip()[:200],
    )


def _do_step(matrix: Matrix, step: str, body: dict[str, Any]) -> dict[str, Any]:
    """Do what a button of the grid asks for: suggest, add, remove:3, up:3, down:3, topic:7, more:CELL.

    Those of the panel are more, less, and shift:CELL:LEVEL; a step that nothing knows does nothing.
    """
    name, _colon, place = step.partition(":")
    index = int(place) if place.isdecimal() else -1
    if name in {"more", "less", "shift"}:
        return _change_cell(name, place, body)
    if name == "suggest":
        return write_body(actions.suggest_body(read_body(body), queries.get_frame(matrix)))
    if name == "remove":
        return drop_row(body, index)
    if name in {"up", "down"}:
        return move_row(body, index, -1 if name == "up" else 1)
    if name in {"add", "topic"}:
        row = queries.find_topic_row(matrix, place) if name == "topic" else None
        return add_row(body, row) if row or name == "add" else body
    return body


def _change_cell(name: str, place: str, body: dict[str, Any]) -> dict[str, Any]:
    cell, _colon, level = place.partition(":")
    found = read_place(cell, read_body(body))
    if found is None:
        return body
    if name == "shift":
        return shift_question(body, found, level)
    return change_count(body, found, 1 if name == "more" else -1)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _answer_conflict(
    request: UserRequest, matrix: Matrix, posted: Posted, error: MatrixChangedError
) -> HttpResponse:
    """Keep what was entered, and take the newer revision so that a second save keeps it."""
    if _wants_json(request):
        return JsonResponse({"error": str(error.message)}, status=error.status)
    matrix = queries.access_matrix(request.user, matrix.public_id)
    messages.error(request, str(error.message))
    return _show(request, matrix, posted, status=error.status)


def _describe(request: UserRequest, matrix: Matrix, posted: Posted) -> dict[str, Any]:
    """Say how the grid stands, for the script that keeps the page in step."""
    plan = load_plan(request.user, matrix, read_body(posted.body))
    grid = present_grid(posted, queries.get_frame(matrix), plan.coverage)
    cell = present_panel(request.user, matrix, plan, request.POST.get("cell", ""))
    return {
        "revision": matrix.revision,
        "saved": "" if posted.errors else time_format(timezone.localtime(), "H:i"),
        "check": render_to_string("assessments/_matrix_check.html", {"grid": grid}, request),
        "is_ready": grid["is_ready"],
        "cell": render_to_string("assessments/_matrix_cell.html", cell, request),
        "cells": {
            cell.name: {"held": cell.held, "rate": cell.rate, "wrong": cell.is_wrong}
            for row in grid["rows"]
            for cell in row.cells
        },
        "sums": _list_sums(grid),
    }


def _list_sums(grid: dict[str, Any]) -> dict[str, str]:
    """Name each sum as the page does in ``data-sum``."""
    sums = {f"count.{key}": str(count) for key, count in grid["counts"]}
    for form, points, share in grid["form_points"]:
        sums |= {f"points.{form}": points, f"percent.{form}": share}
    for level, count, points, share in grid["level_totals"]:
        sums |= {f"level.{level}": str(count), f"lp.{level}": points, f"ls.{level}": share}
    for row in grid["rows"]:
        sums[f"row.{row.index}"] = row.percent
        for (level, _name, _text), count in zip(row.wants, row.level_counts, strict=True):
            sums[f"row.{row.index}.{level}"] = str(count)
    count = grid["question_count"]
    whole = {"points": grid["points"], "questions": str(count), "share": "100" if count else "0"}
    return sums | whole


def _show(
    request: UserRequest, matrix: Matrix, posted: Posted, *, status: int = 200
) -> HttpResponse:
    plan = load_plan(request.user, matrix, read_body(posted.body))
    name = request.POST.get("cell") or request.GET.get("o", "")
    context = {
        **present_panel(request.user, matrix, plan, name),
        "grid": present_grid(posted, queries.get_frame(matrix), plan.coverage),
        "cell_choices": list_cell_choices(plan.body),
        "banks": plan.banks,
        "topics": queries.list_topics(matrix.subject, matrix.grade),
        "exams": queries.list_exams(matrix, request.user),
        "can_share_in_sector": can_share_in_sector(request.user, matrix),
        "narrow_rail": True,
    }
    return render(request, "assessments/matrix.html", context, status=status)


@require_POST
@require_capability(MAKE)
def copy_matrix(request: UserRequest, public_id: str) -> HttpResponse:
    """Make one's own copy to change."""
    matrix = queries.access_matrix(request.user, public_id)
    copied = actions.copy_matrix(matrix, by=request.user, now=timezone.now())
    messages.success(request, _("This is your own copy. Choose banks to draw from."))
    return redirect("assessments:edit_matrix", public_id=copied.public_id)


@require_POST
@require_capability(MAKE)
def share_matrix(request: UserRequest, public_id: str) -> HttpResponse:
    """Let colleagues of the school, or all schools, start from it; or stop that."""
    matrix = queries.access_matrix(request.user, public_id)
    asked = request.POST.get("share", "")
    sharing = asked if asked in Matrix.Sharing.values else Matrix.Sharing.OWN
    actions.share_matrix(matrix, sharing, by=request.user, now=timezone.now())
    return redirect("assessments:edit_matrix", public_id=public_id)
