"""Where teachers find the outlines."""

from django.utils.translation import gettext_lazy as _

from accounts.queries import find_school_of
from core.nav import Group, NavItem, register

register(
    NavItem(
        key="outline",
        label=_("Lesson outline"),
        icon="scroll-text",
        url_name="ai_assist:start_draft",
        group=Group.MAKE,
        order=60,
        capability="lesson.create",
        # An outline belongs to a school.
        is_for=lambda request: find_school_of(request.user) is not None,
    )
)
