"""Makes changed questions findable by words, and finds their near-duplicates, in a job."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from assessments.items.shape import Content, plain_text
from assessments.models import Bank, Question
from assessments.queries.listing import OWNER, bank_token
from core.actions import enqueue
from search.actions import DocumentDraft, register_document, withdraw_document

from .similar import pair_questions

AT_ONCE = 100


@transaction.atomic
def touch_questions(question_ids: Collection[int]) -> None:
    """Note that these questions have changed; a job of their banks brings the index up to date."""
    rows = Question.everything.filter(pk__in=question_ids)
    banks = list(rows.order_by().values_list("bank_id", flat=True).distinct())
    rows.update(revision=F("revision") + 1, is_indexed=False)
    for bank in banks:
        ask_for_index(bank)


def ask_for_index(bank_id: int) -> None:
    """Ask for the index of a bank's changed questions, once until it has run."""
    enqueue("assessments.index_questions", bank_id, key=f"assessments.index:{bank_id}")


@transaction.atomic
def index_some(bank_id: int, *, now: datetime) -> int:
    """Bring the index up to date for some changed questions; return how many, 0 when none waits.

    Another change meanwhile leaves the question waiting.
    """
    bank = Bank.objects.select_related("organisation").get(pk=bank_id)
    rows = list(
        Question.everything.filter(bank=bank, is_indexed=False)
        .select_related("current", "subject", "grade", "author")
        .prefetch_related("outcomes__parent")
        .order_by("pk")[:AT_ONCE]
    )
    shown = [row for row in rows if is_shown(bank, row)]
    pair_questions(bank, shown, now=now)
    for row in rows:
        if row in shown:
            register_document(_draft(bank, row))
        else:
            withdraw_document(OWNER, row.pk)
        Question.everything.filter(pk=row.pk, revision=row.revision).update(is_indexed=True)
    return len(rows)


def is_shown(bank: Bank, question: Question) -> bool:
    """Say whether words find the question: not in the bin, not retired, and it has a text."""
    return (
        bank.deleted_at is None
        and question.deleted_at is None
        and question.state != Question.State.RETIRED
        and question.current is not None
    )


def _draft(bank: Bank, question: Question) -> DocumentDraft:
    version = question.current
    if version is None:  # pragma: no cover  # is_shown has looked
        raise ValueError
    outcomes = list(question.outcomes.all())
    words = [_list_words(version.content), question.name, question.category, question.source]
    words += [f"{outcome.code} {outcome.text}" for outcome in outcomes]
    words += [question.author.full_name, question.strand]
    return DocumentDraft(
        owner=OWNER,
        object_id=question.pk,
        version=question.revision,
        title=(version.stem_text or question.name)[:300],
        body="\n".join(word for word in words if word),
        url=reverse("assessments:edit_question", args=[question.public_id]),
        audience={bank_token(bank)},
        facets={
            "bank": bank.public_id,
            "state": question.state,
            "type": question.type,
            "level": question.level or "-",
            "subject": question.subject.code if question.subject else "-",
            "grade": str(question.grade.number) if question.grade else "-",
            "strand": question.strand[:100],
            "outcome": [outcome.code for outcome in outcomes],
            "author": question.author.public_id,
        },
        sort={"newest": question.created_at},
    )


def _list_words(content: Content) -> str:
    parts = [content["stem"]]
    for name in ("options", "statements", "entries", "pairs"):
        parts += [each["html"] for each in content.get(name, [])]
    return plain_text(" ".join(parts))[:4000]
