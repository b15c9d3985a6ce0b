"""Places of this app in the navigation."""

from django.utils.translation import gettext_lazy as _

from core.nav import Group, NavItem, register

register(
    NavItem(
        "classes",
        _("Classes"),
        "users",
        "accounts:list_classes",
        Group.TODAY,
        20,
        ("class.teach", "report.class"),
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
