"""Giving tests by rules: who, when, how often, in which form, and what the door asks for."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.utils import timezone

from accounts.models import InboxMessage
from assessments.actions.attempts import prepare_next_try, start_attempt, submit_attempt
from assessments.actions.entry import Entry, describe_safe_browser
from assessments.actions.proctoring import end_attempt, give_extra_time, let_in
from assessments.errors import (
    DecisionMissingError,
    NotLetInError,
    NoTriesLeftError,
    PromiseMissingError,
    SafeBrowserMissingError,
    StartedTooLateError,
    WrongCodeError,
    WrongPlaceError,
)
from assessments.models import Attempt, PaperItem, Schedule, Sitting
from assessments.queries.results import find_what_to_show
from assessments.room.safe_browser import make_config_key
from assessments.tasks import spread_schedule
from core.errors import NotAllowedError
from core.jobs import JobRun
from core.models import Job
from tests.factories.accounts import (
    HeadFactory,
    PupilFactory,
    SchoolClassFactory,
    SchoolFactory,
    TeacherFactory,
)
from tests.factories.assessments import give, make_test

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def school_class():
    return SchoolClassFactory()


@pytest.fixture
def pupil(school_class):
    return PupilFactory(school_class=school_class)


@pytest.fixture
def test(school_class):
    return make_test(TeacherFactory(school=school_class.school, teaches=[school_class]))


def enter(schedule: Schedule, pupil, *, after: timedelta = MINUTE, **brought) -> Attempt:
    sitting = schedule.sittings.get()
    now = schedule.opens_at + after
    return start_attempt(sitting.public_id, learner=pupil, now=now, entry=Entry(**brought))


def test_giving_prepares_attempts_and_tells_each_pupil_once(test, school_class, pupil):
    first = give(test, [school_class], opens_at=timezone.now())
    again = give(test, [school_class], opens_at=first.opens_at)

    assert again == first
    assert Attempt.objects.get().learner == pupil
    assert InboxMessage.objects.filter(recipient=pupil).count() == 1


def test_neighbours_get_different_forms_of_the_same_questions(test, school_class, pupil):
    PupilFactory(school_class=school_class)
    give(test, [school_class], form_count=4)

    papers = [attempt.paper_id for attempt in Attempt.objects.all()]
    versions = [
        set(PaperItem.objects.filter(paper=paper).values_list("version", "points"))
        for paper in papers
    ]
    assert test.forms.count() == 4
    assert len(set(papers)) == 2
    assert versions[0] == versions[1]


def test_a_periodic_test_at_home_needs_the_decision(test, school_class):
    test.kind = "final"

    with pytest.raises(DecisionMissingError):
        give(test, [school_class])

    assert give(test, [school_class], decision_number="15/QĐ-THCS").pk
    assert give(test, [school_class], venue="room", opens_at=timezone.now() + MINUTE).pk


def test_a_teacher_gives_to_own_classes_only_and_not_to_a_grade(test):
    with pytest.raises(NotAllowedError):
        give(test, [SchoolClassFactory()])
    with pytest.raises(NotAllowedError):
        give(test, [], reach="grade")
    assert not Sitting.objects.exists()


def test_one_paper_for_a_grade_reaches_its_classes_by_a_job(school_class):
    head = HeadFactory(school=school_class.school)
    test = make_test(TeacherFactory(school=school_class.school))
    test.grade = school_class.grade
    test.save()
    other = SchoolClassFactory(school=school_class.school, grade=school_class.grade.number)
    SchoolClassFactory(school=SchoolFactory(), grade=school_class.grade.number)
    test.owner = head
    schedule = give(test, [], reach="grade", school=school_class.school)

    job = Job.objects.get(name="assessments.spread_schedule")
    job.state, job.leased_by = Job.State.RUNNING, "t"
    job.save()
    spread_schedule(JobRun(job, token="t"), schedule.pk)

    assert {sitting.school_class for sitting in schedule.sittings.all()} == {school_class, other}


@pytest.mark.parametrize(
    ("rule", "brought", "error"),
    [
        ({"access_code": "A3CD4E"}, {"code": "A3CD4F"}, WrongCodeError),
        ({"asks_honesty": True}, {}, PromiseMissingError),
        ({"places": {"v": 1, "places": [{"name": "Máy 1", "network": "10.0.0.0/24"}]}},
         {"address": "10.0.1.4"}, WrongPlaceError),
        ({"late_start_minutes": 0}, {}, StartedTooLateError),
        ({"needs_safe_browser": True}, {"page": "http://x/"}, SafeBrowserMissingError),
    ],
)  # fmt: skip
def test_the_door_refuses_what_breaks_a_rule(test, school_class, pupil, rule, brought, error):
    schedule = give(test, [school_class], **rule)

    with pytest.raises(error):
        enter(schedule, pupil, **brought)

    assert Attempt.objects.get().state == "prepared"


@pytest.mark.parametrize(
    ("rule", "brought"),
    [
        ({"access_code": "A3CD4E"}, {"code": " a3c d4e"}),
        ({"asks_honesty": True}, {"is_promised": True}),
        ({"places": {"v": 1, "places": [{"name": "Máy 1", "network": "10.0.0.0/24"}]}},
         {"address": "10.0.0.4"}),
        ({"late_start_minutes": 1}, {}),
    ],
)  # fmt: skip
def test_the_door_opens_to_what_keeps_the_rules(test, school_class, pupil, rule, brought):
    schedule = give(test, [school_class], **rule)

    attempt = enter(schedule, pupil, **brought)

    assert attempt.state == "started"
    assert bool(attempt.promised_at) == ("is_promised" in brought)


def test_safe_exam_browser_proves_itself_by_file_or_by_the_schools_key(test, school_class, pupil):
    key = "f" * 64
    schedule = give(test, [school_class], needs_safe_browser=True, safe_browser_keys=[key])
    sitting, page = schedule.sittings.get(), "http://app.test/lam-bai/x/mo/"
    own = make_config_key(describe_safe_browser(sitting))

    first = enter(
        schedule, pupil, page=page, config_proof=sha256((page + own).encode()).hexdigest()
    )
    again = enter(
        schedule, pupil, page=page, request_proof=sha256((page + key).encode()).hexdigest()
    )

    assert (first.epoch, again.epoch) == (1, 2)


def test_only_the_proctor_lets_back_in_where_the_rule_says_so(test, school_class, pupil):
    schedule = give(test, [school_class], resume="proctor")
    attempt = enter(schedule, pupil)

    with pytest.raises(NotLetInError):
        enter(schedule, pupil)
    let_in(attempt, by=test.owner)

    assert enter(schedule, pupil).epoch == 2
    with pytest.raises(NotLetInError):
        enter(schedule, pupil)


def test_extra_time_moves_the_end_before_and_after_the_start(test, school_class, pupil):
    schedule = give(test, [school_class], duration_minutes=15)
    give_extra_time(Attempt.objects.get(), 5, by=test.owner)

    started = enter(schedule, pupil)
    more = give_extra_time(started, 10, by=test.owner)

    assert started.closes_at == started.started_at + 20 * MINUTE
    assert more.closes_at == started.started_at + 30 * MINUTE


def test_ending_leaves_the_grace_for_what_the_network_holds_up(test, school_class, pupil):
    attempt = enter(give(test, [school_class]), pupil)
    now = attempt.started_at + MINUTE

    ended = end_attempt(attempt, by=test.owner, now=now)

    assert (ended.closes_at, ended.grace_until) == (now, now + 10 * MINUTE)


def test_tries_are_counted_and_each_gets_another_form(test, school_class, pupil):
    schedule = give(test, [school_class], tries=2, form_count=2)
    sitting, now = schedule.sittings.get(), timezone.now()
    first = enter(schedule, pupil)
    submit_attempt(first, now=now)

    second = prepare_next_try(sitting, pupil, now=now)
    again = prepare_next_try(sitting, pupil, now=now)
    submit_attempt(enter(schedule, pupil), now=now)

    assert (second.try_no, again) == (2, second)
    with pytest.raises(NoTriesLeftError):
        prepare_next_try(sitting, pupil, now=now)


def test_practice_shows_answers_at_once_unless_the_paper_is_in_a_test(test, school_class, pupil):
    schedule = give(test, [school_class], tries=0, show="answers")
    attempt = submit_attempt(enter(schedule, pupil), now=timezone.now())
    alone = find_what_to_show(attempt, now=timezone.now())

    other = SchoolClassFactory()
    real = type(test).objects.create(
        title="Giữa kì",
        owner=test.owner,
        paper=test.paper,
        kind="midterm",
        created_at=timezone.now(),
    )
    Sitting.objects.create(
        test=real, school_class=other, school=other.school, school_year=other.school_year,
        opens_at=timezone.now() + MINUTE, closes_at=timezone.now() + 60 * MINUTE,
        created_by=test.owner, created_at=timezone.now(),
    )  # fmt: skip

    assert alone == "answers"
    assert find_what_to_show(attempt, now=timezone.now()) == "score"
