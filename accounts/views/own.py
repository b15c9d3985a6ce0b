"""Pages about oneself: password, preferences, inbox, roles."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import actions, queries
from accounts.forms import ChangePasswordForm, PreferencesForm
from accounts.permissions import has_staff_role
from accounts.requests import UserRequest

INBOX_PAGE = 30


def shell_for(request: UserRequest) -> str:
    """Choose the frame of pages that pupils and staff share."""
    return "core/shell_staff.html" if has_staff_role(request.user) else "core/shell_pupil.html"


@login_required
def change_password(request: UserRequest) -> HttpResponse:
    """Change one's own password; this session stays, all others end."""
    form = ChangePasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.change_password(request.user, form.cleaned_data["new_password1"])
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password is changed. Other devices are signed out."))
        return redirect("/")
    return render(request, "accounts/change_password.html", {"form": form})


@login_required
def show_preferences(request: UserRequest) -> HttpResponse:
    """Choose colours, text size and language."""
    user = request.user
    chosen = {"theme": user.theme, "text_size": user.text_size, "language": user.language}
    form = PreferencesForm(request.POST or None, initial=chosen)
    if request.method == "POST" and form.is_valid():
        actions.save_preferences(user, **form.cleaned_data)
        messages.success(request, _("Saved. It holds on every device where you sign in."))
        return redirect("accounts:show_preferences")
    return render(request, "accounts/preferences.html", {"form": form, "shell": shell_for(request)})


@require_POST
@login_required
def end_sessions(request: UserRequest) -> HttpResponse:
    """Sign out on every other device; this one stays signed in."""
    actions.end_sessions(request.user)
    update_session_auth_hash(request, request.user)
    messages.success(request, _("All other devices are signed out."))
    return redirect("accounts:show_preferences")


@login_required
def show_inbox(request: UserRequest) -> HttpResponse:
    """Show what the system told the person; opening it marks everything read."""
    page = Paginator(queries.list_inbox(request.user), INBOX_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    actions.mark_inbox_read(request.user, now=timezone.now())
    context = {"page": page, "shown": shown, "shell": shell_for(request)}
    return render(request, "accounts/inbox.html", context)


@login_required
def show_own_roles(request: UserRequest) -> HttpResponse:
    """Show which roles one holds, where and until when, and what they allow."""
    grants = queries.list_role_grants(request.user)
    classes = queries.list_classes_of(request.user)
    context = {"grants": grants, "classes": classes, "today": timezone.localdate()}
    return render(request, "accounts/own_roles.html", {**context, "shell": shell_for(request)})
