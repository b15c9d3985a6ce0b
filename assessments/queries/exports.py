"""Reads for files of questions on their way out."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.files.storage import default_storage

from accounts.permissions import AnyUser
from assessments.filters import LIMIT, QuestionFilters
from assessments.formats import ExportItem, SharedText
from assessments.items.shape import read_content
from assessments.models import Bank, Question, QuestionExport
from assessments.permissions import banks_visible_to
from core.errors import NotFoundError
from media.queries import find_blob

from .banks import list_questions
from .listing import filter_questions, read_codes

_AT_ONCE = 200
LARGEST_FILE = 20 << 20


def access_export(user: AnyUser, public_id: str) -> QuestionExport:
    """Fetch the person's own export of a bank that he may still read, or raise NotFoundError."""
    found = (
        QuestionExport.objects.filter(owner_id=user.pk, public_id=public_id)
        .filter(bank__in=banks_visible_to(user))
        .select_related("bank__organisation", "bank__owner")
        .first()
    )
    if found is None:
        raise NotFoundError
    return found


def list_export_ids(bank: Bank, chosen: Iterable[str] = ()) -> list[int]:
    """Return numbers of questions to write: the chosen ones, or the whole bank, the oldest first."""
    questions = list_questions(bank).order_by("created_at", "pk")
    wanted = list(chosen)
    if wanted:
        questions = questions.filter(public_id__in=wanted)
    return list(questions.filter(current__isnull=False).values_list("pk", flat=True))


def list_filtered(bank: Bank, filters: QuestionFilters) -> list[str]:
    """Return public ids of the questions under these filters, at most as many as a list shows."""
    questions = filter_questions(bank, filters, read_codes())
    if filters.text:
        questions = questions.filter(current__stem_text__icontains=filters.text)
    ids = questions.order_by("created_at", "pk").values_list("public_id", flat=True)
    return list(ids[:LIMIT])


def iter_export_items(ids: list[int]) -> Iterator[ExportItem]:
    """Give the questions with the bytes that they show, in the order of their numbers."""
    files: dict[str, bytes] = {}
    for start in range(0, len(ids), _AT_ONCE):
        chunk = ids[start : start + _AT_ONCE]
        rows = (
            Question.objects.filter(pk__in=chunk)
            .select_related("current", "stimulus", "subject", "grade")
            .prefetch_related("outcomes")
            .in_bulk()
        )
        for pk in chunk:
            if pk in rows:
                yield _make_item(rows[pk], files)


def _make_item(question: Question, files: dict[str, bytes]) -> ExportItem:
    version, text = question.current, question.stimulus
    content = read_content(version.content) if version else {}
    shared = SharedText(text.public_id, text.title, text.html) if text else None
    named = {**content.get("files", {}), **(text.files if text else {})}
    return ExportItem(content, _describe(question), _load(named, files), shared)


def _describe(question: Question) -> dict[str, Any]:
    told = {
        "name": question.name,
        "category": question.category,
        "level": question.level,
        "original_level": question.original_level,
        "strand": question.strand,
        "source": question.source,
        "subject": question.subject.name if question.subject else "",
        "grade": str(question.grade.number) if question.grade else "",
        "outcomes": [outcome.code for outcome in question.outcomes.all()],
        "expected_difficulty": question.expected_difficulty,
        "expected_seconds": question.expected_seconds,
    }
    return {key: value for key, value in told.items() if value}


def _load(named: dict[str, str], files: dict[str, bytes]) -> dict[str, bytes]:
    """Read pictures and sounds once each; what is gone or too large is left out."""
    for name, public_id in named.items():
        if name in files:
            continue
        blob = find_blob(public_id, "original")
        if blob is None or blob.size > LARGEST_FILE or not default_storage.exists(blob.key):
            continue
        with default_storage.open(blob.key) as file:
            files[name] = file.read()
    return {name: files[name] for name in named if name in files}
