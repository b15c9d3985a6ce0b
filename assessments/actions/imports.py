"""Writes to files of questions between reading and saving: reading them, mending what was read."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_noop

from accounts.models import User
from assessments.errors import FileTooLargeError
from assessments.formats import ImportReport
from assessments.formats.mending import Change, drop, mend
from assessments.formats.reading import LARGEST_FILE
from assessments.models import Bank, ImportDraft
from assessments.permissions import can_edit_bank
from core.actions import enqueue
from core.errors import ConflictError, DomainError, NotAllowedError, NotFoundError
from core.jobs import JobRun

from .banks import draft_import, read_file
from .files import keep_files

JOB = "assessments.read_import"
# What takes longer than a page may is read by a job.
READ_AT_ONCE = 400 * 1024


def begin_import(
    bank: Bank, *, data: bytes, filename: str, by: User, fmt: str, now: datetime
) -> ImportDraft:
    """Take a file of questions: read a small one now, leave a large one to a job.

    Raises ImportRefusedError when a small file as a whole cannot be read.
    """
    if len(data) > LARGEST_FILE:
        raise FileTooLargeError
    if len(data) <= READ_AT_ONCE:
        return draft_import(bank, data=data, filename=filename, by=by, fmt=fmt, now=now)
    if not can_edit_bank(by, bank):
        raise NotAllowedError
    draft = ImportDraft(
        bank=bank,
        owner=by,
        filename=filename[:255],
        size=len(data),
        format=fmt,
        report=ImportReport(fmt).to_json(),
        created_at=now,
    )
    name = f"question-imports/{draft.public_id}.bin"
    draft.storage_key = default_storage.save(name, ContentFile(data))
    with transaction.atomic():
        draft.save()
        enqueue(JOB, draft.pk, about=draft, key=f"{JOB}:{draft.pk}", owner_id=by.pk)
    return draft


def read_import(draft_id: int, *, run: JobRun, now: datetime) -> None:
    """Read the file of a waiting draft; a second run changes nothing."""
    draft = ImportDraft.objects.select_related("owner", "bank").get(pk=draft_id)
    if not draft.storage_key:
        return
    run.checkpoint(stage=gettext_noop("Reading the questions"))
    key = draft.storage_key
    with default_storage.open(key) as stream:
        data = stream.read()
    try:
        with translation.override(draft.owner.language):
            report = read_file(data, filename=draft.filename, fmt=draft.format)
            run.checkpoint(
                stage=gettext_noop("Keeping the pictures"), done=0, total=len(report.files)
            )
            report = keep_files(report, by=draft.owner, now=now)
            draft.report, draft.fault = report.to_json(), ""
    except DomainError as error:
        draft.fault = str(error.message)
    with run.step():
        draft.storage_key = ""
        draft.save(update_fields=["report", "fault", "storage_key"])
    default_storage.delete(key)


@transaction.atomic
def mend_element(draft: ImportDraft, number: int, change: Change) -> ImportDraft:
    """Change one question of a draft as a person says; what is wrong with it is looked at again.

    Raises ConflictError when the draft is saved already or being saved, NotFoundError for a number that
    is not there.
    """
    return _rewrite(draft, number, lambda element: mend(element, change))


@transaction.atomic
def drop_element(draft: ImportDraft, number: int, *, is_dropped: bool) -> ImportDraft:
    """Leave a question of a draft out, or take it in again; a second call changes nothing."""
    return _rewrite(draft, number, lambda element: drop(element, is_dropped=is_dropped))


def _rewrite(draft: ImportDraft, number: int, work: Any) -> ImportDraft:
    draft = ImportDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if draft.saved_at is not None or draft.saving_at is not None:
        raise ConflictError
    report = ImportReport.from_json(draft.report)
    if not 1 <= number <= report.found:
        raise NotFoundError
    elements = list(report.elements)
    elements[number - 1] = work(elements[number - 1])
    draft.report = replace(report, elements=tuple(elements)).to_json()
    draft.save(update_fields=["report"])
    return draft
