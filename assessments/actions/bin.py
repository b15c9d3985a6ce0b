"""Writes of the bin: throwing away, bringing back, and clearing after the time that the rule gives."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError

from accounts.models import User
from assessments.errors import BankInUseError
from assessments.models import Bank, BinEntry, Matrix, Question, QuestionVersion, Test
from assessments.permissions import can_throw_away
from assessments.queries.listing import OWNER
from core.errors import NotAllowedError, NotFoundError
from core.ids import new_public_id
from core.queries import get_rule
from search.actions import withdraw_document

from .indexing import ask_for_index, touch_questions

Thing = Bank | Question | Test | Matrix
# Kinds by the name that entries know, each with all its rows, those of the bin too.
ROWS: dict[str, models.Manager[Any]] = {
    "bank": Bank.objects,
    "question": Question.everything,
    "test": Test.objects,
    "matrix": Matrix.objects,
}
AT_ONCE = 50


@transaction.atomic
def throw_away(things: Sequence[Thing], *, by: User, now: datetime) -> str:
    """Put things into the person's bin together; return the batch by which they come back.

    What is there already stays in its batch. Raises NotAllowedError for what is not the person's or is
    under review.
    """
    batch = new_public_id()
    for thing in things:
        if not can_throw_away(by, thing):
            raise NotAllowedError
        if isinstance(thing, Bank) and _is_in_review(thing):
            raise BankInUseError
    BinEntry.objects.bulk_create(
        [
            BinEntry(
                batch=batch,
                owner=by,
                kind=name_kind(thing),
                object_id=thing.pk,
                title=_title(thing)[:200],
                place=thing.bank.name if isinstance(thing, Question) else "",
                deleted_at=now,
            )
            for thing in things
        ],
        ignore_conflicts=True,
    )
    _mark(things, now)
    return batch


@transaction.atomic
def restore(entries: Sequence[BinEntry]) -> int:
    """Bring things back as they were; return how many came."""
    things = [thing for entry in entries if (thing := find_thing(entry)) is not None]
    _mark(things, None)
    BinEntry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
    return len(things)


@transaction.atomic
def restore_batch(batch: str, *, by: User) -> int:
    """Bring back what was thrown away together; a second call brings nothing more.

    Raises NotFoundError when the batch is not the person's.
    """
    entries = list(BinEntry.objects.select_for_update().filter(batch=batch, owner=by))
    if not entries:
        raise NotFoundError
    return restore(entries)


@transaction.atomic
def clear_some(*, now: datetime) -> int:
    """Destroy some of what lay in the bin long enough; return how many entries went, 0 at the end.

    What a paper, a test or a figure still uses stays in its table, out of everybody's sight.
    """
    days = get_rule("assessments.bin")["days"]
    old = BinEntry.objects.filter(deleted_at__lt=now - timedelta(days=days)).order_by("pk")
    entries = list(old[:AT_ONCE])
    for entry in entries:
        thing = find_thing(entry)
        if thing is not None and thing.deleted_at is not None:
            _destroy(thing)
    BinEntry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
    return len(entries)


def find_thing(entry: BinEntry) -> Thing | None:
    """Return the row of an entry, or None when it is gone."""
    found: Thing | None = ROWS[entry.kind].filter(pk=entry.object_id).first()
    return found


def name_kind(thing: Thing) -> str:
    """Return the name by which entries know the model."""
    return next(name for name, rows in ROWS.items() if isinstance(thing, rows.model))


def _mark(things: Sequence[Thing], at: datetime | None) -> None:
    """Write when they were thrown away, or that they were not; the text index follows."""
    for name, rows in ROWS.items():
        ids = [thing.pk for thing in things if name_kind(thing) == name]
        if ids:
            rows.filter(pk__in=ids).update(deleted_at=at)
        if name == "question":
            touch_questions(ids)
        if name == "bank":
            for pk in ids:
                _touch_bank(pk)


def _touch_bank(bank_id: int) -> None:
    """Note that all questions of a bank appear or disappear."""
    Question.everything.filter(bank=bank_id).update(
        revision=models.F("revision") + 1, is_indexed=False
    )
    ask_for_index(bank_id)


def _is_in_review(bank: Bank) -> bool:
    return bank.questions.filter(state=Question.State.IN_REVIEW).exists()


def _title(thing: Thing) -> str:
    if isinstance(thing, Question):
        return (thing.current.stem_text if thing.current else "") or thing.name or thing.public_id
    return thing.name if isinstance(thing, Bank) else thing.title


def _destroy(thing: Thing) -> bool:
    """Delete a row for good unless something still points at it; say whether it went."""
    try:
        with transaction.atomic():
            if isinstance(thing, Question):
                _destroy_question(thing)
            elif isinstance(thing, Bank):
                _destroy_bank(thing)
            else:
                thing.delete()
    except ProtectedError:
        return False
    return True


def _destroy_question(question: Question) -> None:
    Question.everything.filter(pk=question.pk).update(current=None)
    QuestionVersion.objects.filter(question=question).delete()
    Question.everything.filter(pk=question.pk).delete()
    withdraw_document(OWNER, question.pk)


def _destroy_bank(bank: Bank) -> None:
    """Delete what nobody uses of a bank, and the bank when nothing is left."""
    for question in Question.everything.filter(bank=bank):
        if question.deleted_at is None:
            Question.everything.filter(pk=question.pk).update(deleted_at=bank.deleted_at)
        _destroy(question)
    if not Question.everything.filter(bank=bank).exists():
        bank.stimuli.all().delete()
        bank.delete()
