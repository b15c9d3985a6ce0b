"""Writes of marks that people give."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.actions import record_audit
from accounts.models import User
from assessments.errors import MarkingRuleError, NotYourAnswerError
from assessments.models import Answer, Attempt, ManualMark, MarkingRule, SavedComment, Sitting
from assessments.queries.marking import find_settled, get_rule
from core.actions import enqueue

from .scoring import score_attempt

_MOST_COMMENTS = 100


@transaction.atomic
def save_mark(
    answer: Answer,
    *,
    by: User,
    round_number: int,
    points: Decimal,
    fields: Mapping[str, Any],
    now: datetime,
) -> ManualMark:
    """Keep a marker's mark; the score follows as soon as all marks that count are there.

    A second call of the same round changes the mark and writes into the audit what it was. Raises
    NotYourAnswerError when somebody else marked it in this round. ``fields`` are ``choices``,
    ``comment`` and ``notes`` of ManualMark.
    """
    attempt = Attempt.objects.select_for_update(of=("self",)).get(pk=answer.attempt_id)
    before = ManualMark.objects.filter(
        attempt=attempt, position=answer.position, round=round_number
    ).first()
    if before is not None and before.marker_id != by.pk:
        raise NotYourAnswerError
    mark, _created = ManualMark.objects.update_or_create(
        attempt=attempt,
        position=answer.position,
        round=round_number,
        defaults={"marker": by, "points": points, "marked_at": now, **fields},
    )
    if before is not None and before.points != points:
        detail = {
            "question": answer.position,
            "before": str(before.points),
            "after": str(points),
            "people": [attempt.learner_id],
        }
        record_audit(by, "mark.change", about=attempt, detail=detail, school_id=attempt.school_id)
    _settle_answer(attempt, answer.position, now=now)
    return mark


@transaction.atomic
def save_rule(sitting: Sitting, *, by: User, fields: Mapping[str, Any]) -> MarkingRule:
    """Keep how a sitting is marked; raise MarkingRuleError when two markers are one person."""
    rule = get_rule(sitting)
    for name, value in fields.items():
        setattr(rule, name, value)
    people = [sitting.created_by_id, rule.second_marker_id, rule.third_marker_id]
    named = [each for each in people if each is not None]
    if rule.is_double and (rule.second_marker_id is None or len(named) != len(set(named))):
        raise MarkingRuleError
    rule.save()
    detail = {"double": rule.is_double, "anonymous": rule.is_anonymous}
    record_audit(by, "marking.rule", about=sitting, detail=detail, school_id=sitting.school_id)
    for attempt in Attempt.objects.filter(sitting=sitting, manual_marks__isnull=False).distinct():
        for position in attempt.manual_marks.values_list("position", flat=True).distinct():
            _settle_answer(attempt, position, now=sitting.closes_at)
    return rule


def save_comment(owner: User, text: str, *, now: datetime) -> None:
    """Keep a comment to give again; the oldest leave when there are too many."""
    text = text.strip()[:500]
    if not text:
        return
    SavedComment.objects.update_or_create(owner=owner, text=text, defaults={"used_at": now})
    old = SavedComment.objects.filter(owner=owner).values_list("pk", flat=True)[_MOST_COMMENTS:]
    SavedComment.objects.filter(pk__in=list(old)).delete()


def _settle_answer(attempt: Attempt, position: int, *, now: datetime) -> None:
    """Write what the marks come to, and score the attempt when it is complete or has changed."""
    points = find_settled(attempt, position)
    answer = Answer.objects.get(attempt=attempt, position=position)
    if answer.score == points:
        return
    answer.score = points
    answer.save(update_fields=["score"])
    if attempt.state not in {Attempt.State.MARKING, Attempt.State.SCORED}:
        return
    Attempt.objects.filter(pk=attempt.pk).update(
        state=Attempt.State.MARKING, score=None, scored_at=None
    )
    scored = score_attempt(attempt.pk, now=now)
    if scored.state == Attempt.State.SCORED:
        enqueue("assessments.score_attempt", attempt.pk, about=attempt, school_id=attempt.school_id)
