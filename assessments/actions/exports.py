"""Writes of files of questions on their way out."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from accounts.models import User
from assessments.errors import NothingToExportError, UnknownFormatError
from assessments.formats import WRITERS, Export, write
from assessments.models import Bank, QuestionExport
from assessments.permissions import can_see_bank
from assessments.queries.exports import iter_export_items, list_export_ids
from core.actions import enqueue
from core.errors import NotAllowedError

# Up to this many are written while the person waits.
AT_ONCE = 200
KEPT = timedelta(days=7)
_CLEARED_AT_ONCE = 100
Progress = Callable[[int, int], None]


def export_questions(
    bank: Bank, fmt: str, *, chosen: Iterable[str] = (), progress: Progress | None = None
) -> Export:
    """Write the chosen questions of a bank, or all, in one format.

    Raises UnknownFormatError, or NothingToExportError when there is no question to write.
    """
    if fmt not in WRITERS:
        raise UnknownFormatError
    ids = list_export_ids(bank, chosen)
    if not ids:
        raise NothingToExportError
    items = []
    for number, item in enumerate(iter_export_items(ids), start=1):
        items.append(item)
        if progress and number % AT_ONCE == 0:
            progress(number, len(ids))
    return write(fmt, items)


@transaction.atomic
def begin_export(
    bank: Bank, fmt: str, *, chosen: list[str], by: User, now: datetime
) -> QuestionExport:
    """Note what is to be written, and ask a job for it when it is much."""
    if not can_see_bank(by, bank):
        raise NotAllowedError
    if fmt not in WRITERS:
        raise UnknownFormatError
    count = len(list_export_ids(bank, chosen))
    if not count:
        raise NothingToExportError
    export = QuestionExport.objects.create(
        bank=bank, owner=by, format=fmt, chosen=chosen, found=count, created_at=now
    )
    if count > AT_ONCE:
        enqueue("assessments.write_export", export.pk, about=export, owner_id=by.pk)
    return export


def make_export(export_id: int, *, now: datetime, progress: Progress | None = None) -> None:
    """Write the file of an export and keep it; a second run changes nothing."""
    row = QuestionExport.objects.select_related("bank").filter(pk=export_id).first()
    if row is None or row.made_at is not None:
        return
    written = export_questions(row.bank, row.format, chosen=row.chosen, progress=progress)
    name = f"exports/{row.public_id[:2]}/{row.public_id}{WRITERS[row.format].suffix}"
    # A run that was cut short may have left a file of this name.
    default_storage.delete(name)
    key = default_storage.save(name, ContentFile(written.data))
    counts = {state: written.count(state) for state in ("taken", "degraded", "refused")}
    losses = [
        [element.ref, element.state, [list(reason) for reason in element.reasons]]
        for element in written.lost[: QuestionExport.MOST_LOSSES]
    ]
    QuestionExport.objects.filter(pk=row.pk).update(
        key=key,
        size=len(written.data),
        found=len(written.elements),
        losses=losses,
        made_at=now,
        **counts,
    )


def clear_some_exports(*, now: datetime) -> int:
    """Delete files that were made days ago, a few at a time; return how many went."""
    old = list(QuestionExport.objects.filter(created_at__lt=now - KEPT)[:_CLEARED_AT_ONCE])
    for row in old:
        if row.key:
            default_storage.delete(row.key)
        row.delete()
    return len(old)
