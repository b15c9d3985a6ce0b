"""Places of the sector's view."""

from django.utils.translation import gettext_lazy as _

from core.nav import Group, NavItem, register

register(
    NavItem(
        "sector.dashboard",
        _("Indicators"),
        "chart",
        "sector:show_dashboard",
        group=Group.TODAY,
        order=5,
        capability=("report.sector", "report.school"),
    )
)
