"""Places of this app in the navigation."""

from django.utils.translation import gettext_lazy as _

from core.nav import Group, NavItem, register

register(
    NavItem(
        key="questions",
        label=_("Question banks"),
        icon="list-checks",
        url_name="assessments:list_banks",
        group=Group.MAKE,
        order=30,
        capability="question.create",
    )
)

register(
    NavItem(
        key="analyses",
        label=_("Test analysis"),
        icon="percent",
        url_name="assessments:list_analyses",
        group=Group.RESULTS,
        order=60,
        capability=("question.create", "report.school"),
    )
)

register(
    NavItem(
        key="marking",
        label=_("To mark"),
        icon="pen-line",
        url_name="assessments:list_marking",
        group=Group.TODAY,
        order=40,
        capability="class.teach",
    )
)

register(
    NavItem(
        key="matrices",
        label=_("Matrices and papers"),
        icon="table",
        url_name="assessments:list_matrices",
        group=Group.MAKE,
        order=40,
        capability="question.create",
    )
)

register(
    NavItem(
        key="frames",
        label=_("Frames of exams"),
        icon="scale",
        url_name="assessments:list_frames",
        group=Group.MAKE,
        order=45,
        capability="exam_frame.manage",
    )
)

register(
    NavItem(
        key="given-tests",
        label=_("Tests"),
        icon="clipboard-list",
        url_name="assessments:list_schedules",
        group=Group.TODAY,
        order=30,
        capability=("class.teach", "exam.proctor"),
    )
)
