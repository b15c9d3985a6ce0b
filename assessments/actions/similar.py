"""Writes of signatures and of pairs that may not stand in one paper."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import combinations

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from assessments.models import Bank, EnemyPair, Question, QuestionSignature, QuestionVersion
from assessments.permissions import can_edit_bank
from assessments.queries.similar import (
    BAND_FIELDS,
    find_matches,
    list_near_banks,
    read_wording,
)
from core.errors import NotAllowedError

_AT_ONCE = 500
MOST_BY_HAND = 12


@transaction.atomic
def sign_versions(versions: Sequence[QuestionVersion]) -> None:
    """Write the signatures of questions whose newest versions these are; safe to repeat."""
    rows, empty = [], []
    for version in versions:
        bands = read_wording(0, version.content).bands
        if bands:
            columns = dict(zip(BAND_FIELDS, bands, strict=True))
            rows.append(QuestionSignature(question_id=version.question_id, **columns))
        elif version.number > 1:
            empty.append(version.question_id)
    QuestionSignature.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["question"],
        update_fields=list(BAND_FIELDS),
        batch_size=_AT_ONCE,
    )
    if empty:
        QuestionSignature.objects.filter(question__in=empty).delete()


@transaction.atomic
def pair_questions(bank: Bank, questions: Sequence[Question], *, now: datetime) -> None:
    """Make near-duplicates of these questions their enemies, and forget those that are no longer.

    What a person has said of a pair stays. ``current`` has to be loaded.
    """
    ids = [question.pk for question in questions]
    EnemyPair.objects.filter(
        Q(first__in=ids) | Q(second__in=ids), kind=EnemyPair.Kind.NEAR, is_lifted=False
    ).delete()
    wordings = [read_wording(q.pk, q.current.content) for q in questions if q.current]
    matches = find_matches(wordings, list_near_banks(bank))
    pairs = {
        (min(key, match.question_id), max(key, match.question_id)): match.percent
        for key, found in matches.items()
        for match in found
        if match.question_id != key
    }
    EnemyPair.objects.bulk_create(
        [
            EnemyPair(
                first_id=first,
                second_id=second,
                kind=EnemyPair.Kind.NEAR,
                alike_percent=percent,
                created_at=now,
            )
            for (first, second), percent in pairs.items()
        ],
        ignore_conflicts=True,
        batch_size=_AT_ONCE,
    )


@transaction.atomic
def link_copy(origin: Question, copy: Question, *, now: datetime) -> None:
    """Keep a question and its copy apart; safe to repeat."""
    first, second = sorted((origin.pk, copy.pk))
    EnemyPair.objects.update_or_create(
        first_id=first,
        second_id=second,
        defaults={"kind": EnemyPair.Kind.COPY, "alike_percent": 100, "is_lifted": False},
        create_defaults={
            "kind": EnemyPair.Kind.COPY,
            "alike_percent": 100,
            "created_at": now,
        },
    )


@transaction.atomic
def keep_apart(questions: Iterable[Question], *, by: User, now: datetime) -> int:
    """Say that none of these questions may stand beside another; return the number of pairs."""
    chosen = sorted(questions, key=lambda question: question.pk)[:MOST_BY_HAND]
    if any(not can_edit_bank(by, question.bank) for question in chosen):
        raise NotAllowedError
    pairs = [
        EnemyPair(first=one, second=other, kind=EnemyPair.Kind.MANUAL, by=by, created_at=now)
        for one, other in combinations(chosen, 2)
    ]
    EnemyPair.objects.bulk_create(
        pairs,
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["kind", "is_lifted", "by"],
    )
    return len(pairs)


@transaction.atomic
def lift_pair(pair: EnemyPair, *, by: User) -> None:
    """Say that two near-duplicates are different questions; they are not found again."""
    if not can_edit_bank(by, pair.first.bank):
        raise NotAllowedError
    EnemyPair.objects.filter(pk=pair.pk).update(is_lifted=True, by=by)
