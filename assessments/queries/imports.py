"""Reads of files of questions between choosing the file and having them in the bank."""

from assessments.formats import Element, ImportReport
from assessments.models import ImportDraft
from core.errors import NotFoundError
from core.models import Job
from core.queries import list_jobs


def find_work(draft: ImportDraft) -> Job | None:
    """Return the job that reads the file of a draft or saves its questions, or None."""
    return list_jobs(about=draft).last()


def access_element(draft: ImportDraft, number: int) -> Element:
    """Return a question of a draft by its number from 1, or raise NotFoundError."""
    elements = ImportReport.from_json(draft.report).elements
    if not 1 <= number <= len(elements):
        raise NotFoundError
    return elements[number - 1]
