"""Writes that put what was read of a file into its bank: a little at once, much by a job."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from accounts.models import User
from assessments.errors import NothingToSaveError
from assessments.formats import ImportReport
from assessments.formats.report import Element, SharedText
from assessments.models import ImportDraft, Question, Stimulus
from assessments.permissions import can_edit_bank
from core.actions import enqueue
from core.errors import ConflictError, NotAllowedError
from core.jobs import JobRun

from .banks import add_questions, fill_bank
from .stimuli import add_stimuli

JOB = "assessments.save_import"
# Up to this many are saved while the person waits.
SAVED_AT_ONCE = 200
# A job commits after so many: the bank fills as it goes, and others write in between.
STEP = 250
_SHAPE = 1


@transaction.atomic
def begin_saving(draft: ImportDraft, *, by: User, now: datetime) -> int | None:
    """Save what a draft holds: return how many questions, or None when a job does it.

    Asking again while a job is at it changes nothing, and after a job that failed goes on where it
    stopped. Raises ConflictError when all is saved already, NothingToSaveError when no question is ready.
    """
    draft = ImportDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if draft.saved_at is not None or draft.storage_key:
        raise ConflictError
    if not can_edit_bank(by, draft.bank):
        raise NotAllowedError
    ready = len(ImportReport.from_json(draft.report).usable)
    if not ready:
        raise NothingToSaveError
    if draft.saving_at is None and ready <= SAVED_AT_ONCE:
        return len(save_import(draft, by=by, now=now))
    if draft.saving_at is None:
        draft.saving_at = now
        draft.save(update_fields=["saving_at"])
    enqueue(JOB, draft.pk, about=draft, key=f"{JOB}:{draft.pk}", owner_id=by.pk)
    return None


@transaction.atomic
def save_import(draft: ImportDraft, *, by: User, now: datetime) -> list[Question]:
    """Save all that a draft holds at once; raises ConflictError when that was done or is being done."""
    draft = ImportDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if draft.saved_at is not None or draft.storage_key or draft.saving_at is not None:
        raise ConflictError
    report = ImportReport.from_json(draft.report)
    questions = add_questions(
        draft.bank,
        report.usable,
        by=by,
        now=now,
        source=draft.filename,
        stimuli=report.stimuli,
    )
    draft.saved_at = now
    draft.save(update_fields=["saved_at"])
    return questions


def go_on_saving(draft_id: int, *, run: JobRun, now: datetime) -> None:
    """Save the draft in steps, each once; after a crash it goes on where it was."""
    draft = ImportDraft.objects.select_related("owner", "bank").get(pk=draft_id)
    report = ImportReport.from_json(draft.report)
    ready = report.usable
    run.checkpoint(
        stage=gettext_noop("Saving the questions"), done=draft.saved_count, total=len(ready)
    )
    is_over = draft.saved_at is not None
    while not is_over:
        with run.step():
            done = _save_some(draft, ready, report.stimuli)
            is_over = done >= len(ready)
            if is_over:
                ImportDraft.objects.filter(pk=draft.pk, saved_at=None).update(saved_at=now)
            run.checkpoint(done=done)


def _save_some(draft: ImportDraft, ready: list[Element], texts: Mapping[str, SharedText]) -> int:
    """Save the next questions and note how far that is; return how many are saved now."""
    locked = ImportDraft.objects.select_for_update(of=("self",)).defer("report").get(pk=draft.pk)
    start, known = locked.saved_count, dict(locked.saved_so_far.get("stimuli", {}))
    elements = ready[start : start + STEP]
    wanted = {key: texts[key] for key in texts if key in {each.stimulus for each in elements}}
    shared = _share_texts(draft, wanted, known)
    blanks = [
        Question(
            subject=draft.bank.subject,
            source=draft.filename[:200],
            stimulus=shared.get(element.stimulus),
            stimulus_position=place,
        )
        for place, element in enumerate(elements, start=start + 1)
    ]
    moment = draft.saving_at or draft.created_at
    fill_bank(draft.bank, blanks, elements, by=draft.owner, now=moment)
    known |= {key: text.pk for key, text in shared.items()}
    locked.saved_so_far = {"v": _SHAPE, "count": start + len(elements), "stimuli": known}
    locked.save(update_fields=["saved_so_far"])
    return start + len(elements)


def _share_texts(
    draft: ImportDraft, wanted: Mapping[str, SharedText], known: Mapping[str, int]
) -> dict[str, Stimulus]:
    """Return these shared texts by key; those of an earlier step are found again."""
    rows = Stimulus.objects.in_bulk([known[key] for key in wanted if key in known])
    found = {key: rows[known[key]] for key in wanted if known.get(key) in rows}
    new = {key: text for key, text in wanted.items() if key not in found}
    moment = draft.saving_at or draft.created_at
    return found | add_stimuli(draft.bank, new, by=draft.owner, now=moment)
