"""Where reviewers find their work."""

from django.utils.translation import gettext_lazy as _

from core.nav import Group, NavItem, register

from .queries import count_tasks

register(
    NavItem(
        key="review",
        label=_("To review"),
        icon="shield",
        url_name="review:list_tasks",
        group=Group.TODAY,
        order=20,
        capability=("review.group", "review.school", "review.sector"),
        count=lambda request: count_tasks(request.user),
    )
)
