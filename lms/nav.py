"""Where pupils find their four places, and teachers their day and classes."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.nav import Group, NavItem, register

from .queries.tasks import count_waiting


def count_tasks(request: HttpRequest) -> int:
    """Count what waits for the pupil; his home has counted it already."""
    if (known := getattr(request, "waiting_count", None)) is not None:
        return int(known)
    return count_waiting(request.user, now=timezone.now())  # type: ignore[arg-type]  # signed in


register(
    NavItem(
        key="todo",
        label=_("To do"),
        icon="task",
        url_name="lms:show_home",
        order=1,
        capability="class.learn",
        shells=("pupil",),
        count=count_tasks,
    )
)
register(
    NavItem(
        key="pupil-classes",
        label=_("Classes"),
        icon="users",
        url_name="lms:show_pupil_classes",
        order=2,
        capability="class.learn",
        shells=("pupil",),
    )
)
register(
    NavItem(
        key="practice",
        label=_("Practice"),
        icon="target",
        url_name="lms:show_practice",
        order=3,
        capability="class.learn",
        shells=("pupil",),
    )
)
register(
    NavItem(
        key="mine",
        label=_("Mine"),
        icon="user",
        url_name="lms:show_mine",
        order=4,
        capability="class.learn",
        shells=("pupil",),
    )
)
register(
    NavItem(
        key="today",
        label=_("Today"),
        icon="home",
        url_name="lms:show_today",
        group=Group.TODAY,
        order=1,
        capability="class.teach",
    )
)
register(
    NavItem(
        key="my-classes",
        label=_("My classes"),
        icon="users",
        url_name="lms:list_classes",
        group=Group.TODAY,
        order=5,
        capability="class.teach",
    )
)
register(
    NavItem(
        key="children",
        label=_("My children"),
        icon="heart-handshake",
        url_name="lms:show_children",
        group=Group.TODAY,
        order=8,
        capability="child.follow",
        shells=("pupil", "staff"),
    )
)
register(
    NavItem(
        key="gradebooks",
        label=_("Gradebooks"),
        icon="table",
        url_name="lms:list_gradebooks",
        group=Group.RESULTS,
        order=10,
        capability=("class.teach", "report.class"),
    )
)
register(
    NavItem(
        key="school-reports",
        label=_("Results of the school"),
        icon="chart",
        url_name="lms:list_school_reports",
        group=Group.RESULTS,
        order=20,
        capability="report.school",
    )
)
