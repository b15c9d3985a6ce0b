"""Reads of one bank's questions: a page of them, the total and the counts beside the filters.

Counts of type, level, state, subject and grade come from prepared cells, whatever the size of the bank.
Other filters are counted when asked for and stop at the limit; words are asked of the text index.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet, Sum

from assessments.filters import LIMIT, NONE, PAGE_SIZE, PREPARED, QuestionFilters
from assessments.models import Bank, Question, QuestionCount
from curriculum.models import Grade, Subject
from search.queries import search_documents

from .facets import More, count_facets, read_found

OWNER = "assessments.question"
_CELL = ("state", "type", "level", "subject_id", "grade_id")
_COLUMNS = {"subject": "subject_id", "grade": "grade_id"}
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class QuestionPage:
    """One page of a bank's questions; stands in for Django's page in the pager."""

    questions: list[Question]
    total: int
    counts: Counts
    number: int
    is_capped: bool = False
    # Some questions are younger than the text index: words do not find them yet.
    is_behind: bool = False
    codes: "Codes" = field(default_factory=lambda: Codes({}, {}))
    # Strands, outcomes and authors; a count that is not known is None.
    more: More = field(default_factory=dict)

    @property
    def num_pages(self) -> int:
        """Return how many pages can be turned to."""
        return max(1, -(-min(self.total, LIMIT) // PAGE_SIZE))

    @property
    def paginator(self) -> "QuestionPage":
        """Stand in for Django's paginator."""
        return self

    @property
    def has_previous(self) -> bool:
        """Whether there is a page before."""
        return self.number > 1

    @property
    def has_next(self) -> bool:
        """Whether there is a page after."""
        return self.number < self.num_pages

    @property
    def previous_page_number(self) -> int:
        """Return the number of the page before."""
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        """Return the number of the page after."""
        return self.number + 1


@dataclass(frozen=True)
class Codes:
    """Subjects and grades by the codes of addresses."""

    subjects: Mapping[str, int]
    grades: Mapping[str, int]

    def number(self, group: str, value: str) -> int:
        """Return the row's number, 0 for none, -1 for a code that is not known."""
        if value == NONE:
            return 0
        known = self.subjects if group == "subject" else self.grades
        return known.get(value, -1)


def find_page(bank: Bank, filters: QuestionFilters) -> QuestionPage:
    """Answer one question to a bank."""
    if filters.text:
        return _search_page(bank, filters)
    codes = read_codes()
    counts, total = _count(bank, filters, codes)
    number = min(filters.page, max(1, -(-min(total, LIMIT) // PAGE_SIZE)))
    start = (number - 1) * PAGE_SIZE
    rows = filter_questions(bank, filters, codes).order_by("-created_at", "pk")
    # Numbers first: sorting them alone reads no wide rows, however deep the page.
    ids = list(rows.values_list("pk", flat=True)[start : start + PAGE_SIZE])
    known = with_all(Question.objects.filter(pk__in=ids)).in_bulk()
    return QuestionPage(
        questions=[known[pk] for pk in ids if pk in known],
        total=total,
        counts=counts,
        number=number,
        is_capped=total > LIMIT and not filters.is_prepared,
        codes=codes,
        more=count_facets(bank, filters, lambda rest: filter_questions(bank, rest, codes)),
    )


def read_codes() -> Codes:
    """Read the codes of subjects and grades: two small tables."""
    return Codes(
        dict(Subject.objects.values_list("code", "pk")),
        {str(number): pk for number, pk in Grade.objects.values_list("number", "pk")},
    )


def with_all(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Load what a row of the list shows."""
    return questions.select_related("current", "subject", "grade", "author").prefetch_related(
        "outcomes"
    )


def filter_questions(bank: Bank, filters: QuestionFilters, codes: Codes) -> QuerySet[Question]:
    """Questions of the bank under all filters but the words; retired ones when asked for only."""
    questions = Question.objects.filter(bank=bank)
    if "state" not in filters.chosen:
        questions = questions.exclude(state=Question.State.RETIRED)
    for group, values in filters.chosen.items():
        questions = questions.filter(_condition(group, values, codes))
    return questions


def _condition(group: str, values: Iterable[str], codes: Codes) -> Q:
    plain = ["" if value == NONE else value for value in values]
    if group in _COLUMNS:
        numbers = [codes.number(group, value) for value in values]
        condition = Q(**{f"{_COLUMNS[group]}__in": [pk for pk in numbers if pk]})
        return condition | Q(**{_COLUMNS[group]: None}) if 0 in numbers else condition
    if group == "outcome":
        through = Question.outcomes.through.objects.filter(outcome__code__in=plain)
        return Q(pk__in=through.values("question_id"))
    if group == "author":
        return Q(author__public_id__in=plain)
    return Q(**{f"{group}__in": plain})


def _select_cells(
    bank: Bank, filters: QuestionFilters, codes: Codes
) -> QuerySet[Any, dict[str, Any]]:
    """Return the cells that the filters leave: prepared ones, or questions up to the limit."""
    if not filters.is_prepared:
        return filter_questions(bank, filters, codes).order_by().values(*_CELL)[: LIMIT + 1]
    rows = QuestionCount.objects.filter(bank_id=bank.pk)
    for group, values in filters.chosen.items():
        wanted: list[str | int] = (
            [codes.number(group, value) for value in values]
            if group in _COLUMNS
            else ["" if value == NONE else value for value in values]
        )
        rows = rows.filter(**{f"{_COLUMNS.get(group, group)}__in": wanted})
    return rows.values(*_CELL, "n")


def _count(bank: Bank, filters: QuestionFilters, codes: Codes) -> tuple[Counts, int]:
    """Count each group under the filters of all other groups, and the whole under all of them."""
    free = [group for group in PREPARED if group not in filters.chosen]
    counts, total = _sum(bank, filters, codes, groups=free)
    for group in PREPARED:
        if group in filters.chosen:
            counts |= _sum(bank, filters.without(group), codes, groups=[group])[0]
    return counts, total


def _sum(
    bank: Bank, filters: QuestionFilters, codes: Codes, *, groups: list[str]
) -> tuple[Counts, int]:
    """Sum cells by value and as a whole, with one statement on both databases.

    Retired questions count for the filter of states only, unless they are asked for.
    """
    sql, parameters = _select_cells(bank, filters, codes).query.sql_with_params()
    number = "n" if filters.is_prepared else "1"
    kept = "" if "state" in filters.chosen else "WHERE state <> 'retired'"
    parts = [f"SELECT 'total', '', SUM({number}) FROM cells {kept}"]  # noqa: S608  # own names
    for group in groups:
        column, where = _COLUMNS.get(group, group), "" if group == "state" else kept
        value = f"CAST(COALESCE({column}, 0) AS varchar(30))" if column in _CELL[3:] else column
        parts.append(
            f"SELECT '{group}', {value}, SUM({number}) FROM cells {where} GROUP BY {column}"  # noqa: S608  # own names
        )
    with connection.cursor() as cursor:
        cursor.execute(f"WITH cells AS ({sql}) {' UNION ALL '.join(parts)}", parameters)
        rows = cursor.fetchall()
    return _name_sums(rows, codes, groups), next(int(n or 0) for g, _, n in rows if g == "total")


def _name_sums(rows: list[tuple[str, str, int]], codes: Codes, groups: list[str]) -> Counts:
    """Turn numbers of subjects and grades into the codes of addresses."""
    known = {
        "subject": {str(pk): code for code, pk in codes.subjects.items()},
        "grade": {str(pk): code for code, pk in codes.grades.items()},
    }
    counts: Counts = {group: {} for group in groups}
    for group, value, number in rows:
        if group != "total" and number:
            counts[group][known[group].get(value, NONE) if group in known else value or NONE] = int(
                number
            )
    return counts


def _search_page(bank: Bank, filters: QuestionFilters) -> QuestionPage:
    """Ask the text index: the bank is one of its filters, so nothing of others is found."""
    found = search_documents(
        filters.text,
        owner=OWNER,
        tokens={bank_token(bank)},
        filters={**filters.chosen, "bank": (bank.public_id,)},
        page=filters.page,
        size=PAGE_SIZE,
    )
    rows = with_all(Question.objects.filter(bank=bank)).in_bulk(
        [hit.object_id for hit in found.hits]
    )
    return QuestionPage(
        questions=[rows[hit.object_id] for hit in found.hits if hit.object_id in rows],
        total=found.total,
        counts={group: found.facets.get(group, {}) for group in PREPARED},
        more=read_found(found.facets),
        number=min(found.page, found.page_count),
        is_capped=found.is_capped,
        is_behind=Question.everything.filter(bank=bank, is_indexed=False).exists(),
    )


def bank_token(bank: Bank) -> str:
    """Return the audience of a bank's questions: its owner, its school, or the whole sector."""
    if bank.scope == Bank.Scope.SECTOR:
        return "sector"
    if bank.scope == Bank.Scope.OWN or bank.organisation is None:
        return f"person:{bank.owner_id}"
    place = bank.organisation
    return f"school:{place.parent_id or place.pk}"


def count_questions(banks: Iterable[Bank]) -> dict[int, int]:
    """Return the number of questions of each bank that are not retired, from prepared counts."""
    rows = (
        QuestionCount.objects.filter(bank_id__in=[bank.pk for bank in banks])
        .exclude(state=Question.State.RETIRED)
        .values_list("bank_id")
        .annotate(total=Sum("n"))
        .order_by()
    )
    return dict(rows)
