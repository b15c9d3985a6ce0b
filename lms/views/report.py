"""The class report, its file and the reminder."""

import csv

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.access import require_capability
from accounts.actions.audit import record_audit
from accounts.requests import UserRequest
from core.toasts import confirm
from lms.actions.assignments import remind_pupils
from lms.exports import report_lines
from lms.models import Assignment
from lms.queries import assignments
from lms.queries.report import Report, read_report

from .place import mark_place


@require_capability("class.teach", "report.class")
def show_class_report(request: UserRequest, public_id: str) -> HttpResponse:
    """Show who opened, who finished, every mark and the weak question."""
    assignment = assignments.access_followed(request.user, public_id)
    report = read_report(assignment, now=timezone.now())
    _note_view(request, assignment, report, "class_report.viewed")
    mark_place(request, "my-classes")
    context = {
        "assignment": assignment,
        "report": report,
        "only_looked_at": request.GET.get("loc") == "de-y",
        "is_mine": assignment.teacher_id == request.user.pk,
    }
    return render(request, "lms/class_report.html", context)


@require_capability("class.teach", "report.class")
def export_report(request: UserRequest, public_id: str) -> HttpResponse:
    """Give the table as a file that Excel opens."""
    assignment = assignments.access_followed(request.user, public_id)
    report = read_report(assignment, now=timezone.now())
    _note_view(request, assignment, report, "class_report.exported")
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{assignment.public_id}.csv"'
    # Excel reads UTF-8 only with this mark at the beginning.
    response.write("\ufeff")
    csv.writer(response, delimiter=";").writerows(report_lines(report))
    return response


@require_POST
@require_capability("class.teach")
def remind(request: UserRequest, public_id: str) -> HttpResponse:
    """Remind those who have not opened it."""
    assignment = assignments.access_given(request.user, public_id)
    report = read_report(assignment, now=timezone.now())
    count = remind_pupils(assignment, [row.pupil for row in report.unopened])
    text = ngettext("%(count)s pupil was reminded.", "%(count)s pupils were reminded.", count)
    confirm(request, text % {"count": count})
    return redirect("lms:show_class_report", public_id)


def _note_view(request: UserRequest, assignment: Assignment, report: Report, verb: str) -> None:
    record_audit(
        request.user,
        verb,
        about=assignment,
        detail={"pupils": [row.pupil.pk for row in report.rows], "text": _("Class report")},
        school_id=assignment.school_id,
    )
