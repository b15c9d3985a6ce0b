"""The bin of a teacher: what lies in it, and the way back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from accounts.access import require_capability
from accounts.requests import UserRequest
from assessments.actions import bin as actions
from assessments.permissions import MAKE
from assessments.queries import banks as bank_queries
from assessments.queries import bin as queries
from assessments.queries.matrices import access_editable_matrix
from core.toasts import confirm

PAGE_SIZE = 20


@require_GET
@require_capability(MAKE, place="questions")
def list_bin(request: UserRequest) -> HttpResponse:
    """Show what the person threw away, newest first, with the days that are left."""
    page = Paginator(queries.list_bin(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    now, days = timezone.now(), queries.get_days()
    rows = [(entry, queries.days_left(entry, days=days, now=now)) for entry in page.object_list]
    return render(request, "assessments/bin.html", {"page": page, "rows": rows, "days": days})


@require_POST
@require_capability(MAKE, place="questions")
def restore_entry(request: UserRequest, public_id: str) -> HttpResponse:
    """Bring one thing back."""
    entry = queries.access_entry(request.user, public_id)
    actions.restore([entry])
    messages.success(request, _("“%(title)s” is back in its place.") % {"title": entry.title[:80]})
    return redirect("assessments:list_bin")


@require_POST
@require_capability(MAKE, place="questions")
def restore_batch(request: UserRequest, batch: str) -> HttpResponse:
    """Undo: bring back what was thrown away together."""
    n = actions.restore_batch(batch, by=request.user)
    said = ngettext(
        "%(n)s thing is back in its place.", "%(n)s things are back in their places.", n
    )
    messages.success(request, said % {"n": n})
    return redirect("assessments:list_banks")


@require_POST
@require_capability(MAKE, place="questions")
def throw_test(request: UserRequest, public_id: str) -> HttpResponse:
    """Put a test into the bin; lessons and sittings that use it go on."""
    test = bank_queries.access_test(request.user, public_id)
    batch = actions.throw_away([test], by=request.user, now=timezone.now())
    undo = reverse("assessments:restore_batch", args=[batch])
    confirm(request, _("“%(name)s” lies in the bin.") % {"name": test.title}, undo_url=undo)
    return redirect("assessments:list_tests")


@require_POST
@require_capability(MAKE, place="questions")
def throw_matrix(request: UserRequest, public_id: str) -> HttpResponse:
    """Put a matrix into the bin; forms that were built from it stay."""
    matrix = access_editable_matrix(request.user, public_id)
    batch = actions.throw_away([matrix], by=request.user, now=timezone.now())
    undo = reverse("assessments:restore_batch", args=[batch])
    confirm(request, _("“%(name)s” lies in the bin.") % {"name": matrix.title}, undo_url=undo)
    return redirect("assessments:list_matrices")
