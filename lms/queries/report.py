"""The report of an assignment for its class: who opened, who finished, marks, weak questions.

Constant in the size of the class: pupils, progress, attempts and question figures are one query each.
"""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from statistics import mean, median
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from accounts.queries import list_pupils
from assessments.queries.results import list_question_stats, list_results
from assessments.queries.settling import find_confirmation, is_result_confirmed
from lms.models import AssignedCheck, Assignment, LearnerProgress

BANDS = (0, 2, 4, 6, 8, 10)
CHART_FLOOR = 222
CHART_HEIGHT = 160
PASS_MARK = Decimal(5)
# A question that fewer than half of the class got right deserves a word in the next lesson.
WEAK_SHARE = 50


@dataclass
class Row:
    """One pupil in the report."""

    pupil: User
    progress: LearnerProgress | None = None
    score: Decimal | None = None
    has_handed_in: bool = False
    is_confirmed: bool = False

    @property
    def is_provisional(self) -> bool:
        """Whether a teacher still has to confirm the mark."""
        return self.score is not None and not self.is_confirmed

    @property
    def state(self) -> str:
        """Where the pupil stands: done, studying or not opened."""
        if self.progress is None:
            return "unopened"
        return "done" if self.progress.finished_at else "studying"

    @property
    def minutes(self) -> int | None:
        """Minutes between first opening and finishing, where that says something."""
        if self.progress is None or self.progress.finished_at is None:
            return None
        spent = (self.progress.finished_at - self.progress.opened_at).total_seconds() / 60
        return round(spent) if spent <= 180 else None

    @property
    def needs_a_look(self) -> bool:
        """Whether the teacher may want to look: not opened, or below five."""
        return self.state == "unopened" or (self.score is not None and self.score < PASS_MARK)


@dataclass
class Band:
    """How many pupils have a mark near this number."""

    mark: int
    count: int = 0
    height: float = 0
    is_low: bool = False
    # Places in the chart of 430 by 262 units, so that the template computes nothing.
    left: int = 0

    @property
    def centre(self) -> int:
        """Where its figures stand."""
        return self.left + 21

    @property
    def top(self) -> float:
        """Where its bar begins."""
        return round(CHART_FLOOR - self.height, 1)

    @property
    def label_y(self) -> float:
        """Where its count stands, above the bar."""
        return round(self.top - 8, 1)


@dataclass
class QuestionLine:
    """One question with the share of right answers."""

    position: int
    text: str
    percent: int
    right: int
    answered: int
    is_weakest: bool = False


@dataclass
class Report:
    """Everything on the page, figures first."""

    assignment: Assignment
    rows: list[Row]
    read_at: datetime
    check: AssignedCheck | None = None
    questions: list[QuestionLine] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)

    def count(self, state: str) -> int:
        """Count pupils in a state."""
        return sum(row.state == state for row in self.rows)

    @property
    def done_count(self) -> int:
        """How many are done."""
        return self.count("done")

    @property
    def studying_count(self) -> int:
        """How many have begun."""
        return self.count("studying")

    @property
    def unopened(self) -> list[Row]:
        """Pupils who have not opened it."""
        return [row for row in self.rows if row.state == "unopened"]

    @property
    def looked_at(self) -> list[Row]:
        """Pupils whom the teacher may want to look at."""
        return [row for row in self.rows if row.needs_a_look]

    @property
    def low(self) -> list[Row]:
        """Pupils below five."""
        return [row for row in self.rows if row.score is not None and row.score < PASS_MARK]

    @property
    def marks(self) -> list[Decimal]:
        """All marks."""
        return [row.score for row in self.rows if row.score is not None]

    @property
    def provisional_count(self) -> int:
        """How many marks a teacher still has to confirm."""
        return sum(row.is_provisional for row in self.rows)

    @property
    def mean_mark(self) -> float | None:
        """The mean of the marks."""
        return float(mean(self.marks)) if self.marks else None

    @property
    def mean_x(self) -> float:
        """Where the line of the mean stands in the chart."""
        return round(58 + 33 * (self.mean_mark or 0), 1)

    @property
    def grid(self) -> list[tuple[int, float]]:
        """Up to three lines of the chart: how many pupils, and where."""
        highest = max((band.count for band in self.bands), default=0)
        step = max(1, -(-highest // 3))
        return [
            (count, round(CHART_FLOOR - CHART_HEIGHT * count / highest, 1))
            for count in range(step, highest + 1, step)
        ]

    @property
    def median_minutes(self) -> int | None:
        """Minutes within which half of those who are done were done."""
        minutes = [row.minutes for row in self.rows if row.minutes]
        return round(median(minutes)) if minutes else None

    @property
    def weakest(self) -> QuestionLine | None:
        """The question that the class finds hardest, when fewer than half have it right."""
        return next((line for line in self.questions if line.is_weakest), None)


def read_report(assignment: Assignment, *, now: datetime) -> Report:
    """Read the report of an assignment, pupils in Vietnamese order of names."""
    rows = {pupil.pk: Row(pupil) for pupil in list_pupils(assignment.school_class)}
    for progress in LearnerProgress.objects.filter(assignment=assignment, learner_id__in=rows):
        rows[progress.learner_id].progress = progress
    report = Report(assignment, list(rows.values()), now)
    report.check = _last_check(assignment).first()
    if report.check is not None:
        _read_marks(rows, report.check)
        report.questions = _read_questions(report.check, len(report.marks))
        report.bands = make_bands(report.marks)
    return report


def _last_check(assignment: Assignment) -> QuerySet[AssignedCheck]:
    checks = AssignedCheck.objects.filter(assignment=assignment).select_related(
        "sitting__test", "sitting__schedule"
    )
    return checks.order_by("-number")


def _read_marks(rows: dict[int, Row], check: AssignedCheck) -> None:
    confirmation = find_confirmation(check.sitting)
    for result in list_results(check.sitting):
        row = rows.get(result.learner.pk)
        if row is None:
            continue
        row.has_handed_in = result.try_count > 0
        row.is_confirmed = is_result_confirmed(confirmation, result)
        if result.score is not None and result.max_score:
            row.score = result.score * 10 / result.max_score


def _read_questions(check: AssignedCheck, scored: int) -> list[QuestionLine]:
    lines = [_line(stat, scored) for stat in list_question_stats(check.sitting)]
    weakest = min(lines if scored else [], key=lambda line: line.percent, default=None)
    if weakest is not None and weakest.percent < WEAK_SHARE:
        weakest.is_weakest = True
    return lines


def _line(stat: Any, scored: int) -> QuestionLine:
    share = float(stat.facility or 0)
    return QuestionLine(
        position=stat.position,
        text=stat.stem_text,
        percent=round(share * 100),
        right=round(share * scored),
        answered=scored,
    )


def make_bands(marks: list[Decimal]) -> list[Band]:
    """Count marks near 0, 2, 4, 6, 8 and 10, with heights for the chart."""
    bands = {
        mark: Band(mark, is_low=mark < PASS_MARK, left=37 + 66 * place)
        for place, mark in enumerate(BANDS)
    }
    for mark in marks:
        nearest = min(BANDS, key=lambda band: (abs(band - mark), -band))
        bands[nearest].count += 1
    highest = max((band.count for band in bands.values()), default=0)
    for band in bands.values():
        band.height = round(CHART_HEIGHT * band.count / highest, 1) if highest else 0
    return list(bands.values())
