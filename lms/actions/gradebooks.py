"""Writes into gradebooks: columns, marks, remarks, and whether families read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.actions import record_audit
from accounts.models import SchoolClass, User
from assessments.models import Sitting
from curriculum.models import Subject, Term
from lms.errors import CorrectionReasonError, NoMarksHereError
from lms.models import Gradebook, GradeColumn, GradeMark, GradeRemark
from lms.queries.book import Book, Cell, Column


@dataclass(frozen=True)
class Entry:
    """What is written into a cell: a mark or a verdict, and why where something stood there."""

    mark: Decimal | None = None
    verdict: str = ""
    reason: str = ""


@transaction.atomic
def open_gradebook(school_class: SchoolClass, subject: Subject, term: Term) -> Gradebook:
    """Return the gradebook, made when it is written into for the first time; safe to repeat."""
    return Gradebook.objects.get_or_create(school_class=school_class, subject=subject, term=term)[0]


@transaction.atomic
def add_column(book: Book, *, kind: str, title: str, by: User, now: datetime) -> GradeColumn:
    """Add a column for marks that come from no test; raise NoMarksHereError for a kind without marks."""
    if kind not in book.scheme.kinds:
        raise NoMarksHereError
    gradebook = open_gradebook(book.school_class, book.subject, book.term)
    column = GradeColumn.objects.create(
        gradebook=gradebook, kind=kind, title=title.strip(), made_by=by, made_at=now
    )
    _note(book, "gradebook.column", by=by, detail={"column": column.public_id, "kind": kind})
    return column


@transaction.atomic
def set_counted(book: Book, column: Column, *, is_counted: bool, by: User, now: datetime) -> None:
    """Say whether the marks of a column count for the term; safe to repeat."""
    row = _keep_column(book, column, by=by, now=now)
    if row.is_counted != is_counted:
        row.is_counted = is_counted
        row.save(update_fields=["is_counted"])
        detail = {"column": column.key, "counted": is_counted}
        _note(book, "gradebook.column", by=by, detail=detail)


@transaction.atomic
def write_mark(
    book: Book, cell: Cell, pupil: User, *, entry: Entry, by: User, now: datetime
) -> GradeMark | None:
    """Write a mark or verdict; the same again changes nothing and gives None.

    What stood there stays as an earlier entry. Raises CorrectionReasonError when something stands
    there and no reason is given.
    """
    column = _keep_column(book, cell.column, by=by, now=now)
    if (cell.mark, cell.verdict) == (entry.mark, entry.verdict):
        return None
    before = say_entry(cell.mark, cell.verdict)
    reason = entry.reason.strip()
    if before and not reason:
        raise CorrectionReasonError
    mark = GradeMark.objects.create(
        column=column,
        pupil=pupil,
        mark=entry.mark,
        verdict=entry.verdict,
        before=before,
        reason=reason,
        given_by=by,
        given_at=now,
    )
    if before:
        after = say_entry(entry.mark, entry.verdict)
        detail = {"people": [pupil.pk], "before": before, "after": after, "reason": reason}
        _note(book, "gradebook.correct", by=by, detail=detail)
    return mark


@transaction.atomic
def write_remarks(
    book: Book,
    moment: str,
    remarks: Mapping[int, tuple[str, str]],
    *,
    by: User,
    now: datetime,
) -> int:
    """Keep level and words of pupils, by id; returns how many changed. Changed ones stand in the audit."""
    gradebook = open_gradebook(book.school_class, book.subject, book.term)
    kept = {
        row.pupil_id: row for row in GradeRemark.objects.filter(gradebook=gradebook, moment=moment)
    }
    changed: dict[str, list[str]] = {}
    for pupil_id, (level, text) in remarks.items():
        row = kept.get(pupil_id) or GradeRemark(
            gradebook=gradebook, pupil_id=pupil_id, moment=moment
        )
        if (row.level, row.text) == (level, text.strip()):
            continue
        changed[str(pupil_id)] = [row.level, level]
        row.level, row.text, row.written_by, row.written_at = level, text.strip(), by, now
        row.save()
    if changed:
        detail = {"people": [int(pk) for pk in changed], "moment": moment, "levels": changed}
        _note(book, "gradebook.remark", by=by, detail=detail)
    return len(changed)


@transaction.atomic
def show_to_families(book: Book, *, is_shown: bool, by: User, now: datetime) -> Gradebook:
    """Let pupils and parents read their own line, or no more; safe to repeat."""
    gradebook = open_gradebook(book.school_class, book.subject, book.term)
    if (gradebook.shown_at is not None) != is_shown:
        gradebook.shown_at, gradebook.shown_by = (now, by) if is_shown else (None, None)
        gradebook.save(update_fields=["shown_at", "shown_by"])
        _note(book, "gradebook.show", by=by, detail={"shown": is_shown})
    return gradebook


def say_entry(mark: Decimal | None, verdict: str) -> str:
    """Write what a cell shows, for the record: ``8.5``, ``pass`` or nothing."""
    return verdict or ("" if mark is None else f"{mark.normalize():f}")


def _keep_column(book: Book, column: Column, *, by: User, now: datetime) -> GradeColumn:
    if column.row is not None:
        return column.row
    sitting: Sitting | None = column.sitting
    gradebook = open_gradebook(book.school_class, book.subject, book.term)
    column.row, _made = GradeColumn.objects.get_or_create(
        gradebook=gradebook,
        sitting=sitting,
        defaults={
            "kind": column.kind,
            "title": column.title[:120],
            "made_by": by,
            "made_at": now,
        },
    )
    return column.row


def _note(book: Book, verb: str, *, by: User, detail: dict[str, Any]) -> None:
    gradebook = open_gradebook(book.school_class, book.subject, book.term)
    school_id = book.school_class.school_id
    record_audit(by, verb, about=gradebook, detail=detail, school_id=school_id)
