"""Copies of questions in higher banks: the same words, authors, licence and AI label."""

from datetime import datetime

from django.db import transaction

from assessments.models import Bank, Question, QuestionVersion, Stimulus

from .files import link_files, link_stimulus_files
from .similar import link_copy, sign_versions

# What a copy keeps of its origin, version by version.
_KEPT = (
    "type",
    "level",
    "subject",
    "grade",
    "name",
    "category",
    "source",
    "licence",
    "is_ai_assisted",
    "strand",
    "expected_difficulty",
    "expected_seconds",
    "original_level",
    "stimulus_position",
)


@transaction.atomic
def copy_up(
    question: Question, version: QuestionVersion, target: Bank, *, now: datetime
) -> Question:
    """Put a version that was passed into a higher bank, ready: a new question, or its next version.

    The copy's author and its versions' authors are the origin's. A second call changes nothing.
    """
    copy = Question.everything.filter(bank=target, origin=question).first()
    kept = {name: getattr(question, name) for name in _KEPT}
    kept["stimulus"] = copy_stimulus(question.stimulus, target)
    if copy is None:
        copy = Question(bank=target, origin=question, author=question.author, created_at=now)
    for name, value in {**kept, "state": Question.State.READY, "deleted_at": None}.items():
        setattr(copy, name, value)
    copy.save()
    copy.outcomes.set(question.outcomes.all())
    _add_version(copy, version)
    link_copy(question, copy, now=now)
    return copy


def _add_version(copy: Question, version: QuestionVersion) -> None:
    latest = copy.versions.order_by("-number").first()
    if latest is not None and latest.content == version.content:
        return
    new = QuestionVersion.objects.create(
        question=copy,
        number=latest.number + 1 if latest else 1,
        content=version.content,
        stem_text=version.stem_text,
        fingerprint=version.fingerprint,
        author=version.author,
        created_at=version.created_at,
    )
    copy.current = new
    copy.save(update_fields=["current"])
    link_files([new])
    sign_versions([new])


def copy_stimulus(stimulus: Stimulus | None, target: Bank) -> Stimulus | None:
    """Return the shared text in the target bank, once for all questions that stand under it."""
    if stimulus is None or stimulus.bank_id == target.pk:
        return stimulus
    same = Stimulus.objects.filter(bank=target, html=stimulus.html, title=stimulus.title)
    found = same.first()
    if found is not None:
        return found
    new = Stimulus.objects.create(
        bank=target,
        title=stimulus.title,
        html=stimulus.html,
        files=stimulus.files,
        author=stimulus.author,
        created_at=stimulus.created_at,
    )
    link_stimulus_files(new)
    return new
