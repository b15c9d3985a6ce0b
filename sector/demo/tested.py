"""Tests that the story's class has taken, with their gradebook: two confirmed, the mid-term one not yet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from accounts.models import SchoolClass, User
from assessments.actions.checks import create_check
from assessments.actions.schedules import give_test
from assessments.actions.settling import confirm_results
from assessments.actions.tests import set_kind
from assessments.models import Question, Schedule, Sitting, Test
from curriculum.models import Subject, Term
from lms.actions import gradebooks
from lms.queries.book import Book
from lms.queries.gradebooks import read_book

Sit = Callable[[Sitting, User, datetime], object]


@dataclass(frozen=True)
class TestPlan:
    """One test: what it is, how many days ago it was taken, whether the teacher confirmed it."""

    __test__ = False

    title: str
    kind: str
    days_ago: int
    is_confirmed: bool = True


PLANS = (
    TestPlan("Kiểm tra 15 phút số 1", Test.Kind.REGULAR, 30),
    TestPlan("Kiểm tra 15 phút số 2", Test.Kind.REGULAR, 16),
    TestPlan("Kiểm tra giữa học kì I", Test.Kind.MIDTERM, 5, is_confirmed=False),
)


def load_tested(
    random: Random,
    school_class: SchoolClass,
    subject: Subject,
    questions: list[Question],
    *,
    sit: Sit,
    now: datetime,
) -> None:
    """Let the class take its tests, confirm two, and write oral marks with one correction."""
    teacher = questions[0].bank.owner
    assert teacher is not None  # noqa: S101  # the bank is a teacher's own
    for plan in PLANS:
        at = now - timedelta(days=plan.days_ago)
        sitting = _give(plan, school_class, random.sample(questions, 8), by=teacher, at=at)
        for attempt in sitting.attempts.select_related("learner"):
            sit(sitting, attempt.learner, at + timedelta(minutes=random.randint(1, 5)))
        if plan.is_confirmed:
            confirm_results(sitting, by=teacher, now=at + timedelta(days=2))
    term = (
        Term.objects.filter(school_year=school_class.school_year, starts_on__lte=now)
        .order_by("-starts_on")
        .first()
    )
    if term is not None:
        _write_by_hand(random, read_book(school_class, subject, term), by=teacher, now=now)


def _give(
    plan: TestPlan, school_class: SchoolClass, questions: list[Question], *, by: User, at: datetime
) -> Sitting:
    made = at - timedelta(days=2)
    test = set_kind(
        create_check(owner=by, title=plan.title, questions=questions, now=made), plan.kind
    )
    schedule = give_test(
        test,
        classes=[school_class],
        by=by,
        now=made,
        opens_at=at,
        closes_at=at + timedelta(minutes=45),
        duration_minutes=30,
        venue=Schedule.Venue.ROOM,
    )
    return schedule.sittings.get()


def _write_by_hand(random: Random, book: Book, *, by: User, now: datetime) -> None:
    at = now - timedelta(days=10)
    gradebooks.add_column(book, kind="regular", title="Hỏi đáp", by=by, now=at)
    for mark, reason, days in ((None, "", 10), (Decimal("8.5"), "Ghi nhầm dòng", 9)):
        book = read_book(book.school_class, book.subject, book.term)
        column = next(each for each in book.columns if each.title == "Hỏi đáp")
        for line in book.lines if mark is None else book.lines[:1]:
            given = mark or Decimal(random.randrange(60, 96, 5)) / 10
            entry = gradebooks.Entry(mark=given, reason=reason)
            at = now - timedelta(days=days)
            gradebooks.write_mark(book, line.cell(column), line.pupil, entry=entry, by=by, now=at)
    gradebooks.show_to_families(book, is_shown=True, by=by, now=now)
