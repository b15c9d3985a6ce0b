"""Advice on questions that stand together: what a careful colleague notices, with links to mend it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessments.assembly.shuffling import apply_order
from assessments.items.shape import read_content
from assessments.models import ExamForm, PaperItem, Question, QuestionVersion
from assessments.quality import Finding, SetItem, check_set
from assessments.quality_words import Note, say_finding

# A form is built from a matrix: its levels and outcomes are those of the cells.
_OF_QUESTIONS = frozenset({"set_no_level", "set_no_outcome"})


@dataclass(frozen=True)
class SetNote:
    """A remark with the questions that it means: (number, public_id)."""

    note: Note
    links: list[tuple[int, str]]


@dataclass(frozen=True)
class FormNotes:
    """The remarks about one form."""

    code: str
    notes: list[SetNote]


def advise_check(questions: Sequence[Question], *, points: Sequence[Decimal]) -> list[SetNote]:
    """Return remarks about chosen questions in their order; outcomes should be prefetched."""
    chosen = [question for question in questions if question.current is not None]
    items = [
        _read(question, question.current, mark)
        for question, mark in zip(chosen, points, strict=False)
        if question.current is not None
    ]
    return _say(check_set(items), [question.public_id for question in chosen])


def _read(question: Question, version: QuestionVersion, points: Decimal) -> SetItem:
    return SetItem(
        content=read_content(version.content),
        points=points,
        level=question.level,
        has_outcome=bool(question.outcomes.all()),
        fingerprint=version.fingerprint,
    )


def advise_forms(forms: Sequence[ExamForm], *, total: Decimal) -> list[FormNotes]:
    """Return the forms about which something is to be said; two statements for all of them."""
    rows: Mapping[int, list[tuple[int, Decimal]]] = defaultdict(list)
    places = PaperItem.objects.filter(paper__in=[form.paper_id for form in forms])
    for paper, version, points in places.order_by("paper", "position").values_list(
        "paper_id", "version_id", "points"
    ):
        rows[paper].append((version, points))
    ids = {version for items in rows.values() for version, _ in items}
    versions = QuestionVersion.objects.select_related("question").in_bulk(ids)
    found = [
        FormNotes(form.code, _advise_form(form, rows[form.paper_id], versions, total))
        for form in forms
    ]
    return [each for each in found if each.notes]


def _advise_form(
    form: ExamForm,
    rows: Sequence[tuple[int, Decimal]],
    versions: Mapping[int, QuestionVersion],
    total: Decimal,
) -> list[SetNote]:
    items = [
        SetItem(
            content=apply_order(read_content(versions[pk].content), place["order"]),
            points=points,
            fingerprint=versions[pk].fingerprint,
        )
        for (pk, points), place in zip(rows, form.layout["items"], strict=True)
    ]
    found = [each for each in check_set(items, total=total) if each.code not in _OF_QUESTIONS]
    return _say(found, [versions[pk].question.public_id for pk, _ in rows])


def _say(findings: Sequence[Finding], ids: Sequence[str]) -> list[SetNote]:
    return [
        SetNote(say_finding(finding), [(place, ids[place - 1]) for place in finding.places])
        for finding in findings
    ]
