"""Giving lessons and walking through them: each fact once, whatever comes twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import InboxMessage
from assessments.models import Attempt
from content.models import AccessGrant
from core.errors import NotAllowedError
from lms.actions.assignments import (
    assign_lesson,
    change_due,
    restore_assignment,
    withdraw_assignment,
)
from lms.actions.progress import finish_part, open_part
from lms.errors import AssignmentClosedError, DueTooEarlyError, LessonNotPublishedError
from lms.models import AssignedCheck, LearnerProgress
from records.models import Statement
from tests.factories.accounts import PupilFactory, SchoolClassFactory, TeacherFactory
from tests.factories.assessments import make_attempt
from tests.factories.lessons import LessonFactory
from tests.factories.lms import AssignmentFactory, finish

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def school_class():
    return SchoolClassFactory(name="8A")


@pytest.fixture
def teacher(school_class):
    return TeacherFactory(teaches=[school_class])


def give(lesson, school_class, teacher, **more):
    now = timezone.now()
    fields = {"due_at": now + DAY, "now": now, **more}
    return assign_lesson(lesson, school_class=school_class, by=teacher, **fields)


def test_giving_pins_the_published_revision(school_class, teacher):
    lesson = LessonFactory(owner=teacher, published=True)

    assignment = give(lesson, school_class, teacher)

    assert assignment.revision_id == lesson.live_revision_id
    assert assignment.part_count == 2


def test_giving_tells_every_pupil_once(school_class, teacher):
    pupils = [PupilFactory(school_class=school_class) for _ in range(3)]

    give(LessonFactory(owner=teacher, published=True), school_class, teacher)

    told = InboxMessage.objects.values_list("recipient_id", flat=True)
    assert sorted(told) == sorted(pupil.pk for pupil in pupils)


def test_giving_opens_the_lesson_to_the_class(school_class, teacher):
    lesson = LessonFactory(owner=teacher, published=True)

    give(lesson, school_class, teacher)

    grant = AccessGrant.objects.get(label="content.lesson", object_id=lesson.pk)
    assert grant.token == f"class:{school_class.pk}"
    assert timezone.localdate(grant.until) == school_class.school_year.ends_on


def test_giving_twice_gives_once(school_class, teacher):
    lesson = LessonFactory(owner=teacher, published=True)
    due_at = timezone.now() + DAY

    first = give(lesson, school_class, teacher, due_at=due_at)
    second = give(lesson, school_class, teacher, due_at=due_at)

    assert first == second
    assert Statement.objects.filter(verb="assigned").count() == 1


def test_the_number_of_statements_does_not_grow_with_the_class(
    school_class, teacher, django_assert_max_num_queries
):
    for _ in range(12):
        PupilFactory(school_class=school_class)
    lesson = LessonFactory(owner=teacher, published=True)

    with django_assert_max_num_queries(31):
        give(lesson, school_class, teacher)


def test_a_draft_is_not_given(school_class, teacher):
    with pytest.raises(LessonNotPublishedError):
        give(LessonFactory(owner=teacher), school_class, teacher)


def test_a_due_time_that_has_passed_is_refused(school_class, teacher):
    lesson = LessonFactory(owner=teacher, published=True)

    with pytest.raises(DueTooEarlyError):
        give(lesson, school_class, teacher, due_at=timezone.now() - DAY)


def test_a_class_that_one_does_not_teach_gets_nothing(teacher):
    lesson = LessonFactory(owner=teacher, published=True)

    with pytest.raises(NotAllowedError):
        give(lesson, SchoolClassFactory(), teacher)


def test_checks_of_the_lesson_are_scheduled_with_an_attempt_for_each_pupil(school_class, teacher):
    pupil = PupilFactory(school_class=school_class)

    assignment = AssignmentFactory(school_class=school_class, teacher=teacher, with_check=True)

    check = AssignedCheck.objects.get(assignment=assignment)
    assert check.number == 3
    assert check.sitting.closes_at == assignment.due_at
    assert Attempt.objects.filter(sitting=check.sitting, learner=pupil).count() == 1


def test_moving_the_due_time_moves_the_checks(school_class, teacher):
    assignment = AssignmentFactory(school_class=school_class, teacher=teacher, with_check=True)
    later = timezone.now() + 5 * DAY

    change_due(
        assignment, due_at=later, late_until=later + DAY, show_results="answers", now=timezone.now()
    )

    sitting = AssignedCheck.objects.get(assignment=assignment).sitting
    assert (sitting.closes_at, sitting.show) == (later + DAY, "answers")


def test_opening_twice_is_one_fact():
    assignment = AssignmentFactory()
    pupil = PupilFactory(school_class=assignment.school_class)

    open_part(assignment, pupil, number=1, now=timezone.now())
    open_part(assignment, pupil, number=2, now=timezone.now())

    assert LearnerProgress.objects.get().last_part == 2
    assert Statement.objects.filter(verb="opened").count() == 1


def test_the_last_part_finishes_the_lesson_once():
    assignment = AssignmentFactory()
    pupil = PupilFactory(school_class=assignment.school_class)

    finish(assignment, pupil)
    progress = finish(assignment, pupil)

    assert progress.finished_at is not None
    assert progress.done_count == 2
    assert Statement.objects.filter(verb="completed").count() == 1


def test_handing_in_the_check_does_its_part():
    assignment = AssignmentFactory(with_check=True)
    pupil = PupilFactory(school_class=assignment.school_class)
    change_due(
        assignment,
        due_at=assignment.due_at,
        late_until=None,
        show_results="score",
        now=timezone.now(),
    )
    finish(assignment, pupil)
    sitting = AssignedCheck.objects.get(assignment=assignment).sitting

    make_attempt(sitting, pupil, submitted=True)

    progress = LearnerProgress.objects.get(assignment=assignment, learner=pupil)
    assert progress.done_count == 3
    assert progress.finished_at is not None


def test_after_the_end_nothing_is_counted():
    assignment = AssignmentFactory(due_at=timezone.now() - DAY)
    pupil = PupilFactory(school_class=assignment.school_class)

    with pytest.raises(AssignmentClosedError):
        finish_part(assignment, pupil, part_key="x", number=1, now=timezone.now())

    assert not LearnerProgress.objects.exists()


def test_late_work_counts_while_the_teacher_takes_it():
    now = timezone.now()
    assignment = AssignmentFactory(due_at=now - DAY, late_until=now + DAY)
    pupil = PupilFactory(school_class=assignment.school_class)

    assert finish(assignment, pupil).finished_at is not None


def test_taking_back_twice_keeps_the_first_time():
    assignment = AssignmentFactory()
    now = timezone.now()

    withdraw_assignment(assignment, now=now)
    withdraw_assignment(assignment, now=now + DAY)

    assignment.refresh_from_db()
    assert assignment.withdrawn_at == now


def test_taking_back_closes_the_checks_and_the_rights_of_the_class():
    assignment = AssignmentFactory(with_check=True)
    PupilFactory(school_class=assignment.school_class)
    token = f"class:{assignment.school_class_id}"

    withdraw_assignment(assignment, now=timezone.now())
    sittings = [check.sitting for check in assignment.checks.select_related("sitting")]
    rights = AccessGrant.objects.filter(token=token).count()
    restore_assignment(assignment)

    assert sittings
    assert all(sitting.withdrawn_at for sitting in sittings)
    assert rights == 0
    assert AccessGrant.objects.filter(token=token).count() > 0
    assert all(check.sitting.withdrawn_at is None for check in assignment.checks.all())


def test_taking_back_leaves_the_rights_that_another_assignment_carries():
    first = AssignmentFactory()
    now = timezone.now()
    give(first.lesson, first.school_class, first.teacher, due_at=now + 3 * DAY)
    token = f"class:{first.school_class_id}"
    before = AccessGrant.objects.filter(token=token).count()

    withdraw_assignment(first, now=now)

    assert AccessGrant.objects.filter(token=token).count() == before > 0
