"""The report of a school: confirmed results by grade and subject, as sums without a single name.

Rows stand in the order of grades and of the programme, never by marks. Whoever may not read names in
the school gets no sum of fewer than ten results.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Organisation, User
from accounts.permissions import has_capability, organisations_where
from assessments.models import Confirmation
from assessments.queries.settling import sum_up
from core.errors import NotFoundError
from core.queries import get_rule
from curriculum.models import Grade, SchoolYear, Subject, Term
from lms.gradebook import choose_scheme

from .gradebooks import RULE

FEWEST = 10
KINDS = ("regular", "midterm", "final")


@dataclass
class ReportRow:
    """One subject in one grade; ``has_mean`` is False in primary school."""

    grade: Grade
    subject: Subject
    has_mean: bool = True
    tests: set[int] = field(default_factory=set)
    classes: set[int] = field(default_factory=set)
    count: int = 0
    total: Decimal = Decimal(0)
    bands: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    is_hidden: bool = False

    @property
    def mean(self) -> Decimal | None:
        """The mean of the marks of ten, where the level has one."""
        return self.total / self.count if self.count and self.has_mean else None

    @property
    def shares(self) -> list[int]:
        """Hundredths of the results in each band: below 5, from 5, from 6,5, from 8."""
        return [round(100 * each / self.count) if self.count else 0 for each in self.bands]


@dataclass
class SchoolReport:
    """What the page of a school shows."""

    school: Organisation
    year: SchoolYear
    term: Term | None
    terms: list[Term]
    rows: list[ReportRow]
    result_count: int


def list_report_schools(user: User) -> QuerySet[Organisation]:
    """List the schools whose figures the person reads."""
    found = organisations_where(user, "report.school").schools()
    return found.select_related("parent").order_by("parent__sort_key", "sort_key", "pk")


def access_report_school(user: User, public_id: str) -> Organisation:
    """Fetch a school whose figures the person reads, or raise NotFoundError."""
    found = list_report_schools(user).filter(public_id=public_id).first()
    if found is None:
        raise NotFoundError
    return found


def read_school_report(
    school: Organisation, year: SchoolYear, *, term: str, reader: User
) -> SchoolReport:
    """Add up what is confirmed in a year, or a term of it (its number); four statements."""
    terms = list(Term.objects.filter(school_year=year).order_by("number"))
    chosen = next((each for each in terms if str(each.number) == term), None)
    rows = _add_up(_list_newest(school, year), chosen)
    for row in rows:
        is_known = has_capability(reader, "report.class", school)
        row.is_hidden = not is_known and row.count < FEWEST
    count = sum(row.count for row in rows)
    return SchoolReport(school, year, chosen, terms, rows, count)


def _list_newest(school: Organisation, year: SchoolYear) -> Iterable[Confirmation]:
    confirmations = (
        Confirmation.objects.filter(
            sitting__school=school,
            sitting__school_year=year,
            sitting__test__kind__in=KINDS,
            sitting__test__subject__isnull=False,
        )
        .select_related("sitting__test__subject", "sitting__school_class__grade__level")
        .defer("manifest", "sitting__test__paper")
        .order_by("sitting_id", "number")
    )
    return {each.sitting_id: each for each in confirmations}.values()


def _add_up(confirmations: Iterable[Confirmation], term: Term | None) -> list[ReportRow]:
    rule = get_rule(RULE)
    rows: dict[tuple[int, int], ReportRow] = {}
    for confirmation in confirmations:
        sitting = confirmation.sitting
        grade, subject = sitting.school_class.grade, sitting.test.subject
        assert subject is not None  # noqa: S101  # filtered above
        day = timezone.localdate(sitting.opens_at)
        if term is not None and not term.starts_on <= day <= term.ends_on:
            continue
        row = rows.get((grade.number, subject.pk))
        if row is None:
            scheme = choose_scheme(rule, grade.level.slug, subject.code, grade.number)
            row = rows[grade.number, subject.pk] = ReportRow(grade, subject, scheme.has_mean)
        sums = confirmation.sums or sum_up(confirmation.manifest)
        row.tests.add(sitting.test_id)
        row.classes.add(sitting.school_class_id)
        row.count, row.total = row.count + sums["count"], row.total + Decimal(sums["total"])
        row.bands = [one + more for one, more in zip(row.bands, sums["bands"], strict=True)]
    return sorted(rows.values(), key=lambda row: (row.grade.number, row.subject.position))
