"""Places of this app in the navigation."""

from django.utils.translation import gettext_lazy as _

from core.nav import Group, NavItem, register

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
