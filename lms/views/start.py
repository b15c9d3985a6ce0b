"""Where people land: the page of their role."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect

from accounts.permissions import has_capability, list_held_grants
from accounts.requests import UserRequest

# In this order: who teaches and reviews starts with teaching.
PLACES = (
    ("class.learn", "lms:show_home"),
    ("report.sector", "sector:show_dashboard"),
    ("class.teach", "lms:show_today"),
    ("review.group", "review:list_tasks"),
    ("review.school", "review:list_tasks"),
    ("review.sector", "review:list_tasks"),
    ("people.manage", "accounts:show_organisations"),
    ("jobs.view", "accounts:list_jobs"),
    ("privacy.manage", "accounts:show_privacy"),
    ("audit.view", "accounts:list_audit"),
    ("pupil_password.reset", "accounts:list_classes"),
    ("child.follow", "lms:show_children"),
)


@login_required
def show_start(request: UserRequest) -> HttpResponse:
    """Go to the first page of the person's role."""
    for capability, url_name in PLACES:
        if has_capability(request.user, capability):
            return redirect(url_name)
    # Roles without work of their own begin with what the school tells them.
    has_role = bool(list_held_grants(request.user))
    return redirect("content:show_portal" if has_role else "accounts:show_own_roles")
