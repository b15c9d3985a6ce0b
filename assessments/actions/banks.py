"""Writes to banks: questions, their versions, and files of questions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.queries.organisations import find_school_of
from assessments.cleaning import clean_html
from assessments.errors import (
    FileTooLargeError,
    ImportRefusedError,
    QuestionInReviewError,
    QuestionShapeError,
)
from assessments.formats import ImportReport, read_questions
from assessments.formats.reading import LARGEST_FILE
from assessments.formats.report import Element, SharedText
from assessments.items.shape import Content, fingerprint, list_problems, plain_text
from assessments.models import Bank, ImportDraft, Question, QuestionVersion
from assessments.permissions import can_edit_bank
from assessments.reasons import say
from core.errors import NotAllowedError
from core.text import fold
from curriculum.models import Grade, Subject

from .files import keep_files, link_files
from .indexing import ask_for_index, touch_questions
from .metadata import link_outcomes, read_metadata
from .similar import sign_versions
from .stimuli import add_stimuli

_AT_ONCE = 500


@transaction.atomic
def create_bank(owner: User, name: str, *, subject: Subject | None = None, now: datetime) -> Bank:
    """Make a bank of one's own; the same name again gives the same bank."""
    bank, _created = Bank.objects.get_or_create(
        scope=Bank.Scope.OWN,
        owner=owner,
        name=name,
        defaults={
            "subject": subject,
            "organisation": find_school_of(owner),
            "created_at": now,
        },
    )
    return bank


@transaction.atomic
def rename_bank(bank: Bank, name: str, *, by: User) -> None:
    """Give a bank another name."""
    _check_may_edit(bank, by)
    bank.name = name
    bank.save(update_fields=["name", "sort_key"])


@transaction.atomic
def add_questions(
    bank: Bank,
    elements: list[Element],
    *,
    by: User,
    now: datetime,
    subject: Subject | None = None,
    grade: Grade | None = None,
    source: str = "",
    stimuli: Mapping[str, SharedText] | None = None,
) -> list[Question]:
    """Put questions that were read into a bank, each with its first version.

    ``stimuli`` are the shared texts of the report, whose keys the elements name.
    """
    _check_may_edit(bank, by)
    kept = add_stimuli(bank, stimuli or {}, by=by, now=now)
    same = {"subject": subject or bank.subject, "grade": grade, "source": source[:200]}
    blanks = [
        Question(**same, stimulus=kept.get(element.stimulus), stimulus_position=place)
        for place, element in enumerate(elements, start=1)
    ]
    return fill_bank(bank, blanks, elements, by=by, now=now)


@transaction.atomic(savepoint=False)
def fill_bank(
    bank: Bank, blanks: list[Question], elements: list[Element], *, by: User, now: datetime
) -> list[Question]:
    """Write these unsaved questions, each with what its element says and a first version."""
    _check_may_edit(bank, by)
    for question, element in zip(blanks, elements, strict=True):
        question.bank, question.author, question.created_at = bank, by, now
        for name, value in _describe(element).items():
            setattr(question, name, value)
    questions = Question.objects.bulk_create(blanks, batch_size=_AT_ONCE)
    versions = _write_first_versions(questions, elements, by=by, now=now)
    link_files(versions)
    link_outcomes(questions, [element.metadata.get("outcomes", ()) for element in elements])
    sign_versions(versions)
    ask_for_index(bank.pk)
    return questions


def _write_first_versions(
    questions: list[Question], elements: list[Element], *, by: User, now: datetime
) -> list[QuestionVersion]:
    versions = QuestionVersion.objects.bulk_create(
        [
            _new_version(question, _content(element), number=1, by=by, now=now)
            for question, element in zip(questions, elements, strict=True)
        ],
        batch_size=_AT_ONCE,
    )
    for question, version in zip(questions, versions, strict=True):
        question.current = version
    Question.objects.bulk_update(questions, ["current"], batch_size=_AT_ONCE)
    return versions


def _describe(element: Element) -> dict[str, Any]:
    """Return what an element says of itself as fields of a question."""
    return {
        "type": _content(element)["type"],
        "name": element.name,
        "category": element.category,
        **read_metadata(element.metadata),
    }


@transaction.atomic
def revise_question(
    question: Question, content: Content, *, by: User, now: datetime
) -> QuestionVersion:
    """Write a new version; the versions that papers use stay as they are.

    The same content again makes no version. A ready question of a shared bank becomes a draft, for
    another person has to pass the change. Raises QuestionShapeError when the content breaks its type's
    rules, QuestionInReviewError while reviewers have it.
    """
    _check_may_edit(question.bank, by)
    problems = list_problems(content)
    if problems:
        raise QuestionShapeError(say(problems[0]))
    rows = Question.objects.select_for_update(of=("self",)).select_related("bank")
    question = rows.get(pk=question.pk)
    if question.state == Question.State.IN_REVIEW:
        raise QuestionInReviewError
    latest = question.versions.order_by("-number").first()
    if latest is not None and latest.content == content:
        return latest
    number = latest.number + 1 if latest else 1
    version = _new_version(question, content, number=number, by=by, now=now)
    version.save()
    link_files([version])
    question.current, question.type = version, content["type"]
    if question.state == Question.State.READY and question.bank.scope != Bank.Scope.OWN:
        question.state = Question.State.DRAFT
    question.save(update_fields=["current", "type", "state"])
    sign_versions([version])
    touch_questions([question.pk])
    return version


def import_questions(
    bank: Bank, *, data: bytes, filename: str, by: User, fmt: str = "auto", now: datetime
) -> ImportReport:
    """Read a file and save all it holds that can be saved, at once.

    Raises ImportRefusedError when the file as a whole cannot be read; then nothing is written.
    """
    report = keep_files(read_file(data, filename=filename, fmt=fmt), by=by, now=now)
    if report.usable:
        add_questions(bank, report.usable, by=by, now=now, source=filename, stimuli=report.stimuli)
    return report


def read_file(data: bytes, *, filename: str, fmt: str = "auto") -> ImportReport:
    """Read a file of questions, or raise ImportRefusedError with the reason in words."""
    if len(data) > LARGEST_FILE:
        raise FileTooLargeError
    report = read_questions(data, filename=filename, fmt=fmt, clean=clean_html)
    if report.fault:
        raise ImportRefusedError(say(*report.fault))
    return report


def draft_import(
    bank: Bank, *, data: bytes, filename: str, by: User, fmt: str = "auto", now: datetime
) -> ImportDraft:
    """Read a file and keep what was read for the person to look at; the bank stays as it is.

    Pictures and sounds are kept among the person's files, outside of any transaction: each is checked.
    """
    _check_may_edit(bank, by)
    report = keep_files(read_file(data, filename=filename, fmt=fmt), by=by, now=now)
    return ImportDraft.objects.create(
        bank=bank,
        owner=by,
        filename=filename[:255],
        size=len(data),
        report=report.to_json(),
        created_at=now,
    )


def _new_version(
    question: Question, content: Content, *, number: int, by: User, now: datetime
) -> QuestionVersion:
    return QuestionVersion(
        question=question,
        number=number,
        content=content,
        stem_text=plain_text(content["stem"])[:500],
        fingerprint=fingerprint(content, fold),
        author=by,
        created_at=now,
    )


def _content(element: Element) -> dict[str, Any]:
    if element.content is None:
        raise QuestionShapeError
    return element.content


def _check_may_edit(bank: Bank, by: User) -> None:
    if not can_edit_bank(by, bank):
        raise NotAllowedError
