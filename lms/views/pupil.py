"""The four places of a pupil: what to do, classes, practice, own results."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import require_capability
from accounts.queries import list_classes_learnt_by
from accounts.requests import UserRequest
from lms.queries import classes as class_queries
from lms.queries import tasks
from lms.queries.returned import list_returned

from .place import mark_place

PER_PAGE = 20


@require_capability("class.learn")
def show_home(request: UserRequest) -> HttpResponse:
    """Show what waits, the next step first."""
    now = timezone.now()
    home = tasks.read_home(request.user, now=now)
    request.waiting_count = home.open_count  # type: ignore[attr-defined]  # read by the navigation
    context = {
        "home": home,
        "returned": list_returned(request.user),
        "today": timezone.localdate(now),
    }
    return render(request, "lms/home.html", context)


@require_capability("class.learn")
def show_classes(request: UserRequest) -> HttpResponse:
    """Show the pupil's classes and who teaches what in them."""
    found = class_queries.read_own_classes(list_classes_learnt_by(request.user))
    return render(request, "lms/pupil_classes.html", {"classes": found})


@require_capability("class.learn")
def show_class(request: UserRequest, public_id: str) -> HttpResponse:
    """Show what one's class was given, all of it or of one subject (``?mon=toan``)."""
    mark_place(request, "pupil-classes")
    school_class = class_queries.access_learnt_class(request.user, public_id)
    shown = class_queries.read_own_classes(
        list_classes_learnt_by(request.user).filter(pk=school_class.pk)
    )[0]
    wanted = request.GET.get("mon", "")
    taught = {teaching.subject.code: teaching.subject for teaching in shown.teachings}
    found = tasks.list_class_tasks(request.user, school_class, wanted if wanted in taught else "")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "shown": shown,
        "page": page,
        "tasks": [tasks.as_task(row) for row in page],
        "subject": taught.get(wanted),
        "subjects": list(taught.values()),
    }
    return render(request, "lms/pupil_class.html", context)


@require_capability("class.learn")
def show_practice(request: UserRequest) -> HttpResponse:
    """Show finished lessons, to look at again."""
    return render(request, "lms/practice.html", {"tasks": tasks.list_finished(request.user)})


@require_capability("class.learn")
def show_mine(request: UserRequest) -> HttpResponse:
    """Show the pupil's marks and the way to preferences."""
    returned = list_returned(request.user, limit=50)
    return render(request, "lms/mine.html", {"returned": returned})
