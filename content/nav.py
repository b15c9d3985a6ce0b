"""Where teachers find what they make, and what others made."""

from django.utils.translation import gettext_lazy as _

from core.nav import Group, NavItem, register

from .permissions.resources import READING

register(
    NavItem(
        key="lessons",
        label=_("Lessons"),
        icon="book",
        url_name="content:list_lessons",
        group=Group.MAKE,
        order=10,
        capability="lesson.create",
    )
)
register(
    NavItem(
        key="bank",
        label=_("Resource bank"),
        icon="grid",
        url_name="content:list_resources",
        group=Group.MAKE,
        order=20,
        capability=READING,
    )
)
register(
    NavItem(
        key="portal",
        label=_("News and guides"),
        icon="info",
        url_name="content:show_portal",
        group=Group.TODAY,
        order=90,
    )
)
