"""What a teacher sees: her own classes, in few statements however large they are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from assessments.actions.settling import confirm_results
from lms.models import AssignedCheck, Assignment
from tests.factories.accounts import (
    HeadFactory,
    OfficerFactory,
    PupilFactory,
    SchoolClassFactory,
    TeacherFactory,
)
from tests.factories.assessments import make_attempt, right_answers
from tests.factories.lessons import LessonFactory
from tests.factories.lms import AssignmentFactory, finish, open_lesson

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FOLLOWED = ["show_class_report", "export_report"]
CHANGED = ["remind", "withdraw", "restore"]


@pytest.fixture
def school_class():
    return SchoolClassFactory(name="8A")


@pytest.fixture
def teacher(client, school_class):
    teacher = TeacherFactory(teaches=[school_class])
    client.force_login(teacher)
    return teacher


def report_url(assignment):
    return reverse("lms:show_class_report", args=[assignment.public_id])


def count_queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_the_report_says_who_opened_and_who_finished(client, teacher, school_class):
    assignment = AssignmentFactory(school_class=school_class, teacher=teacher)
    pupils = [PupilFactory(school_class=school_class) for _ in range(3)]
    finish(assignment, pupils[0])
    open_lesson(assignment, pupils[1])

    report = client.get(report_url(assignment)).context["report"]

    assert (report.done_count, report.studying_count) == (1, 1)
    assert [row.pupil for row in report.unopened] == [pupils[2]]


def test_the_report_shows_marks_and_the_weak_question(client, teacher, school_class):
    pupils = [PupilFactory(school_class=school_class) for _ in range(2)]
    assignment = AssignmentFactory(school_class=school_class, teacher=teacher, with_check=True)
    sitting = AssignedCheck.objects.get(assignment=assignment).sitting
    answers = right_answers(sitting.test.paper, wrong={4})
    for pupil in pupils:
        make_attempt(sitting, pupil, scored=True, answers=answers)

    report = client.get(report_url(assignment)).context["report"]

    assert [float(row.score) for row in report.rows] == [8.0, 8.0]
    assert report.weakest.position == 4


def test_the_report_marks_what_no_teacher_has_confirmed(client, teacher, school_class):
    pupil = PupilFactory(school_class=school_class)
    assignment = AssignmentFactory(school_class=school_class, teacher=teacher, with_check=True)
    sitting = AssignedCheck.objects.get(assignment=assignment).sitting
    make_attempt(sitting, pupil, scored=True)

    before = client.get(report_url(assignment)).text
    sitting.opens_at, sitting.closes_at = timezone.now() - 3 * DAY, timezone.now() - DAY
    sitting.save(update_fields=["opens_at", "closes_at"])
    confirm_results(sitting, by=teacher, now=timezone.now())
    after = client.get(report_url(assignment)).text

    assert "giáo viên chưa xác nhận" in before
    assert "giáo viên chưa xác nhận" not in after


def test_pupils_stand_in_vietnamese_order_of_names(client, teacher, school_class):
    assignment = AssignmentFactory(school_class=school_class, teacher=teacher)
    for name in ("Phạm Gia Bảo", "Nguyễn Minh Anh", "Bùi Quỳnh Anh"):
        PupilFactory(school_class=school_class, full_name=name)

    report = client.get(report_url(assignment)).context["report"]

    names = [row.pupil.full_name for row in report.rows]
    assert names == ["Bùi Quỳnh Anh", "Nguyễn Minh Anh", "Phạm Gia Bảo"]


def test_the_report_costs_the_same_for_two_pupils_and_for_twelve(client, teacher, school_class):
    assignment = AssignmentFactory(school_class=school_class, teacher=teacher, with_check=True)
    finish(assignment, PupilFactory(school_class=school_class))
    few = count_queries(client, report_url(assignment))
    for _ in range(10):
        finish(assignment, PupilFactory(school_class=school_class))

    assert count_queries(client, report_url(assignment)) == few


def test_the_day_costs_the_same_for_one_assignment_and_for_many(client, teacher, school_class):
    AssignmentFactory(school_class=school_class, teacher=teacher)
    one = count_queries(client, reverse("lms:show_today"))
    for _ in range(5):
        AssignmentFactory(school_class=school_class, teacher=teacher)

    assert count_queries(client, reverse("lms:show_today")) == one


def test_looking_at_the_report_leaves_a_trail(client, teacher, school_class):
    assignment = AssignmentFactory(school_class=school_class, teacher=teacher)
    pupil = PupilFactory(school_class=school_class)

    client.get(report_url(assignment))

    entry = AuditEntry.objects.get(verb="class_report.viewed")
    assert entry.detail["pupils"] == [pupil.pk]


@pytest.mark.parametrize("name", FOLLOWED)
@pytest.mark.parametrize("make", [TeacherFactory, HeadFactory, PupilFactory])
def test_a_report_of_another_school_is_a_missing_page(client, name, make):
    assignment = AssignmentFactory()
    client.force_login(make())

    response = client.get(reverse(f"lms:{name}", args=[assignment.public_id]))

    assert response.status_code == 404


def test_a_colleague_who_does_not_teach_the_class_finds_no_report(client, school_class):
    assignment = AssignmentFactory(school_class=school_class)
    client.force_login(TeacherFactory(school=school_class.school))

    assert client.get(report_url(assignment)).status_code == 404


@pytest.mark.parametrize("name", CHANGED)
def test_only_who_gave_it_changes_it(client, school_class, name):
    assignment = AssignmentFactory(school_class=school_class)
    client.force_login(TeacherFactory(teaches=[school_class]))

    response = client.post(reverse(f"lms:{name}", args=[assignment.public_id]))

    assert response.status_code == 404


def test_an_officer_reads_no_names(client):
    assignment = AssignmentFactory()
    client.force_login(OfficerFactory())

    assert client.get(report_url(assignment)).status_code == 404


def test_a_lesson_is_given_by_the_form(client, teacher, school_class):
    lesson = LessonFactory(owner=teacher, published=True)
    due_on = timezone.localdate() + DAY

    response = client.post(
        reverse("lms:assign_lesson", args=[lesson.public_id]),
        {
            "classes": [school_class.pk],
            "due_on": due_on.isoformat(),
            "due_time": "21:00",
            "late_days": "3",
            "show_results": "score",
        },
    )

    assignment = Assignment.objects.get()
    assert response["Location"] == report_url(assignment)
    assert timezone.localtime(assignment.due_at).hour == 21
    assert assignment.late_until == assignment.due_at + 3 * DAY


def test_a_class_posted_by_hand_that_one_does_not_teach_is_refused(client, teacher):
    lesson = LessonFactory(owner=teacher, published=True)
    foreign = SchoolClassFactory(school=teacher.role_grants.get().organisation)

    response = client.post(
        reverse("lms:assign_lesson", args=[lesson.public_id]),
        {
            "classes": [foreign.pk],
            "due_on": (timezone.localdate() + DAY).isoformat(),
            "due_time": "21:00",
            "late_days": "0",
            "show_results": "score",
        },
    )

    assert response.status_code == 200
    assert not Assignment.objects.exists()


def test_taking_back_and_giving_again(client, teacher, school_class):
    assignment = AssignmentFactory(school_class=school_class, teacher=teacher)

    client.post(reverse("lms:withdraw", args=[assignment.public_id]))
    client.post(reverse("lms:restore", args=[assignment.public_id]))

    assignment.refresh_from_db()
    assert assignment.withdrawn_at is None


def test_a_reminder_reaches_those_who_have_not_opened_it(client, teacher, school_class):
    assignment = AssignmentFactory(school_class=school_class, teacher=teacher)
    opened, waiting = (
        PupilFactory(school_class=school_class),
        PupilFactory(school_class=school_class),
    )
    open_lesson(assignment, opened)

    client.post(reverse("lms:remind", args=[assignment.public_id]))

    assert (opened.inbox.count(), waiting.inbox.count()) == (0, 1)


def test_the_file_holds_every_pupil(client, teacher, school_class):
    assignment = AssignmentFactory(school_class=school_class, teacher=teacher)
    PupilFactory(school_class=school_class, full_name="Nguyễn Minh Anh")

    response = client.get(reverse("lms:export_report", args=[assignment.public_id]))

    assert "Nguyễn Minh Anh" in response.content.decode("utf-8-sig")


@pytest.mark.parametrize("name", ["show_today", "list_classes"])
def test_own_pages_answer(client, teacher, name):
    assert client.get(reverse(f"lms:{name}")).status_code == 200


def test_the_class_page_lists_what_was_given(client, teacher, school_class):
    assignment = AssignmentFactory(school_class=school_class, teacher=teacher)

    page = client.get(reverse("lms:show_class", args=[school_class.public_id])).content.decode()

    assert assignment.title in page


def test_a_class_of_another_school_is_a_missing_page(client, teacher):
    url = reverse("lms:show_class", args=[SchoolClassFactory().public_id])

    assert client.get(url).status_code == 404


def test_late_days_of_an_import_stay_when_the_form_is_saved(client, teacher, school_class):
    due_at = timezone.now().replace(second=0, microsecond=0) + DAY
    assignment = AssignmentFactory(
        school_class=school_class, teacher=teacher, due_at=due_at, late_until=due_at + 5 * DAY
    )
    url = reverse("lms:edit_assignment", args=[assignment.public_id])
    form = client.get(url).context["form"]

    client.post(
        url, {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    )

    assignment.refresh_from_db()
    assert assignment.late_until == due_at + 5 * DAY
