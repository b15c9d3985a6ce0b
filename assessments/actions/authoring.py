"""Writes of questions that are typed in a form."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from assessments.errors import QuestionInReviewError, QuestionShapeError
from assessments.formats.report import Place, settle
from assessments.items.markup import name_file
from assessments.items.shape import Content
from assessments.models import Bank, Question, QuestionVersion
from assessments.permissions import can_edit_bank
from assessments.reasons import say
from core.errors import NotAllowedError
from curriculum.models import Outcome
from media.actions import save_file

from .banks import add_questions, revise_question
from .files import KINDS
from .indexing import touch_questions

MOST_BYTES = 25 * 1024 * 1024


@transaction.atomic
def create_question(
    bank: Bank,
    content: Content,
    *,
    fields: Mapping[str, Any],
    outcomes: Iterable[Outcome],
    by: User,
    now: datetime,
) -> Question:
    """Put a question that was typed into a bank, with what is said about it."""
    element = settle(Place(1), content)
    if element.content is None:
        raise QuestionShapeError(say(*element.reasons[0]))
    question = add_questions(bank, [element], by=by, now=now)[0]
    _describe(question, fields, outcomes)
    return question


@transaction.atomic
def rewrite_question(
    question: Question,
    content: Content,
    *,
    fields: Mapping[str, Any],
    outcomes: Iterable[Outcome],
    by: User,
    now: datetime,
) -> QuestionVersion:
    """Write a new version of a question and what is said about it.

    Papers keep the version that they were made of. Raises QuestionInReviewError while reviewers have it.
    """
    version = revise_question(question, content, by=by, now=now)
    question.refresh_from_db()
    if question.state == Question.State.IN_REVIEW:
        raise QuestionInReviewError
    _describe(question, fields, outcomes)
    return version


def _describe(question: Question, fields: Mapping[str, Any], outcomes: Iterable[Outcome]) -> None:
    for name, value in fields.items():
        setattr(question, name, value)
    question.save(update_fields=list(fields))
    question.outcomes.set(outcomes)
    touch_questions([question.pk])


def keep_picture_of(
    bank: Bank, name: str, stream: "UploadedFile[Any]", *, by: User, now: datetime
) -> tuple[str, str]:
    """Take a picture or sound for a question; return its name in texts and the id of its file.

    Raises FileRefusedError when media refuses it, QuestionShapeError when it is neither.
    """
    if not can_edit_bank(by, bank):
        raise NotAllowedError
    data = stream.read(MOST_BYTES + 1)
    stream.seek(0)
    file = save_file(by, name, stream, now=now)  # type: ignore[arg-type]  # reads as a binary file
    if file.kind not in KINDS:
        raise QuestionShapeError(say("file", name))
    return name_file(data, file.storage_key.rpartition(".")[2]), file.public_id
