"""Which of several tries counts, and figures of questions over shuffled forms."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.actions.attempts import prepare_next_try, start_attempt, submit_attempt
from assessments.actions.scoring import score_attempt
from assessments.models import PaperItem, Sitting
from assessments.queries.results import list_question_stats, list_results
from assessments.queries.settling import build_manifest
from lms.queries.returned import list_returned
from tests.factories.accounts import PupilFactory, SchoolClassFactory, TeacherFactory
from tests.factories.assessments import choice_content, give, make_test, right_answers, save_answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def school_class():
    return SchoolClassFactory()


@pytest.fixture
def pupil(school_class):
    return PupilFactory(school_class=school_class)


@pytest.fixture
def test(school_class):
    return make_test(TeacherFactory(school=school_class.school, teaches=[school_class]))


@pytest.mark.parametrize(
    ("rule", "mark"), [("best", "10"), ("first", "10"), ("last", "6"), ("mean", "8")]
)
def test_the_try_that_counts_stands_in_every_list(
    client, test, school_class, pupil, rule, mark, django_assert_num_queries
):
    schedule = give(test, [school_class], tries=3, counts=rule, form_count=4)
    sitting = Sitting.objects.select_related("schedule").get(schedule=schedule)
    for wrong in (set(), {1, 4}):
        attempt = prepare_next_try(sitting, pupil, now=timezone.now())
        attempt = start_attempt(sitting.public_id, learner=pupil, now=timezone.now())
        save_answers(attempt, right_answers(attempt.paper, wrong=wrong))
        submit_attempt(attempt, now=timezone.now())
        score_attempt(attempt.pk, now=timezone.now())
    # A try that is only begun takes nothing away.
    prepare_next_try(sitting, pupil, now=timezone.now())

    with django_assert_num_queries(1):
        (result,) = list_results(sitting)
    returned = list_returned(pupil)
    client.force_login(test.owner)
    page = client.get(reverse("assessments:show_sitting_results", args=[sitting.public_id]))

    assert (result.score, result.try_count) == (Decimal(mark), 2)
    assert [each.result.score for each in returned] == [Decimal(mark)]
    assert build_manifest(sitting)["results"][0][2] == f"{mark}.0000"
    assert f"<b>{mark},0</b>" in page.content.decode()


def test_questions_of_shuffled_forms_are_added_up_by_question(school_class):
    teacher = TeacherFactory(school=school_class.school, teaches=[school_class])
    test = make_test(
        teacher, [choice_content(f"Chọn số chẵn, câu {number}.") for number in range(5)]
    )
    pupils = [PupilFactory(school_class=school_class) for _ in range(4)]
    schedule = give(test, [school_class], form_count=4)
    sitting = schedule.sittings.get()
    hard = find_moved_question(test)
    number = PaperItem.objects.get(paper=test.paper, version=hard).position
    places = set()
    for each in pupils:
        attempt = start_attempt(sitting.public_id, learner=each, now=timezone.now())
        place = PaperItem.objects.get(paper=attempt.paper, version=hard).position
        places.add(place)
        save_answers(attempt, right_answers(attempt.paper, wrong={place}))
        submit_attempt(attempt, now=timezone.now())
        score_attempt(attempt.pk, now=timezone.now())

    stats = list_question_stats(sitting)

    assert len(places) > 1
    assert [stat.position for stat in stats if stat.facility == 0] == [number]


def find_moved_question(test):
    """Return a question that stands at different places in the forms drawn."""
    places = {}
    for item in PaperItem.objects.filter(paper__in=test.forms.values("paper")):
        places.setdefault(item.version_id, set()).add(item.position)
    return max(places, key=lambda version: len(places[version]))
