"""Where teachers find what they make."""

from django.utils.translation import gettext_lazy as _

from core.nav import Group, NavItem, register

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
