"""Classes, their pupils, and the pupils' passwords."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import actions, queries
from accounts.access import require_capability
from accounts.permissions import can_manage_class, can_reset_password
from accounts.requests import UserRequest
from core.errors import NotAllowedError

CLASSES_PAGE = 60
MAY_SEE_CLASSES = ("class.teach", "report.class", "people.manage")


@require_capability(*MAY_SEE_CLASSES)
def list_classes(request: UserRequest) -> HttpResponse:
    """Show the classes that one teaches or answers for."""
    classes = Paginator(queries.list_visible_classes(request.user), CLASSES_PAGE)
    page = classes.get_page(request.GET.get("page"))
    shown = list(page)
    counts = queries.count_pupils(shown)
    rows = [(school_class, counts.get(school_class.pk, 0)) for school_class in shown]
    return render(request, "accounts/list_classes.html", {"page": page, "rows": rows})


@require_capability(*MAY_SEE_CLASSES)
def show_class(request: UserRequest, public_id: str) -> HttpResponse:
    """Show the pupils and teachers of a class; seeing their names leaves one audit row."""
    school_class = queries.access_class(request.user, public_id)
    # Before the school year begins, the list of its first day.
    day = max(timezone.localdate(), school_class.school_year.starts_on)
    pupils = list(queries.list_pupils(school_class, day))
    actions.record_audit(
        request.user,
        "class.view",
        about=school_class,
        detail={"people": [pupil.pk for pupil in pupils]},
        school_id=school_class.school_id,
    )
    context = {
        "school_class": school_class,
        "pupils": pupils,
        "teachings": queries.list_teachings(school_class),
        "can_reset": can_reset_password(request.user, school_class),
        "can_manage": can_manage_class(request.user, school_class),
        "today": timezone.localdate(),
    }
    return render(request, "accounts/show_class.html", context)


@never_cache
@require_POST
@require_capability(*MAY_SEE_CLASSES)
def reset_pupil_password(request: UserRequest, public_id: str, pupil_id: str) -> HttpResponse:
    """Draw a new password for one pupil and show it this once."""
    school_class, pupil = queries.access_pupil(request.user, public_id, pupil_id)
    if not can_reset_password(request.user, school_class):
        raise NotAllowedError
    drawn = actions.reset_passwords([pupil], by=request.user, school_class=school_class)
    context = {"school_class": school_class, "pupil": pupil, "password": drawn[pupil.pk]}
    return render(request, "accounts/show_password.html", context)


@never_cache
@require_capability(*MAY_SEE_CLASSES)
def print_slips(request: UserRequest, public_id: str) -> HttpResponse:
    """Ask first (GET), then draw new passwords and show slips to print and cut (POST).

    Slips exist in this one answer only: passwords are stored hashed.
    """
    school_class = queries.access_class(request.user, public_id)
    if not can_reset_password(request.user, school_class):
        raise NotAllowedError
    pupils = list(queries.list_pupils(school_class))
    context = {"school_class": school_class, "pupils": pupils}
    if request.method != "POST":
        return render(request, "accounts/ask_slips.html", context)
    if request.POST.get("who") == "new":
        pupils = [pupil for pupil in pupils if pupil.last_login is None]
    drawn = actions.reset_passwords(pupils, by=request.user, school_class=school_class)
    slips = [(pupil, drawn[pupil.pk]) for pupil in pupils]
    return render(request, "accounts/slips.html", {**context, "slips": slips})
