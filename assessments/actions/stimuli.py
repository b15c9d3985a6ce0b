"""Writes of texts, pictures and sounds that several questions stand under."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import User
from assessments.formats.report import SharedText
from assessments.models import (
    Bank,
    PaperItem,
    Question,
    QuestionOffer,
    QuestionVersion,
    Stimulus,
)
from assessments.permissions import can_edit_bank
from core.errors import NotAllowedError

from .files import link_stimulus_files
from .indexing import touch_questions


def add_stimuli(
    bank: Bank, texts: Mapping[str, SharedText], *, by: User, now: datetime
) -> dict[str, Stimulus]:
    """Put the shared texts of a report into a bank; returns them by their keys.

    The HTML is clean and its pictures are kept: ``actions.files.keep_files`` has seen to it.
    """
    return {key: _add(bank, text, by=by, now=now) for key, text in texts.items()}


@transaction.atomic
def write_stimulus(bank: Bank, text: SharedText, *, by: User, now: datetime) -> Stimulus:
    """Put a shared text that was typed into a bank; its HTML is clean and its files are kept."""
    if not can_edit_bank(by, bank):
        raise NotAllowedError
    return _add(bank, text, by=by, now=now)


@transaction.atomic
def rewrite_stimulus(stimulus: Stimulus, text: SharedText, *, by: User, now: datetime) -> Stimulus:
    """Change a shared text, or write a new one in its place when it is in use.

    Then papers and questions under review keep the old one; all other questions move to the new one
    with a new version each, and in a shared bank ready ones are drafts until another person passes
    them. The same text again changes nothing. Returns the text that holds now.
    """
    if not can_edit_bank(by, stimulus.bank):
        raise NotAllowedError
    rows = Stimulus.objects.select_for_update(of=("self",)).select_related("bank")
    stimulus = rows.get(pk=stimulus.pk)
    if (stimulus.title, stimulus.html, stimulus.files) == (text.title, text.html, text.files):
        return stimulus
    if is_stimulus_in_use(stimulus):
        new = _add(stimulus.bank, text, by=by, now=now, previous=stimulus)
        _move_questions(stimulus, new, by=by, now=now)
        return new
    stimulus.title, stimulus.html, stimulus.files = text.title[:200], text.html, text.files
    stimulus.save(update_fields=["title", "html", "files"])
    link_stimulus_files(stimulus)
    touch_questions(_list_ids(stimulus))
    return stimulus


def is_stimulus_in_use(stimulus: Stimulus) -> bool:
    """Say whether somebody relies on the text: a paper, a review, or a shared bank that passed it."""
    questions = Question.everything.filter(stimulus=stimulus)
    is_shared = stimulus.bank.scope != Bank.Scope.OWN
    return (
        PaperItem.objects.filter(stimulus=stimulus).exists()
        or QuestionOffer.objects.filter(question__in=questions.values("pk")).exists()
        or (is_shared and questions.filter(state=Question.State.READY).exists())
    )


def _add(
    bank: Bank,
    text: SharedText,
    *,
    by: User,
    now: datetime,
    previous: Stimulus | None = None,
) -> Stimulus:
    stimulus = Stimulus.objects.create(
        bank=bank,
        title=text.title[:200],
        html=text.html,
        files=dict(text.files),
        author=by,
        created_at=now,
        previous=previous,
    )
    link_stimulus_files(stimulus)
    return stimulus


def _move_questions(old: Stimulus, new: Stimulus, *, by: User, now: datetime) -> None:
    """Bring what is not under review under the new text, each question in a new version."""
    questions = list(
        Question.everything.select_for_update(of=("self",))
        .filter(stimulus=old)
        .exclude(state=Question.State.IN_REVIEW)
        .order_by("pk")
    )
    _repeat_versions(questions, by=by, now=now)
    for question in questions:
        question.stimulus = new
        if question.state == Question.State.READY and new.bank.scope != Bank.Scope.OWN:
            question.state = Question.State.DRAFT
    Question.everything.bulk_update(questions, ["stimulus", "state", "current"])
    touch_questions([question.pk for question in questions])


def _repeat_versions(questions: Iterable[Question], *, by: User, now: datetime) -> None:
    """Write each question's wording again: reviewers pass versions, and this one reads anew."""
    for question in questions:
        latest = question.versions.order_by("-number").first()
        if latest is None:
            continue
        question.current = QuestionVersion.objects.create(
            question=question,
            number=latest.number + 1,
            content=latest.content,
            stem_text=latest.stem_text,
            fingerprint=latest.fingerprint,
            author=by,
            created_at=now,
        )


def _list_ids(stimulus: Stimulus) -> list[int]:
    return list(Question.everything.filter(stimulus=stimulus).values_list("pk", flat=True))
