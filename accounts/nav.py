"""Places of this app in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.nav import Group, NavItem, register

from .permissions import has_capability
from .queries import count_unread


def is_parent_only(request: HttpRequest) -> bool:
    """Say whether the bottom bar is a parent's: pupils have four places of their own."""
    return not has_capability(request.user, "class.learn")


register(
    NavItem(
        "inbox",
        _("Inbox"),
        "inbox",
        "accounts:show_inbox",
        order=20,
        capability="child.follow",
        shells=("pupil",),
        count=lambda request: count_unread(request.user),
        is_for=is_parent_only,
    )
)
register(
    NavItem(
        "preferences",
        _("My account"),
        "user",
        "accounts:show_preferences",
        order=30,
        capability="child.follow",
        shells=("pupil",),
        is_for=is_parent_only,
    )
)
register(
    NavItem(
        "organisations",
        _("Schools and classes"),
        "school",
        "accounts:show_organisations",
        Group.SCHOOL,
        20,
        "people.manage",
    )
)
register(
    NavItem(
        "rosters",
        _("Class lists"),
        "users",
        "accounts:list_classes",
        Group.SCHOOL,
        30,
        ("report.class", "people.manage"),
    )
)
register(
    NavItem(
        "people", _("People"), "user", "accounts:show_people", Group.SCHOOL, 40, "people.manage"
    )
)
register(
    NavItem(
        "jobs",
        _("Background work"),
        "activity",
        "accounts:list_jobs",
        Group.SCHOOL,
        90,
        "jobs.view",
    )
)
register(
    NavItem(
        "privacy",
        _("Personal data"),
        "shield",
        "accounts:show_privacy",
        Group.DATA,
        10,
        "privacy.manage",
    )
)
register(
    NavItem(
        "audit",
        _("Audit trail"),
        "scroll-text",
        "accounts:list_audit",
        Group.DATA,
        20,
        "audit.view",
    )
)
