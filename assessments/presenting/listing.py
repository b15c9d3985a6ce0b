"""What the page of a bank shows: rows with remarks, filters with counts, chosen filters as chips."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.filters import GROUPS, NONE, PREPARED, QuestionFilters
from assessments.models import Bank, Question
from assessments.quality import Finding, check_question
from assessments.quality.findings import FAULT
from assessments.quality_words import Note, say_finding
from assessments.queries.listing import QuestionPage
from assessments.queries.similar import list_twinned
from assessments.queries.usage import count_papers
from curriculum.models import Grade, Outcome, Subject

from .words import list_levels, list_states, list_types

OPTIONS_SHOWN = 8
MORE_SHOWN = 5


@dataclass(frozen=True)
class Row:
    """One question of the list."""

    question: Question
    note_count: int
    has_fault: bool
    has_twin: bool
    paper_count: int


@dataclass(frozen=True)
class Option:
    """One value of a group of filters."""

    value: str
    label: str
    count: int | None
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """One group of filters; ``more`` is folded away."""

    name: str
    legend: str
    options: list[Option]
    more: list[Option]


@dataclass(frozen=True)
class Chip:
    """A chosen filter, and the address of the question without it."""

    label: str
    address: str


def list_rows(page: QuestionPage) -> list[Row]:
    """Return the rows of a page: three statements for all of them."""
    ids = [question.pk for question in page.questions]
    papers, twinned = count_papers(ids), list_twinned(ids)
    return [
        _row(question, papers.get(question.pk, 0), has_twin=question.pk in twinned)
        for question in page.questions
    ]


def _row(question: Question, papers: int, *, has_twin: bool) -> Row:
    findings = find_remarks(question)
    return Row(
        question=question,
        note_count=len(findings),
        has_fault=any(finding.weight == FAULT for finding in findings),
        has_twin=has_twin,
        paper_count=papers,
    )


def find_remarks(question: Question) -> list[Finding]:
    """Run the rules of quality on the newest wording; ``outcomes`` should be prefetched."""
    if question.current is None:
        return []
    return check_question(
        question.current.content, level=question.level, has_outcome=bool(question.outcomes.all())
    )


def say_remarks(question: Question) -> list[Note]:
    """Return the remarks in words."""
    return [say_finding(finding) for finding in find_remarks(question)]


def list_facets(filters: QuestionFilters, page: QuestionPage) -> list[Facet]:
    """Return the groups of filters with their counts; a chosen value stays even with none."""
    legends = {
        "state": _("State"),
        "type": _("Form"),
        "level": _("Level"),
        "subject": _("Subject"),
        "grade": _("Grade"),
    }
    facets = []
    for group in PREPARED:
        names = _list_names(group)
        counts = dict.fromkeys(filters.chosen.get(group, ()), 0) | page.counts.get(group, {})
        order = {value: place for place, value in enumerate(names)}
        options = [
            Option(value, names.get(value, value), n, value in filters.chosen.get(group, ()))
            for value, n in sorted(counts.items(), key=lambda item: order.get(item[0], 999))
        ]
        if options:
            facets.append(_facet(group, legends[group], options))
    return facets + _list_more(filters, page)


def _facet(group: str, legend: str, options: list[Option], shown: int = OPTIONS_SHOWN) -> Facet:
    return Facet(GROUPS[group], legend, options[:shown], options[shown:])


def _list_more(filters: QuestionFilters, page: QuestionPage) -> list[Facet]:
    """Return strands, outcomes and authors, the chosen and the most frequent first."""
    legends = {"strand": _("Strand"), "outcome": _("Learning outcomes"), "author": _("Author")}
    facets = []
    for group, legend in legends.items():
        chosen, counts = filters.chosen.get(group, ()), page.more.get(group, {})
        values = [*chosen, *(value for value in counts if value not in chosen)]
        names = _list_names(group, values)
        options = [
            Option(value, names.get(value, value), counts.get(value), value in chosen)
            for value in values
        ]
        if options:
            facets.append(_facet(group, legend, options, max(MORE_SHOWN, len(chosen))))
    return facets


def list_chips(filters: QuestionFilters) -> list[Chip]:
    """Return the chosen filters, each with the way to drop it."""
    chips = []
    for group, value in filters.pairs:
        label = _list_names(group, (value,)).get(value, value)
        chips.append(Chip(label, filters.without(group, value).address))
    return chips


def _list_names(group: str, values: Iterable[str] = ()) -> dict[str, str]:
    """Name the values of a group in the order in which they stand."""
    if group in {"state", "type", "level"}:
        lists = {"state": list_states, "type": list_types, "level": list_levels}
        return dict(lists[group]())
    if group == "subject":
        rows = Subject.objects.values_list("code", "name")
        return {**dict(rows), NONE: _("No subject")}
    if group == "grade":
        grades = Grade.objects.values_list("number", "name")
        return {**{str(number): name for number, name in grades}, NONE: _("No grade")}
    if group == "outcome":
        outcomes = Outcome.objects.filter(code__in=values).values_list("code", "text")
        return {code: Truncator(f"{code} {text}").chars(60) for code, text in outcomes}
    if group == "author":
        return dict(User.objects.filter(public_id__in=values).values_list("public_id", "full_name"))
    return {}


def list_outcomes(bank: Bank, filters: QuestionFilters) -> list[Outcome]:
    """Return outcomes to choose from: those of the chosen or the bank's subject, and grades."""
    rows = Outcome.objects.filter(kind=Outcome.Kind.OUTCOME)
    subjects = filters.chosen.get("subject", ())
    if subjects:
        rows = rows.filter(subject__code__in=subjects)
    elif bank.subject_id:
        rows = rows.filter(subject=bank.subject_id)
    else:
        return []
    grades = [int(value) for value in filters.chosen.get("grade", ()) if value.isdecimal()]
    if grades:
        rows = rows.filter(grade__number__in=grades)
    return list(rows.order_by("framework", "position")[:300])
