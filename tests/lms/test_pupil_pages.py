"""What a pupil sees: his own work only, in few statements however much there is."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lms.actions.assignments import withdraw_assignment
from lms.models import AssignedCheck, LearnerProgress
from tests.factories.accounts import PupilFactory, SchoolClassFactory, TeacherFactory
from tests.factories.assessments import make_attempt
from tests.factories.lms import AssignmentFactory, finish, open_lesson

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def school_class():
    return SchoolClassFactory(name="8A")


@pytest.fixture
def pupil(client, school_class):
    pupil = PupilFactory(school_class=school_class, full_name="Nguyễn Minh Anh")
    client.force_login(pupil)
    return pupil


def count_queries(client, url):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_the_home_shows_what_was_given(client, pupil, school_class):
    assignment = AssignmentFactory(school_class=school_class)

    page = client.get(reverse("lms:show_home")).content.decode()

    assert assignment.title in page
    assert "Minh Anh" in page


def test_the_home_costs_the_same_for_one_task_and_for_many(client, pupil, school_class):
    teacher = TeacherFactory(teaches=[school_class])
    AssignmentFactory(school_class=school_class, teacher=teacher)
    one = count_queries(client, reverse("lms:show_home"))
    for _ in range(6):
        AssignmentFactory(school_class=school_class, teacher=teacher)

    assert count_queries(client, reverse("lms:show_home")) == one


def test_what_another_class_got_is_not_there(client, pupil):
    assignment = AssignmentFactory()

    page = client.get(reverse("lms:show_home")).content.decode()
    study = client.get(reverse("lms:study", args=[assignment.public_id]))

    assert assignment.title not in page
    assert study.status_code == 404


def test_what_was_taken_back_is_gone(client, pupil, school_class):
    assignment = AssignmentFactory(school_class=school_class)
    withdraw_assignment(assignment, now=timezone.now())

    assert client.get(reverse("lms:study", args=[assignment.public_id])).status_code == 404


def test_what_has_not_opened_yet_is_not_there(client, pupil, school_class):
    later = timezone.now() + DAY
    assignment = AssignmentFactory(school_class=school_class, opens_at=later, due_at=later + DAY)

    assert client.get(reverse("lms:study", args=[assignment.public_id])).status_code == 404


def test_late_work_is_said_kindly(client, pupil, school_class):
    now = timezone.now()
    assignment = AssignmentFactory(
        school_class=school_class, due_at=now - 2 * DAY, late_until=now + DAY
    )

    home = client.get(reverse("lms:show_home")).context["home"]

    assert [task.assignment for task in home.late] == [assignment]


def test_the_study_page_opens_the_first_part_and_goes_on_to_the_next(client, pupil, school_class):
    assignment = AssignmentFactory(school_class=school_class)

    first = client.get(reverse("lms:study", args=[assignment.public_id]))
    after = client.post(reverse("lms:finish_part", args=[assignment.public_id, 1]))

    assert first.context["part"].title == "Mở đầu"
    assert after["Location"] == reverse("lms:show_part", args=[assignment.public_id, 2])
    assert LearnerProgress.objects.get().done_count == 1


def test_coming_back_goes_on_at_the_first_part_that_is_open(client, pupil, school_class):
    assignment = AssignmentFactory(school_class=school_class)
    client.get(reverse("lms:study", args=[assignment.public_id]))
    client.post(reverse("lms:finish_part", args=[assignment.public_id, 1]))

    again = client.get(reverse("lms:study", args=[assignment.public_id]))

    assert again.context["part"].number == 2


def test_a_part_that_is_not_there_is_a_missing_page(client, pupil, school_class):
    assignment = AssignmentFactory(school_class=school_class)

    assert client.get(reverse("lms:show_part", args=[assignment.public_id, 9])).status_code == 404


def test_a_check_is_not_done_by_going_on(client, pupil, school_class):
    assignment = AssignmentFactory(school_class=school_class, with_check=True)

    client.post(reverse("lms:finish_part", args=[assignment.public_id, 3]))

    assert not LearnerProgress.objects.filter(done_count__gt=0).exists()


def test_the_check_leads_to_the_attempt_and_back(client, pupil, school_class):
    assignment = AssignmentFactory(school_class=school_class, with_check=True)

    page = client.get(reverse("lms:show_part", args=[assignment.public_id, 3])).content.decode()

    sitting = AssignedCheck.objects.get(assignment=assignment).sitting
    assert reverse("assessments:start_attempt", args=[sitting.public_id]) in page
    assert "next=" in page


def test_a_mark_is_shown_only_as_the_teacher_allowed(client, pupil, school_class):
    assignment = AssignmentFactory(
        school_class=school_class, with_check=True, show_results="nothing"
    )
    sitting = AssignedCheck.objects.get(assignment=assignment).sitting
    make_attempt(sitting, pupil, scored=True)

    page = client.get(reverse("lms:show_part", args=[assignment.public_id, 3]))
    home = client.get(reverse("lms:show_home"))

    assert page.context["card"].score is None
    assert home.context["returned"] == []


def test_finished_lessons_stand_under_practice(client, pupil, school_class):
    assignment = AssignmentFactory(school_class=school_class)
    finish(assignment, pupil)

    page = client.get(reverse("lms:show_practice")).content.decode()

    assert assignment.title in page


@pytest.mark.parametrize("name", ["show_pupil_classes", "show_practice", "show_mine"])
def test_the_other_places_answer(client, pupil, name):
    assert client.get(reverse(f"lms:{name}")).status_code == 200


def test_a_teacher_has_no_pupils_home(client):
    client.force_login(TeacherFactory())

    assert client.get(reverse("lms:show_home")).status_code == 404


def test_the_one_begun_last_is_the_next_step(client, pupil, school_class):
    AssignmentFactory(school_class=school_class)
    begun = AssignmentFactory(school_class=school_class)
    open_lesson(begun, pupil)

    assert client.get(reverse("lms:show_home")).context["home"].current.assignment == begun


def test_rows_of_the_own_classes_lead_to_what_was_given(client, pupil, school_class):
    given = AssignmentFactory(school_class=school_class)
    url = reverse("lms:show_pupil_class", args=[school_class.public_id])

    assert f"{url}?mon=toan" in client.get(reverse("lms:show_pupil_classes")).content.decode()
    assert given.title in client.get(f"{url}?mon=toan").content.decode()
    assert given.title in client.get(url).content.decode()


def test_the_class_page_costs_the_same_for_one_task_and_for_many(client, pupil, school_class):
    url = reverse("lms:show_pupil_class", args=[school_class.public_id])
    teacher = TeacherFactory(teaches=[school_class])
    AssignmentFactory(school_class=school_class, teacher=teacher)
    one = count_queries(client, url)
    for _ in range(5):
        AssignmentFactory(school_class=school_class, teacher=teacher)

    assert count_queries(client, url) == one


def test_a_class_in_which_one_does_not_learn_is_not_there(client, pupil):
    other = SchoolClassFactory()

    response = client.get(reverse("lms:show_pupil_class", args=[other.public_id]))

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("late_hours", "words"),
    [(0, "Báo thầy cô nếu em chưa làm xong"), (72, "Em vẫn nộp được")],
)
def test_after_the_hour_of_today_the_home_does_not_say_that_all_is_done(
    client, pupil, school_class, late_hours, words
):
    evening = timezone.localtime().replace(hour=22, minute=0, second=0, microsecond=0)
    due_at = evening - timedelta(hours=1)
    late_until = due_at + timedelta(hours=late_hours) if late_hours else None
    with time_machine.travel(evening, tick=False):
        AssignmentFactory(school_class=school_class, due_at=due_at, late_until=late_until)
        page = client.get(reverse("lms:show_home")).content.decode()

    assert "đã hết giờ" in page
    assert words in page
    assert "Hôm nay không có việc" not in page
