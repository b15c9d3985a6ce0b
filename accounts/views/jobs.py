"""The page of background work for administrators."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import require_capability
from accounts.queries import jobs as queries
from accounts.requests import UserRequest
from core.actions import retry_job
from core.models import Job
from core.toasts import confirm

PER_PAGE = 30
OPEN = [Job.State.QUEUED, Job.State.RUNNING, Job.State.FAILED]


@require_capability(queries.CAPABILITY)
def list_jobs(request: UserRequest) -> HttpResponse:
    """Show background work: by default what is not done, with retry for what failed."""
    state = request.GET.get("state", "")
    state = state if state in Job.State.values else ""
    found = queries.list_visible_jobs(request.user).filter(state__in=[state] if state else OPEN)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    is_wide = queries.is_sector_wide(request.user)
    context = {
        "page": page,
        "jobs": queries.describe_jobs(page.object_list),
        "state": state,
        "counts": queries.count_jobs_by_state(request.user),
        "outbox": queries.count_outbox() if is_wide else {},
        "has_destination": bool(settings.OUTBOX_URL),
    }
    return render(request, "accounts/jobs.html", context)


@require_POST
@require_capability(queries.CAPABILITY)
def retry(request: UserRequest, public_id: str) -> HttpResponse:
    """Let a failed job start again."""
    job = queries.access_visible_job(request.user, public_id)
    retry_job(job)
    confirm(request, _("The work starts again."))
    return redirect("accounts:list_jobs")
