"""Gradebooks: only confirmed results count, others stand apart; who reads and who writes what."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import AuditEntry
from assessments.actions.settling import confirm_results
from assessments.actions.tests import set_kind
from assessments.models import Answer, Attempt, Sitting, Test
from curriculum.models import Term
from lms.models import Gradebook, GradeColumn, GradeMark
from lms.queries.gradebooks import read_book
from tests.factories.accounts import (
    HeadFactory,
    OfficerFactory,
    ParentFactory,
    PupilFactory,
    SchoolAdminFactory,
    SchoolClassFactory,
    SchoolFactory,
    TeacherFactory,
    get_subject,
)
from tests.factories.assessments import make_attempt, make_sitting, make_test, right_answers

pytestmark = pytest.mark.django_db
NAMES = ["An", "Bình", "Chi"]


@pytest.fixture
def school_class():
    school_class = SchoolClassFactory(name="8A")
    for name in NAMES:
        PupilFactory(school_class=school_class, full_name=f"Nguyễn {name}")
    return school_class


@pytest.fixture
def teacher(client, school_class):
    teacher = TeacherFactory(teaches=[school_class])
    client.force_login(teacher)
    return teacher


def term_now() -> Term:
    """Make today lie in a term, whatever day the tests run on."""
    today = timezone.localdate()
    found = Term.objects.filter(starts_on__lte=today).order_by("-starts_on").first()
    found.starts_on, found.ends_on = today - timedelta(days=60), today + timedelta(days=60)
    found.save()
    return found


def taken(school_class, teacher, kind: str = "regular", *, wrong: str = "", **more) -> Sitting:
    """Every pupil takes a test of two points a question; those named have the first one wrong."""
    test = set_kind(make_test(teacher, title=f"Bài {kind}"), kind)
    sitting = make_sitting(school_class, test, **more)
    for attempt in sitting.attempts.select_related("learner", "paper"):
        is_wrong = attempt.learner.full_name.split()[-1] in wrong.split()
        answers = right_answers(attempt.paper, wrong={1} if is_wrong else set())
        make_attempt(sitting, attempt.learner, scored=True, answers=answers)
    now = timezone.now()
    sitting.opens_at, sitting.closes_at = now - timedelta(hours=2), now - timedelta(minutes=1)
    sitting.save()
    return sitting


def confirm(sitting: Sitting) -> Sitting:
    confirm_results(sitting, by=sitting.created_by, now=timezone.now())
    return sitting


def book_of(school_class, code: str = "toan"):
    return read_book(school_class, get_subject(code), term_now())


def url(name: str, school_class, *more, subject: str = "toan") -> str:
    number = term_now().number
    return reverse(f"lms:{name}", args=[school_class.public_id, subject, number, *more])


def count_queries(client, address) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_only_confirmed_results_count_and_others_stand_apart(school_class, teacher):
    term_now()
    sitting = taken(school_class, teacher, wrong="An")

    before = book_of(school_class)
    confirm(sitting)
    after = book_of(school_class)

    assert [line.cells[0].mark for line in before.lines] == [None, None, None]
    assert [line.cells[0].waiting for line in before.lines] == [8, 10, 10]
    assert [line.cells[0].mark for line in after.lines] == [8, 10, 10]
    assert after.waiting_count == 0


def test_a_result_that_changes_after_confirming_waits_while_the_sealed_one_counts(
    school_class, teacher
):
    term_now()
    sitting = confirm(taken(school_class, teacher))
    first = sitting.attempts.order_by("learner__sort_key")[0]
    Answer.objects.filter(attempt=first, position=1).update(score=0)
    Attempt.objects.filter(pk=first.pk).update(score=Decimal(8))

    cell = book_of(school_class).lines[0].cells[0]

    assert (cell.mark, cell.waiting) == (10, 8)


def test_the_mean_of_the_term_needs_every_mark(school_class, teacher):
    term_now()
    for kind in ("regular", "regular", "regular", "regular", "midterm"):
        confirm(taken(school_class, teacher, kind, wrong="An"))
    missing = book_of(school_class).lines[0]
    confirm(taken(school_class, teacher, "final"))
    whole = book_of(school_class).lines[0]

    assert (missing.mean, missing.term.missing) == (None, {"final": 1})
    # (4 × 8 + 2 × 8 + 3 × 10) / 9
    assert whole.mean == Decimal("8.7")


def test_practice_and_other_classes_have_no_column(school_class, teacher):
    term_now()
    confirm(taken(school_class, teacher, Test.Kind.PRACTICE))
    confirm(taken(SchoolClassFactory(school=school_class.school), teacher))

    assert book_of(school_class).columns == []


def test_a_column_left_out_does_not_count(client, school_class, teacher):
    term_now()
    sitting = confirm(taken(school_class, teacher))

    client.post(url("set_counted", school_class, sitting.public_id), {"tinh": "0"})

    book = book_of(school_class)
    assert not book.columns[0].is_counted
    assert book.lines[0].term.missing["regular"] == 4


def test_a_correction_keeps_the_earlier_mark_its_reason_and_an_audit_row(
    client, school_class, teacher
):
    sitting = confirm(taken(school_class, teacher, wrong="An"))
    pupil = sitting.attempts.order_by("learner__sort_key")[0].learner
    address = url("correct_mark", school_class, sitting.public_id, pupil.public_id)

    refused = client.post(address, {"entry": "9,5", "reason": " "})
    assert not GradeMark.objects.exists()
    client.post(address, {"entry": "9,5", "reason": "Cộng nhầm điểm"})

    cell = book_of(school_class).lines[0].cells[0]
    entry = AuditEntry.objects.get(verb="gradebook.correct")
    assert refused.status_code == 400
    assert (cell.mark, cell.confirmed, cell.written.before) == (Decimal("9.5"), 8, "8")
    assert entry.detail["reason"] == "Cộng nhầm điểm"
    assert "Cộng nhầm điểm" in client.get(url("show_gradebook", school_class)).content.decode()


@pytest.mark.parametrize("text", ["11", "-1", "8,25", "tám"])
def test_a_mark_that_is_none_is_refused_with_what_was_written(client, school_class, teacher, text):
    client.post(url("add_column", school_class), {"kind": "regular", "title": "Miệng"})
    column = GradeColumn.objects.get()
    pupil = book_of(school_class).lines[0].pupil

    address = url("fill_column", school_class, column.public_id)
    response = client.post(address, {pupil.public_id: text})

    assert response.status_code == 422
    assert f'value="{text}"' in response.content.decode()
    assert not GradeMark.objects.exists()


def test_marks_of_an_added_column_count_beside_those_of_tests(client, school_class, teacher):
    client.post(url("add_column", school_class), {"kind": "regular", "title": "Miệng"})
    column = GradeColumn.objects.get()
    first, second, _third = book_of(school_class).lines
    marks = {first.pupil.public_id: "8,5", second.pupil.public_id: ""}

    client.post(url("fill_column", school_class, column.public_id), marks)

    lines = book_of(school_class).lines
    assert [line.cells[0].mark for line in lines] == [Decimal("8.5"), None, None]


def test_a_subject_without_marks_takes_verdicts_and_remarks(client, school_class):
    teacher = TeacherFactory(teaches=[school_class], subject="am-nhac")
    client.force_login(teacher)
    where = {"subject": "am-nhac"}
    client.post(url("add_column", school_class, **where), {"kind": "regular", "title": "Hát"})
    pupil = book_of(school_class, "am-nhac").lines[0].pupil
    column = GradeColumn.objects.get()

    address = url("fill_column", school_class, column.public_id, **where)
    client.post(address, {pupil.public_id: "pass"})
    remarks = {f"level-{pupil.public_id}": "pass", f"text-{pupil.public_id}": "Hát đúng nhịp."}
    client.post(url("write_remarks", school_class, **where), _all_remarks(school_class, remarks))

    line = book_of(school_class, "am-nhac").lines[0]
    assert (line.cells[0].verdict, line.cells[0].mark, line.mean) == ("pass", None, None)
    assert line.remarks["end"].text == "Hát đúng nhịp."


def _all_remarks(school_class, given: dict) -> dict:
    lines = book_of(school_class, "am-nhac").lines
    return {f"text-{line.pupil.public_id}": "" for line in lines} | given


def test_primary_school_has_no_mean_no_ranking_and_the_order_of_the_class_list(client):
    school = SchoolFactory(levels=["tieu-hoc"])
    school_class = SchoolClassFactory(school=school, grade=4, name="4A")
    for name in NAMES:
        PupilFactory(school_class=school_class, full_name=f"Nguyễn {name}")
    teacher = TeacherFactory(teaches=[school_class])
    client.force_login(teacher)
    term_now()
    # The best pupil stands last in the class list.
    confirm(taken(school_class, teacher, "final", wrong="An Bình"))
    confirm(taken(school_class, teacher, "regular"))

    page = client.get(url("show_gradebook", school_class)).content.decode()
    book = book_of(school_class)
    sheet = load_workbook(BytesIO(client.get(url("export_gradebook", school_class)).content))
    head = [cell.value for cell in sheet.worksheets[0][1]]

    assert [column.kind for column in book.columns] == ["final"]
    assert [line.pupil.full_name.split()[-1] for line in book.lines] == NAMES
    assert [line.mean for line in book.lines] == [None, None, None]
    assert [row[1].value.split()[-1] for row in sheet.worksheets[0].iter_rows(2)] == NAMES
    assert not any("ĐTB" in text for text in head)
    assert "xếp hạng" in page  # said once: there is none
    assert page.index("Nguyễn An") < page.index("Nguyễn Bình") < page.index("Nguyễn Chi")


def test_the_file_holds_marks_numbers_unconfirmed_apart_and_corrections(
    client, school_class, teacher
):
    confirmed = confirm(taken(school_class, teacher, wrong="An"))
    taken(school_class, teacher, "midterm", wrong="An")
    pupil = confirmed.attempts.order_by("learner__sort_key")[0].learner
    address = url("correct_mark", school_class, confirmed.public_id, pupil.public_id)
    client.post(address, {"entry": "9", "reason": "=1+1"})

    response = client.get(url("export_gradebook", school_class))
    book, waiting, log = load_workbook(BytesIO(response.content)).worksheets

    assert [row[3].value for row in book.iter_rows(2)] == [9, 10, 10]
    assert [row[3].value for row in waiting.iter_rows(2)] == [8, 10, 10]
    assert [log["D2"].value, log["E2"].value, log["F2"].value] == ["8", "9", "=1+1"]
    assert log["F2"].data_type == "s"


@pytest.mark.parametrize("name", ["show_gradebook", "export_gradebook"])
def test_a_teacher_of_another_subject_reads_nothing_the_homeroom_teacher_and_the_head_do(
    client, school_class, teacher, name
):
    address = url(name, school_class)
    other = TeacherFactory(teaches=[school_class], subject="ngu-van", school=school_class.school)
    homeroom = TeacherFactory(homeroom_of=school_class, teaches=[school_class], subject="ngu-van")
    people = [other, SchoolAdminFactory(school=school_class.school), OfficerFactory(), homeroom]
    people.append(HeadFactory(school=school_class.school))
    seen = []
    for person in people:
        client.force_login(person)
        seen.append(client.get(address).status_code)

    assert seen == [404, 404, 404, 200, 200]


@pytest.mark.parametrize("name", ["add_column", "write_remarks"])
def test_only_who_teaches_the_subject_writes(client, school_class, teacher, name):
    address = url(name, school_class)
    assert client.get(address).status_code == 200
    head = HeadFactory(school=school_class.school)
    homeroom = TeacherFactory(homeroom_of=school_class, teaches=[school_class], subject="ngu-van")

    for person in (head, homeroom):
        client.force_login(person)
        assert client.get(address).status_code == 404


def test_nobody_else_corrects_counts_or_shows(client, school_class, teacher):
    sitting = confirm(taken(school_class, teacher))
    pupil = sitting.attempts.order_by("learner__sort_key")[0].learner
    client.force_login(HeadFactory(school=school_class.school))

    answers = [
        client.post(url("correct_mark", school_class, sitting.public_id, pupil.public_id)),
        client.post(url("set_counted", school_class, sitting.public_id)),
        client.post(url("show_to_families", school_class), {"cho-xem": "1"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert not Gradebook.objects.exists()


def test_families_read_their_own_line_when_the_teacher_shows_it(client, school_class, teacher):
    term_now()
    confirm(taken(school_class, teacher, wrong="An"))
    taken(school_class, teacher, "midterm")
    pupil = book_of(school_class).lines[0].pupil
    parent = ParentFactory(child=pupil)
    own = {pupil: reverse("lms:show_own_marks")}
    own[parent] = reverse("lms:show_child_marks", args=[pupil.public_id])

    hidden = [_read_as(client, person, address) for person, address in own.items()]
    client.force_login(teacher)
    client.post(url("show_to_families", school_class), {"cho-xem": "1"})
    shown = [_read_as(client, person, address) for person, address in own.items()]

    assert not any("Bài regular" in page for page in hidden)
    assert all("Bài regular" in page and "8,0" in page for page in shown)
    # What nobody confirmed, and other pupils, are no part of it.
    assert not any("Bài midterm" in page or "Nguyễn Bình" in page for page in shown)
    assert AuditEntry.objects.filter(verb="child.marks").count() == 2


def _read_as(client, person, address: str) -> str:
    client.force_login(person)
    return client.get(address).content.decode()


def test_another_parent_does_not_find_the_child(client, school_class, teacher):
    pupil = book_of(school_class).lines[0].pupil
    client.force_login(ParentFactory(child=PupilFactory(school_class=school_class)))

    address = reverse("lms:show_child_marks", args=[pupil.public_id])

    assert client.get(address).status_code == 404


def test_the_page_asks_as_much_for_a_larger_class(client, school_class, teacher):
    confirm(taken(school_class, teacher))
    address = url("show_gradebook", school_class)
    small = count_queries(client, address)
    for _ in range(4):
        PupilFactory(school_class=school_class)
    confirm(taken(school_class, teacher, "midterm"))
    taken(school_class, teacher, "final")

    assert count_queries(client, address) == small


def test_a_pupil_with_more_subjects_asks_as_much(client, school_class, teacher):
    term = term_now()
    pupil = book_of(school_class).lines[0].pupil
    client.force_login(pupil)
    counts = []
    for code in ("toan", "khtn"):
        now = timezone.now()
        Gradebook.objects.create(
            school_class=school_class, subject=get_subject(code), term=term, shown_at=now
        )
        counts.append(count_queries(client, reverse("lms:show_own_marks")))

    assert counts[0] == counts[1]


def test_the_list_asks_as_much_for_more_classes(client, school_class, teacher):
    one = count_queries(client, reverse("lms:list_gradebooks"))
    client.force_login(
        TeacherFactory(
            teaches=[SchoolClassFactory(school=school_class.school) for _ in range(4)],
            school=school_class.school,
        )
    )

    assert count_queries(client, reverse("lms:list_gradebooks")) == one


def test_before_confirming_everybody_reads_that_the_mark_is_not_confirmed(
    client, school_class, teacher
):
    term_now()
    sitting = taken(school_class, teacher)
    pupil = book_of(school_class).lines[0].pupil
    parent = ParentFactory(child=pupil)
    pages = [
        (pupil, reverse("lms:show_mine")),
        (parent, reverse("lms:show_child", args=[pupil.public_id])),
        (teacher, url("show_gradebook", school_class)),
    ]

    before = [_read_as(client, *page) for page in pages]
    confirm(sitting)
    after = [_read_as(client, *page) for page in pages]

    assert all("chưa xác nhận" in page.lower() or "chưa được" in page for page in before)
    assert not any("chưa xác nhận" in page.lower() for page in after)
    assert all("Bài regular" in page for page in before + after)
