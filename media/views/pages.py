"""My files: what one has uploaded, what was refused, and the bin."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import UserRequest
from media import actions, queries
from media.forms import PlainUploadForm

PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def list_files(request: UserRequest) -> HttpResponse:
    """Show the person's files, and take a new one without scripts."""
    form = PlainUploadForm(request.POST or None, request.FILES or None)
    form.fields["file"].owner = request.user  # type: ignore[attr-defined]  # a field of ours
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["file"].name
        messages.success(request, _("“%(name)s” has been uploaded.") % {"name": name})
        return redirect("media:list_files")
    files = Paginator(queries.list_own_files(request.user), PAGE)
    context: dict[str, Any] = {
        "page": files.get_page(request.GET.get("page")),
        "form": form,
        "bin_count": queries.list_binned_files(request.user).count(),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "media/files.html", context, status=status)


@require_safe
@login_required
def list_bin(request: UserRequest) -> HttpResponse:
    """Show what was thrown away and can still be taken back."""
    page = Paginator(queries.list_binned_files(request.user), PAGE)
    context = {
        "page": page.get_page(request.GET.get("page")),
        "days": queries.count_bin_days(),
    }
    return render(request, "media/bin.html", context)


@require_safe
@login_required
def show_file(request: UserRequest, public_id: str) -> HttpResponse:
    """Show one file of one's own."""
    file = queries.access_file(request.user, public_id)
    context = {
        "file": file,
        "urls": queries.mint_urls(file) if file.is_ready else None,
        "job": queries.find_running_job(file),
        "last_job": queries.find_last_job(file),
    }
    return render(request, "media/file.html", context)


@require_safe
@login_required
def show_file_state(request: UserRequest, public_id: str) -> JsonResponse:
    """Tell the uploader's script how the file stands."""
    return JsonResponse(queries.describe_file(queries.access_file(request.user, public_id)))


@require_POST
@login_required
def bin_file(request: UserRequest, public_id: str) -> HttpResponse:
    """Throw a file away; it can be taken back for a time."""
    file = queries.access_file(request.user, public_id)
    actions.bin_file(file, now=timezone.now())
    messages.success(request, _("“%(name)s” lies in the bin now.") % {"name": file.name})
    return redirect("media:list_files")


@require_POST
@login_required
def restore_file(request: UserRequest, public_id: str) -> HttpResponse:
    """Take a file out of the bin."""
    file = queries.access_file(request.user, public_id)
    actions.restore_file(file)
    messages.success(request, _("“%(name)s” is back among your files.") % {"name": file.name})
    return redirect("media:list_files")


@require_POST
@login_required
def retry_file(request: UserRequest, public_id: str) -> HttpResponse:
    """Ask for the copies again."""
    file = queries.access_file(request.user, public_id)
    actions.work_again(file)
    messages.success(request, _("The work on “%(name)s” starts again.") % {"name": file.name})
    return redirect("media:show_file", public_id=public_id)
