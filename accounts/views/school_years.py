"""School years of the department: which there are, and opening the next one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts import actions
from accounts.access import require_capability
from accounts.requests import UserRequest
from accounts.structure_forms import SchoolYearForm, propose_next_year
from core.toasts import confirm
from curriculum.queries import list_school_years


@require_capability("organisations.manage", place="organisations")
def show_school_years(request: UserRequest) -> HttpResponse:
    """Show the school years with their terms, and open the next one (POST)."""
    years = list(list_school_years())
    initial = propose_next_year(years[0] if years else None)
    form = SchoolYearForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        year = actions.open_school_year(by=request.user, **form.cleaned_data)
        confirm(request, _("The school year %(code)s is open.") % {"code": year.code})
        return redirect("accounts:show_school_years")
    return render(request, "accounts/school_years.html", {"years": years, "form": form})
