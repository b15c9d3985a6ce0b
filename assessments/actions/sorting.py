"""Writes that put many questions in order at once: bank, level, outcome, licence."""

from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from assessments.errors import OtherOwnerError, QuestionInReviewError
from assessments.models import Bank, Question
from assessments.permissions import can_edit_bank
from core.errors import NotAllowedError
from curriculum.models import Outcome

from .copies import copy_stimulus
from .indexing import touch_questions


@transaction.atomic
def move_questions(questions: Sequence[Question], target: Bank, *, by: User) -> int:
    """Move questions into another bank of the same owner; return how many moved.

    Raises OtherOwnerError for banks of others and of another level: there they go by review.
    """
    ids = _check(questions, by)
    if not can_edit_bank(by, target):
        raise NotAllowedError
    for question in questions:
        if _owner_of(question.bank) != _owner_of(target):
            raise OtherOwnerError
    moving = [question for question in questions if question.bank_id != target.pk]
    for question in moving:
        stimulus = copy_stimulus(question.stimulus, target)
        Question.objects.filter(pk=question.pk).update(bank=target, stimulus=stimulus)
    touch_questions(ids)
    return len(moving)


@transaction.atomic
def set_level(questions: Sequence[Question], level: str, *, by: User) -> int:
    """Give questions a level; "" takes it away."""
    ids = _check(questions, by)
    changed = Question.objects.filter(pk__in=ids).exclude(level=level).update(level=level)
    touch_questions(ids)
    return changed


@transaction.atomic
def add_outcome(questions: Sequence[Question], outcome: Outcome, *, by: User) -> int:
    """Add a learning outcome to questions; those that have it already stay as they are."""
    ids = _check(questions, by)
    through = Question.outcomes.through
    through.objects.bulk_create(
        [through(question_id=pk, outcome_id=outcome.pk) for pk in ids], ignore_conflicts=True
    )
    touch_questions(ids)
    return len(ids)


@transaction.atomic
def set_licence(questions: Sequence[Question], licence: str, *, by: User) -> int:
    """Say what others may do with questions."""
    ids = _check(questions, by)
    return Question.objects.filter(pk__in=ids).exclude(licence=licence).update(licence=licence)


def _check(questions: Sequence[Question], by: User) -> list[int]:
    """Return the numbers of questions that the person may change now."""
    for question in questions:
        if not can_edit_bank(by, question.bank):
            raise NotAllowedError
        if question.state == Question.State.IN_REVIEW:
            raise QuestionInReviewError
    return [question.pk for question in questions]


def _owner_of(bank: Bank) -> tuple[str, int | None]:
    is_own = bank.scope == Bank.Scope.OWN
    return bank.scope, bank.owner_id if is_own else bank.organisation_id
