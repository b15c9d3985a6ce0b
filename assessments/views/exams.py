"""Pages of exams: asking for forms, seeing them, making a test of them."""

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.actions import exams as actions
from assessments.exam_forms import ExamWishesForm
from assessments.matrix.posting import Posted
from assessments.models import Exam
from assessments.permissions import MAKE
from assessments.presenting.exams import (
    list_layouts,
    present_faults,
    present_forms,
    present_relaxing,
    say_overflow,
)
from assessments.presenting.matrices import present_grid
from assessments.presenting.sets import advise_forms
from assessments.queries import matrices as queries
from assessments.queries.pool import count_coverage
from core.queries import find_running_job

_PLACE = "matrices"
_SEEDS = 1_000_000


@require_http_methods(["GET", "POST"])
@require_capability(MAKE, place=_PLACE)
def create_exam(request: UserRequest, public_id: str) -> HttpResponse:
    """Ask how many forms, and have them built."""
    matrix = queries.access_editable_matrix(request.user, public_id)
    form = ExamWishesForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        coverage = count_coverage(queries.get_body(matrix), queries.list_chosen_banks(matrix))
        grid = present_grid(Posted(matrix.body), queries.get_frame(matrix), coverage)
        context = {"matrix": matrix, "form": form, "grid": grid}
        status = 200 if request.method == "GET" else 422
        return render(request, "assessments/create_exam.html", context, status=status)
    wishes = form.to_wishes(seed=secrets.randbelow(_SEEDS))
    exam = actions.create_exam(matrix, wishes, by=request.user, now=timezone.now())
    return redirect("assessments:show_exam", public_id=exam.public_id)


@require_GET
@require_capability(MAKE, place=_PLACE)
def show_exam(request: UserRequest, public_id: str) -> HttpResponse:
    """Show the forms with everything that can be printed, or why there are none."""
    exam = queries.access_exam(request.user, public_id)
    body = queries.get_body(exam)
    overflow = queries.find_sheet_overflow(body)
    forms = queries.list_forms(exam)
    context = {
        "exam": exam,
        "job": find_running_job(exam) if exam.state == Exam.State.BUILDING else None,
        "faults": present_faults(exam.report, body),
        "relaxing": present_relaxing(exam.report),
        "forms": present_forms(forms),
        "advice": advise_forms(forms, total=queries.get_frame(exam.matrix).total),
        "papers": [("de", _("Paper")), ("phieu", _("Answer sheet")), ("hdc", _("Marking guide"))],
        "kinds": [("Word", "docx"), ("PDF", "pdf")],
        "layouts": list_layouts(),
        "sheet_fits": not overflow,
        "sheet_words": say_overflow(overflow),
    }
    return render(request, "assessments/exam.html", context)


@require_POST
@require_capability(MAKE)
def make_test(request: UserRequest, public_id: str) -> HttpResponse:
    """Make one test of all forms, to be given to a class."""
    exam = queries.access_exam(request.user, public_id)
    test = actions.make_test(exam, by=request.user, now=timezone.now())
    messages.success(request, _("The test is ready. Put it into a lesson to give it to a class."))
    return redirect("assessments:show_test", public_id=test.public_id)
