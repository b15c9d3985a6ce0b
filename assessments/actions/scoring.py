"""Writes of marks: scoring what was handed in, closing what ran out of time."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from assessments.events import attempt_scored
from assessments.folding import fold_batches
from assessments.models import Answer, Attempt
from assessments.models.attempts import UNSCORED
from assessments.queries.attempts import list_batches, list_due_attempts
from assessments.queries.marking import find_settled
from assessments.queries.results import get_key_of
from assessments.queries.settling import read_appeal_marks
from assessments.scoring import score_item

from .attempts import close_attempt, fold_answers

_AT_ONCE = 50


@transaction.atomic
def score_attempt(attempt_id: int, *, now: datetime) -> Attempt:
    """Score all answers of an attempt that was handed in; again gives the same marks.

    Batches that were committed while the attempt was being closed are folded in first. While an
    essay or a file waits for a person's mark, the attempt waits with it and nothing is announced.
    """
    attempt = (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("paper")
        .defer("paper__body")
        .get(pk=attempt_id)
    )
    if attempt.state not in UNSCORED:
        return attempt
    is_new = attempt.state == Attempt.State.SUBMITTED
    # Nobody has appealed against what was never scored: the first scoring asks nothing more.
    given = {} if is_new and attempt.scored_at is None else read_appeal_marks(attempt)
    answers = fold_answers(attempt) if is_new else None
    total, full, is_whole = mark_answers(attempt, answers, given=given)
    if not is_whole:
        attempt.state = Attempt.State.MARKING
        attempt.save(update_fields=["state", "has_late_answers"])
        return attempt
    attempt.state = Attempt.State.SCORED
    attempt.score, attempt.max_score, attempt.scored_at = total, full, now
    attempt.save(update_fields=["state", "score", "max_score", "scored_at", "has_late_answers"])
    attempt_scored.send(sender=Attempt, attempt=attempt)
    return attempt


def mark_answers(
    attempt: Attempt,
    answers: dict[int, Answer] | None = None,
    *,
    given: Mapping[int, Decimal] | None = None,
) -> tuple[Decimal, Decimal, bool]:
    """Write the points of each answer; return their sum, the most, and whether none waits for a person.

    A mark that a person gave stays. ``answers`` are the attempt's by position, where they are known;
    ``given`` are marks after an appeal, which go before all others.
    """
    if answers is None:
        answers = {answer.position: answer for answer in attempt.answers.all()}
    total, full, is_whole = Decimal(0), Decimal(0), True
    for item in get_key_of(attempt.paper)["items"]:
        answer = answers.get(item["n"])
        result = score_item(item, answer.value if answer else None)
        points = result.points
        if answer and result.needs_person:
            points = find_settled(attempt, item["n"]) if answer.score is None else answer.score
        points = (given or {}).get(item["n"], points)
        if answer:
            answer.score = points
        is_whole = is_whole and points is not None
        total, full = total + (points or Decimal(0)), full + result.max_points
    # An upsert by the natural key: a statement of CASE branches costs ten times as much.
    Answer.objects.bulk_create(
        answers.values(),
        update_conflicts=True,
        unique_fields=["attempt", "position"],
        update_fields=["score"],
    )
    return total, full, is_whole


@transaction.atomic
def fold_stragglers(attempt_id: int, *, now: datetime) -> bool:
    """Score anew when batches that count were committed after the scoring had read them.

    Safe to repeat: when every batch is folded already, nothing changes. Returns whether it did.
    """
    attempt = Attempt.objects.select_for_update(of=("self",)).get(pk=attempt_id)
    if not attempt.is_handed_in:
        return False
    known = {
        position: (epoch, seq)
        for position, epoch, seq in attempt.answers.values_list("position", "epoch", "seq")
    }
    folded = fold_batches(list_batches(attempt)).answers
    if known == {position: (last.epoch, last.seq) for position, last in folded.items()}:
        return False
    attempt.state = Attempt.State.SUBMITTED
    attempt.save(update_fields=["state"])
    score_attempt(attempt_id, now=now)
    return True


def close_due_attempts(*, now: datetime) -> int:
    """Hand in for learners whose time and grace are over; returns how many were closed."""
    closed = 0
    for attempt_id in list_due_attempts(now).values_list("pk", flat=True)[:_AT_ONCE]:
        with transaction.atomic():
            close_attempt(attempt_id, now=now)
        closed += 1
    return closed
