"""A teacher's day and classes."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import require_capability
from accounts.queries import list_pupils
from accounts.requests import UserRequest
from lms.queries import assignments, classes
from review.queries import count_tasks

from .place import mark_place

PER_PAGE = 20


@require_capability("class.teach")
def show_today(request: UserRequest) -> HttpResponse:
    """Show what is under way, what waits, and the classes."""
    now = timezone.now()
    given = assignments.list_given(request.user)
    context = {
        "today": timezone.localdate(now),
        "review_count": count_tasks(request.user),
        "given": assignments.with_sizes(given.filter(due_at__gte=now)[:8]),
        "ended": assignments.with_sizes(given.filter(due_at__lt=now).order_by("-due_at")[:4]),
        "classes": classes.list_taught_classes(request.user, now=now),
    }
    return render(request, "lms/today.html", context)


@require_capability("class.teach", "report.class")
def list_classes(request: UserRequest) -> HttpResponse:
    """Show the classes that the person teaches."""
    found = classes.list_taught_classes(request.user, now=timezone.now())
    return render(request, "lms/classes.html", {"classes": found})


@require_capability("class.teach", "report.class")
def show_class(request: UserRequest, public_id: str) -> HttpResponse:
    """Show what was given to a class, with how far it has come."""
    mark_place(request, "my-classes")
    school_class = classes.access_followed_class(request.user, public_id)
    found = assignments.list_given_to(school_class)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "school_class": school_class,
        "page": page,
        "pupil_count": list_pupils(school_class).count(),
    }
    return render(request, "lms/class.html", context)
