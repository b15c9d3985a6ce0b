"""The report of a school: sums by grade and subject, for its head and for officers above it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from accounts.access import require_capability
from accounts.actions import record_audit
from accounts.requests import UserRequest
from core.errors import NotFoundError
from curriculum.queries import list_school_years
from lms.queries import school_report as queries

RIGHT, PLACE, PER_PAGE = "report.school", "school-reports", 40


@require_GET
@require_capability(RIGHT, place=PLACE)
def list_school_reports(request: UserRequest) -> HttpResponse:
    """Show the schools whose figures the person reads; with one school, its report."""
    page = Paginator(queries.list_report_schools(request.user), PER_PAGE).get_page(
        request.GET.get("page")
    )
    schools = list(page.object_list)
    if len(schools) == 1 and page.number == 1:
        return redirect("lms:show_school_report", schools[0].public_id)
    return render(request, "lms/school_reports.html", {"page": page, "schools": schools})


@require_GET
@require_capability(RIGHT, place=PLACE)
def show_school_report(request: UserRequest, public_id: str) -> HttpResponse:
    """Show what is confirmed of a year, or a term of it, by grade and subject."""
    school = queries.access_report_school(request.user, public_id)
    years = list(list_school_years())
    asked = request.GET.get("nam", "")
    year = next((each for each in years if each.code == asked or not asked), None)
    if year is None:
        raise NotFoundError
    term = request.GET.get("hoc-ki", "")
    report = queries.read_school_report(school, year, term=term, reader=request.user)
    detail = {"year": year.code, "term": term}
    record_audit(request.user, "school.report", about=school, detail=detail, school_id=school.pk)
    return render(request, "lms/school_report.html", {"report": report, "years": years})
