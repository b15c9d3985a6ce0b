"""People of a school: find, add, give and end roles, lock."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import actions, queries
from accounts.access import require_capability
from accounts.models import Organisation, User
from accounts.people_forms import EndRoleForm, GiveRoleForm, PeopleFilterForm, PersonForm
from accounts.requests import UserRequest
from core.errors import NotAllowedError

PEOPLE_PAGE = 50
MANAGE = "people.manage"


def places_of(request: UserRequest, school: Organisation) -> QuerySet[Organisation]:
    """Return the places of the school for which this person gives roles."""
    return queries.list_places_for_roles(request.user, school)


def names_of(person: User, role: str = "") -> dict[str, str]:
    """Return the names that messages mention."""
    return {"name": person.full_name, "role": role}


@require_capability(MANAGE, place="people")
def show_people(request: UserRequest) -> HttpResponse:
    """Lead to the people of the own school, or show the schools among which to choose."""
    found = queries.list_places_of_people(request.user, request.GET.get("q", ""))
    if not request.GET.get("q") and found.count() == 1:
        return redirect("accounts:list_people", found[0].public_id)
    page = Paginator(found, PEOPLE_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "q": request.GET.get("q", "")}
    return render(request, "accounts/choose_school.html", context)


@require_capability(MANAGE, place="people")
def list_people(request: UserRequest, public_id: str) -> HttpResponse:
    """Show the people of a school, found by name without diacritics, username, code or role.

    Seeing their names leaves one audit row a page.
    """
    school = queries.access_organisation(request.user, public_id, MANAGE)
    form = PeopleFilterForm(request.GET)
    form.is_valid()
    wanted = form.cleaned_data
    people = queries.list_people_at(request.user, school)
    people = queries.search_people(
        people, wanted.get("q", ""), role=wanted.get("role", ""), school=school
    )
    page = Paginator(people, PEOPLE_PAGE).get_page(request.GET.get("page"))
    actions.record_audit(
        request.user,
        "people.view",
        about=school,
        detail={"people": [person.pk for person in page]},
        school_id=school.pk,
    )
    query = request.GET.copy()
    query.pop("page", None)
    context = {"school": school, "form": form, "page": page, "query": query.urlencode()}
    return render(request, "accounts/list_people.html", context)


@never_cache
@require_capability(MANAGE, place="people")
def add_person(request: UserRequest, public_id: str) -> HttpResponse:
    """Add a person with a first role; the drawn password is shown this once."""
    school = queries.access_organisation(request.user, public_id, MANAGE)
    classes = queries.list_open_classes(school)
    form = PersonForm(request.POST or None, places=places_of(request, school), classes=classes)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/add_person.html", {"school": school, "form": form})
    person, password = actions.add_person_with_role(
        form.person_fields(),
        role=form.cleaned_data["role"],
        organisation=form.cleaned_data["organisation"],
        school_class=form.cleaned_data["school_class"],
        by=request.user,
    )
    context = {"school": school, "person": person, "password": password}
    return render(request, "accounts/person_added.html", context)


@require_capability(MANAGE, place="people")
def show_person(request: UserRequest, public_id: str, person_id: str) -> HttpResponse:
    """Show one person of a school with the roles held and ended; leaves an audit row."""
    school = queries.access_organisation(request.user, public_id, MANAGE)
    person = queries.access_person(request.user, person_id, school)
    actions.record_audit(request.user, "person.view", about=person, school_id=school.pk)
    context = {
        "school": school,
        "person": person,
        "grants": queries.list_role_grants(person),
        "guardians": queries.list_guardians(person),
        "is_pupil": queries.is_pupil(person),
        "form": GiveRoleForm(places=places_of(request, school)),
        "today": timezone.localdate(),
    }
    return render(request, "accounts/show_person.html", context)


@require_POST
@require_capability(MANAGE, place="people")
def give_role(request: UserRequest, public_id: str, person_id: str) -> HttpResponse:
    """Give the person a role for the school or one of its groups, perhaps as a stand-in."""
    school = queries.access_organisation(request.user, public_id, MANAGE)
    person = queries.access_person(request.user, person_id, school)
    form = GiveRoleForm(request.POST, places=places_of(request, school))
    if not form.is_valid():
        grants = queries.list_role_grants(person)
        context = {"school": school, "person": person, "grants": grants, "form": form}
        context |= {"today": timezone.localdate(), "guardians": queries.list_guardians(person)}
        return render(request, "accounts/show_person.html", context)
    grant = actions.give_role(person, by=request.user, **form.grant_fields())
    messages.success(request, _("%(name)s is now %(role)s.") % names_of(person, grant.role.label))
    return redirect("accounts:show_person", school.public_id, person.public_id)


@require_POST
@require_capability(MANAGE, place="people")
def end_role(request: UserRequest, public_id: str, person_id: str, grant_id: int) -> HttpResponse:
    """End a role after a day."""
    school = queries.access_organisation(request.user, public_id, MANAGE)
    person = queries.access_person(request.user, person_id, school)
    grant = queries.access_grant(request.user, person, grant_id)
    form = EndRoleForm(request.POST)
    last_day = form.cleaned_data["last_day"] if form.is_valid() else None
    actions.end_role(grant, by=request.user, last_day=last_day or timezone.localdate())
    messages.success(
        request, _("The role %(role)s of %(name)s ends.") % names_of(person, grant.role.label)
    )
    return redirect("accounts:show_person", school.public_id, person.public_id)


@require_POST
@require_capability(MANAGE, place="people")
def switch_account(request: UserRequest, public_id: str, person_id: str) -> HttpResponse:
    """Lock the account, or open it again."""
    school = queries.access_organisation(request.user, public_id, MANAGE)
    person = queries.access_person(request.user, person_id, school)
    if person == request.user:
        raise NotAllowedError(_("You cannot lock your own account. Ask another administrator."))
    if person.is_active:
        actions.deactivate_person(person, by=request.user, school_id=school.pk)
        messages.success(request, _("The account of %(name)s is locked.") % names_of(person))
    else:
        actions.reactivate_person(person, by=request.user, school_id=school.pk)
        messages.success(request, _("The account of %(name)s is open again.") % names_of(person))
    return redirect("accounts:show_person", school.public_id, person.public_id)


@never_cache
@require_POST
@require_capability(MANAGE, place="people")
def reset_password(request: UserRequest, public_id: str, person_id: str) -> HttpResponse:
    """Draw a new password for a person of the school and show it this once."""
    school = queries.access_organisation(request.user, public_id, MANAGE)
    person = queries.access_person(request.user, person_id, school)
    drawn = actions.reset_passwords([person], by=request.user)
    context = {"school": school, "person": person, "password": drawn[person.pk]}
    return render(request, "accounts/person_added.html", context)
