"""Classes of a school: the list of a year, adding, changing, deleting one typed by mistake."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import actions
from accounts.access import require_capability
from accounts.models import Organisation
from accounts.queries import structure
from accounts.requests import UserRequest
from accounts.structure_forms import ClassForm
from core.errors import NotFoundError
from core.toasts import confirm
from curriculum.queries import find_school_year, list_school_years

PLACE = "organisations"


def access_school(request: UserRequest, public_id: str) -> Organisation:
    """Fetch a school whose people the person manages, or raise NotFoundError."""
    school = structure.access_managed(request.user, public_id)
    if school.kind != Organisation.Kind.SCHOOL:
        raise NotFoundError
    return school


@require_capability(structure.MANAGE, place=PLACE)
def list_school_classes(request: UserRequest, public_id: str) -> HttpResponse:
    """Show the classes of a school year (``?nam=2026-2027``), by default of this one."""
    school = access_school(request, public_id)
    years = list(list_school_years())
    wanted = request.GET.get("nam", "")
    year = next((year for year in years if year.code == wanted), find_school_year())
    classes = structure.list_school_classes(school, year)
    context = {"school": school, "years": years, "year": year, "classes": classes}
    return render(request, "accounts/school_classes.html", context)


@require_capability(structure.MANAGE, place=PLACE)
def add_class(request: UserRequest, public_id: str) -> HttpResponse:
    """Add a class; the form stays open for the next one."""
    school = access_school(request, public_id)
    year = find_school_year()
    initial = {"school_year": year.pk if year else None}
    form = ClassForm(request.POST or None, school=school, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/class_form.html", {"form": form, "school": school})
    values = form.cleaned_data
    made = actions.open_class(
        school,
        values["grade"],
        values["name"],
        school_year=values["school_year"],
        code=values["code"],
        by=request.user,
    )
    confirm(request, _("Class %(name)s is there.") % {"name": made.name})
    return redirect("accounts:show_class", made.public_id)


@require_capability(structure.MANAGE, place=PLACE)
def edit_class(request: UserRequest, public_id: str) -> HttpResponse:
    """Change name, grade or code of a class."""
    own = structure.access_managed_class(request.user, public_id)
    initial = {"name": own.name, "grade": own.grade_id, "code": own.code}
    initial["school_year"] = own.school_year_id
    form = ClassForm(request.POST or None, school=own.school, initial=initial)
    del form.fields["school_year"]
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "school": own.school, "own": own}
        return render(request, "accounts/class_form.html", context)
    values = form.cleaned_data
    actions.change_class(
        own, grade=values["grade"], name=values["name"], code=values["code"], by=request.user
    )
    confirm(request, _("Class %(name)s is changed.") % {"name": own.name})
    return redirect("accounts:show_class", own.public_id)


@require_POST
@require_capability(structure.MANAGE, place=PLACE)
def delete_class(request: UserRequest, public_id: str) -> HttpResponse:
    """Delete a class that never had anybody in it."""
    own = structure.access_managed_class(request.user, public_id)
    school, name = own.school, own.name
    actions.delete_class(own, by=request.user)
    confirm(request, _("Class %(name)s is deleted.") % {"name": name})
    return redirect("accounts:list_school_classes", school.public_id)
