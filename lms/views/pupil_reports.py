"""The report of one pupil: for teachers of the class, the school's head, himself and his parents."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.access import require_capability
from accounts.actions import record_audit
from accounts.models import SchoolClass, User
from accounts.queries import access_child, find_current_class_of
from accounts.requests import UserRequest
from curriculum.models import Subject
from curriculum.queries import list_subjects
from lms.queries.gradebooks import access_pupil_of_class
from lms.queries.pupil_report import read_pupil_report

from .parent import frame_of
from .place import mark_place

STAFF, PUPIL = "core/shell_staff.html", "core/shell_pupil.html"


@require_GET
@require_capability("class.teach", "report.class")
def show_pupil_report(request: UserRequest, public_id: str, pupil: str) -> HttpResponse:
    """Show a pupil's year in the subjects that the person may read; the view stands in the audit."""
    mark_place(request, "gradebooks")
    school_class, found, subjects = access_pupil_of_class(request.user, public_id, pupil)
    detail = {"people": [found.pk]}
    school_id = school_class.school_id
    record_audit(request.user, "pupil.report", about=found, detail=detail, school_id=school_id)
    return _render(request, found, school_class, subjects=list(subjects), frame=STAFF)


@require_GET
@require_capability("class.learn")
def show_own_report(request: UserRequest) -> HttpResponse:
    """Show a pupil his own year."""
    mark_place(request, "mine")
    school_class = find_current_class_of(request.user)
    return _render(request, request.user, school_class, frame=PUPIL)


@require_GET
@require_capability("child.follow")
def show_child_report(request: UserRequest, public_id: str) -> HttpResponse:
    """Show a parent the year of one own child."""
    mark_place(request, "children")
    child = access_child(request.user, public_id)
    record_audit(request.user, "pupil.report", about=child, detail={"people": [child.pk]})
    school_class = find_current_class_of(child)
    return _render(request, child, school_class, frame=frame_of(request))


def _render(
    request: UserRequest,
    pupil: User,
    school_class: SchoolClass | None,
    *,
    frame: str,
    subjects: list[Subject] | None = None,
) -> HttpResponse:
    reports = []
    if school_class is not None:
        chosen, year = subjects or list_subjects(), school_class.school_year
        reports = read_pupil_report(
            pupil, year, chosen, now=timezone.now(), for_family=subjects is None
        )
    context = {
        "pupil": pupil,
        "school_class": school_class,
        "reports": reports,
        "frame": frame,
        "is_family": subjects is None,
        "is_own": pupil.pk == request.user.pk,
    }
    return render(request, "lms/pupil_report.html", context)
