"""The report of one pupil over a school year: his tests, strengths by outcome and level, what to practise.

Only tries that count are read, by each test's own rule. It compares a pupil with the demands of the
programme and with nobody else. As many statements for any count of tests.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import groupby

from django.db.models import Prefetch

from accounts.models import User
from assessments.models import Answer, Attempt, Confirmation, PaperItem, Question, Sitting
from assessments.queries.results import find_rule, is_over, make_result
from assessments.queries.settling import is_result_confirmed
from curriculum.models import SchoolYear, Subject

# Of fewer questions nothing is said; below the first share there is something to practise, from the
# second on it is a strength.
FEWEST = 3
TO_PRACTISE, STRONG = Decimal("0.5"), Decimal("0.8")
LEVELS = (Question.Level.KNOW, Question.Level.UNDERSTAND, Question.Level.APPLY)


@dataclass(frozen=True)
class TakenTest:
    """One test with the score that counts."""

    sitting: Sitting
    attempt: Attempt
    score: Decimal
    full: Decimal
    is_confirmed: bool


@dataclass
class Share:
    """Points got of points possible, over so many questions of an outcome or a level (its code)."""

    code: str
    text: str = ""
    place: int = 0
    got: Decimal = Decimal(0)
    full: Decimal = Decimal(0)
    questions: int = 0

    def add(self, got: Decimal, full: Decimal) -> None:
        """Count one question."""
        self.got, self.full, self.questions = self.got + got, self.full + full, self.questions + 1

    @property
    def share(self) -> Decimal:
        """Between 0 and 1."""
        return self.got / self.full if self.full else Decimal(0)

    @property
    def percent(self) -> int:
        """The share in hundredths."""
        return round(self.share * 100)

    @property
    def state(self) -> str:
        """``few`` questions, ``practise``, ``strong`` or ``fair``."""
        if self.questions < FEWEST:
            return "few"
        if self.share < TO_PRACTISE:
            return "practise"
        return "strong" if self.share >= STRONG else "fair"


@dataclass
class SubjectReport:
    """The tests of one subject, the newest first, and how its outcomes and levels went."""

    subject: Subject
    tests: list[TakenTest] = field(default_factory=list)
    outcomes: list[Share] = field(default_factory=list)
    levels: list[Share] = field(default_factory=list)

    @property
    def to_practise(self) -> list[Share]:
        """What to practise next, the weakest first, three at most."""
        weak = [each for each in self.outcomes if each.state == "practise"]
        return sorted(weak, key=lambda each: each.share)[:3]

    @property
    def strengths(self) -> list[Share]:
        """What goes well, in the order of the programme."""
        return [each for each in self.outcomes if each.state == "strong"]


def read_pupil_report(
    pupil: User, year: SchoolYear, subjects: Iterable[Subject], *, now: datetime, for_family: bool
) -> list[SubjectReport]:
    """Read the year of a pupil in these subjects, in their order; subjects without a test are left out.

    A family reads confirmed results alone, of tests that are over and whose teacher shows the mark:
    shares of outcomes would else tell about answers before the closing.
    """
    tests = [
        test
        for test in _list_tests(pupil, year, [subject.pk for subject in subjects])
        if not for_family or _may_family_see(test, now)
    ]
    reports: dict[int, SubjectReport] = {}
    for test in tests:
        subject = test.sitting.test.subject
        assert subject is not None  # noqa: S101  # chosen by subject
        reports.setdefault(subject.pk, SubjectReport(subject)).tests.append(test)
    _add_shares(reports, tests)
    return sorted(reports.values(), key=lambda report: report.subject.position)


def _may_family_see(test: TakenTest, now: datetime) -> bool:
    sitting = test.sitting
    return test.is_confirmed and sitting.show != Sitting.Show.NOTHING and is_over(sitting, now=now)


def _list_tests(pupil: User, year: SchoolYear, subjects: list[int]) -> list[TakenTest]:
    words = Confirmation.objects.order_by("-number")
    attempts = (
        Attempt.objects.filter(
            learner=pupil,
            school_year=year,
            sitting__test__subject__in=subjects,
        )
        .select_related("learner", "sitting__test__subject", "sitting__schedule")
        .prefetch_related(Prefetch("sitting__confirmations", queryset=words, to_attr="words"))
        .order_by("-sitting__opens_at", "-sitting_id", "try_no")
    )
    tests = []
    for _pk, each in groupby(attempts, lambda attempt: attempt.sitting_id):
        tries = list(each)
        sitting = tries[0].sitting
        result = make_result(tries, find_rule(sitting))
        if result.score is None or not result.max_score:
            continue
        attempt = next(one for one in tries if one.public_id == result.attempt_id)
        last = next(iter(vars(sitting)["words"]), None)
        is_confirmed = is_result_confirmed(last, result)
        tests.append(TakenTest(sitting, attempt, result.score, result.max_score, is_confirmed))
    return tests


def _add_shares(reports: dict[int, SubjectReport], tests: list[TakenTest]) -> None:
    papers = {test.attempt.paper_id for test in tests}
    answers = Answer.objects.filter(attempt__in=[test.attempt.pk for test in tests])
    points = {
        (attempt, place): score or Decimal(0)
        for attempt, place, score in answers.values_list("attempt_id", "position", "score")
    }
    items: dict[int, list[PaperItem]] = defaultdict(list)
    rows = PaperItem.objects.filter(paper__in=papers).select_related("version__question")
    for item in rows.prefetch_related("version__question__outcomes"):
        items[item.paper_id].append(item)
    for report in reports.values():
        outcomes: dict[int, Share] = {}
        levels: dict[str, Share] = {}
        for test in report.tests:
            for item in items[test.attempt.paper_id]:
                got = points.get((test.attempt.pk, item.position), Decimal(0))
                _count_item(item, got, outcomes, levels)
        report.outcomes = sorted(outcomes.values(), key=lambda share: share.place)
        report.levels = [levels[level] for level in LEVELS if level in levels]


def _count_item(
    item: PaperItem, got: Decimal, outcomes: dict[int, Share], levels: dict[str, Share]
) -> None:
    question = item.version.question
    for outcome in question.outcomes.all():
        known = outcomes.setdefault(
            outcome.pk, Share(outcome.code, outcome.text, place=outcome.position)
        )
        known.add(got, item.points)
    if question.level in LEVELS:
        levels.setdefault(question.level, Share(question.level)).add(got, item.points)
