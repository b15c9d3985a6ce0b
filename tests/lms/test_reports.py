"""Reports of a pupil and of a school: shares that add up, who reads what, no list by marks."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from assessments.actions.settling import confirm_results
from assessments.actions.tests import set_kind
from assessments.models import Confirmation, PaperItem, Sitting
from assessments.queries.settling import sum_up
from curriculum.models import Outcome
from tests.factories.accounts import (
    HeadFactory,
    OfficerFactory,
    ParentFactory,
    PupilFactory,
    SchoolClassFactory,
    SchoolFactory,
    TeacherFactory,
    get_subject,
)
from tests.factories.assessments import (
    choice_content,
    make_attempt,
    make_sitting,
    make_test,
    right_answers,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def school_class():
    school_class = SchoolClassFactory(name="8A")
    for name in ("Chi", "An"):
        PupilFactory(school_class=school_class, full_name=f"Nguyễn {name}")
    return school_class


@pytest.fixture
def teacher(client, school_class):
    teacher = TeacherFactory(teaches=[school_class])
    client.force_login(teacher)
    return teacher


def pupil_of(school_class):
    return school_class.enrolments.get(pupil__full_name="Nguyễn An").pupil


def taken(school_class, teacher, kind="regular", **more) -> Sitting:
    """Six questions: An has the first three wrong, everybody else has all right."""
    contents = [choice_content(f"Câu {number}") for number in range(6)]
    test = set_kind(make_test(teacher, contents, title=f"Bài {kind}"), kind)
    sitting = make_sitting(school_class, test, **more)
    for attempt in sitting.attempts.select_related("learner", "paper"):
        wrong = {1, 2, 3} if attempt.learner.full_name.endswith("An") else set()
        answers = right_answers(attempt.paper, wrong=wrong)
        make_attempt(sitting, attempt.learner, scored=True, answers=answers)
    now = timezone.now()
    sitting.opens_at, sitting.closes_at = now - timedelta(hours=2), now - timedelta(hours=1)
    sitting.save()
    return sitting


def confirm(sitting: Sitting) -> Sitting:
    confirm_results(sitting, by=sitting.created_by, now=timezone.now())
    return sitting


def sort_by_outcome(sitting: Sitting) -> list[Outcome]:
    """Let the first three questions belong to one outcome, the others to another."""
    outcomes = list(Outcome.objects.filter(kind="outcome", subject=get_subject())[:2])
    for item in PaperItem.objects.filter(paper=sitting.test.paper).select_related("version"):
        question = item.version.question
        question.outcomes.set([outcomes[item.position > 3]])
        question.level = "know" if item.position > 3 else "apply"
        question.save()
    return outcomes


def url(school_class, pupil) -> str:
    return reverse("lms:show_pupil_report", args=[school_class.public_id, pupil.public_id])


def test_a_pupils_report_says_what_goes_well_and_what_to_practise(client, school_class, teacher):
    sitting = confirm(taken(school_class, teacher))
    weak, strong = sort_by_outcome(sitting)

    response = client.get(url(school_class, pupil_of(school_class)))
    report = response.context["reports"][0]

    assert [share.code for share in report.to_practise] == [weak.code]
    assert [share.code for share in report.strengths] == [strong.code]
    assert [(share.code, share.percent) for share in report.levels] == [("know", 100), ("apply", 0)]
    assert (report.tests[0].score, report.tests[0].is_confirmed) == (Decimal("5.01"), True)
    # Nobody else stands in it.
    assert "Nguyễn Chi" not in response.content.decode()


def test_of_few_questions_nothing_is_said(client, school_class, teacher):
    sitting = confirm(taken(school_class, teacher))
    outcome = Outcome.objects.filter(kind="outcome")[0]
    item = PaperItem.objects.select_related("version__question").get(
        paper=sitting.test.paper, position=1
    )
    item.version.question.outcomes.set([outcome])

    report = client.get(url(school_class, pupil_of(school_class))).context["reports"][0]

    assert [share.state for share in report.outcomes] == ["few"]
    assert report.to_practise == []


def test_families_read_confirmed_tests_whose_mark_is_shown(client, school_class, teacher):
    shown = taken(school_class, teacher)
    confirm(taken(school_class, teacher, "final", show="nothing"))
    pupil = pupil_of(school_class)
    parent = ParentFactory(child=pupil)
    addresses = {
        pupil: reverse("lms:show_own_report"),
        parent: reverse("lms:show_child_report", args=[pupil.public_id]),
    }

    before = [_titles(client, *each) for each in addresses.items()]
    confirm(shown)
    after = [_titles(client, *each) for each in addresses.items()]

    assert before == [[], []]
    assert after == [["Bài regular"], ["Bài regular"]]


def _titles(client, person, address) -> list[str]:
    client.force_login(person)
    reports = client.get(address).context["reports"]
    return [test.sitting.test.title for report in reports for test in report.tests]


def test_a_teacher_reads_the_report_in_her_subject_alone(client, school_class, teacher):
    confirm(taken(school_class, teacher))
    address = url(school_class, pupil_of(school_class))
    other = TeacherFactory(teaches=[school_class], subject="ngu-van")
    client.force_login(other)
    assert client.get(address).context["reports"] == []

    for person in (TeacherFactory(), HeadFactory(), OfficerFactory()):
        client.force_login(person)
        assert client.get(address).status_code == 404

    client.force_login(HeadFactory(school=school_class.school))
    assert len(client.get(address).context["reports"]) == 1
    assert AuditEntry.objects.filter(verb="pupil.report").count() == 2


def test_the_pupils_report_asks_as_much_for_more_tests(client, school_class, teacher):
    address = url(school_class, pupil_of(school_class))
    sort_by_outcome(confirm(taken(school_class, teacher)))
    one = count_queries(client, address)
    for kind in ("midterm", "final"):
        sort_by_outcome(confirm(taken(school_class, teacher, kind)))

    assert count_queries(client, address) == one


def count_queries(client, address) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_sums_of_a_manifest_count_marks_by_the_steps_of_the_circular():
    rows = [["p", "a", score, "10"] for score in ("4.94", "4.95", "6.5", "7.9", "8", "10")]

    sums = sum_up({"results": rows})

    assert sums == {"v": 1, "count": 6, "total": "42.3", "bands": [1, 1, 2, 2]}


def test_a_school_report_adds_up_confirmed_results_without_names(client, school_class, teacher):
    confirm(taken(school_class, teacher))
    taken(school_class, teacher, "midterm")
    head = HeadFactory(school=school_class.school)
    client.force_login(head)

    response = client.get(reverse("lms:show_school_report", args=[school_class.school.public_id]))
    row = response.context["report"].rows[0]

    assert (row.count, row.mean, row.bands) == (2, Decimal("7.5"), [0, 1, 0, 1])
    assert "Nguyễn An" not in response.content.decode()
    assert client.get(reverse("lms:list_school_reports")).status_code == 302


def test_an_officer_sees_sums_and_none_of_fewer_than_ten(client, school_class, teacher):
    confirm(taken(school_class, teacher))
    address = reverse("lms:show_school_report", args=[school_class.school.public_id])
    client.force_login(OfficerFactory())

    few = client.get(address)
    Confirmation.objects.update(sums={"v": 1, "count": 10, "total": "70.0", "bands": [1, 2, 3, 4]})
    enough = client.get(address)

    assert few.context["report"].rows[0].is_hidden
    assert "7,50" not in few.content.decode()
    assert not enough.context["report"].rows[0].is_hidden
    assert "7,00" in enough.content.decode()


def test_primary_school_has_no_mean_and_rows_follow_the_programme(client):
    school = SchoolFactory(levels=["tieu-hoc"])
    for number, name in ((5, "5A"), (4, "4A")):
        school_class = SchoolClassFactory(school=school, grade=number, name=name)
        PupilFactory(school_class=school_class, full_name="Nguyễn An")
        confirm(taken(school_class, TeacherFactory(teaches=[school_class]), "final"))
    client.force_login(HeadFactory(school=school))

    response = client.get(reverse("lms:show_school_report", args=[school.public_id]))
    rows = response.context["report"].rows

    assert [row.grade.number for row in rows] == [4, 5]
    assert [row.mean for row in rows] == [None, None]


@pytest.mark.parametrize("person", [TeacherFactory, PupilFactory, HeadFactory])
def test_figures_of_a_school_are_closed_to_others(client, school_class, person):
    client.force_login(person())

    address = reverse("lms:show_school_report", args=[school_class.school.public_id])

    assert client.get(address).status_code == 404


def test_a_year_that_nobody_knows_is_not_found(client, school_class):
    client.force_login(HeadFactory(school=school_class.school))
    address = reverse("lms:show_school_report", args=[school_class.school.public_id])

    assert client.get(address, {"nam": "1999-2000"}).status_code == 404


def test_the_school_report_asks_as_much_for_more_classes(client, school_class, teacher):
    client.force_login(HeadFactory(school=school_class.school))
    address = reverse("lms:show_school_report", args=[school_class.school.public_id])
    confirm(taken(school_class, teacher))
    one = count_queries(client, address)
    other = SchoolClassFactory(school=school_class.school)
    PupilFactory(school_class=other)
    confirm(taken(other, TeacherFactory(teaches=[other])))

    assert count_queries(client, address) == one
