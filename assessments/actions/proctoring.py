"""What a proctor does: extra time, letting back in, ending. Each write leaves a line in the audit."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from django.db import transaction

from accounts.actions import record_audit
from accounts.models import User
from assessments.errors import AttemptHandedInError
from assessments.models import Attempt

from .attempts import end_attempt_at, find_end

MOST_EXTRA_MINUTES = 240


@transaction.atomic
def give_extra_time(attempt: Attempt, minutes: int, *, by: User) -> Attempt:
    """Give a learner more minutes, before the start or meanwhile; the device hears of it by itself."""
    attempt = _lock(attempt)
    return _set_extra_time(attempt, attempt.extra_minutes + minutes, by=by)


@transaction.atomic
def plan_extra_time(changes: Sequence[tuple[Attempt, int]], *, by: User) -> int:
    """Set the minutes that learners have more than others; return for how many. Safe to repeat.

    Who has handed in meanwhile is left as he is.
    """
    count = 0
    for attempt, minutes in changes:
        with suppress(AttemptHandedInError):
            _set_extra_time(_lock(attempt), minutes, by=by)
            count += 1
    return count


def _set_extra_time(attempt: Attempt, minutes: int, *, by: User) -> Attempt:
    before = attempt.extra_minutes
    attempt.extra_minutes = max(0, min(minutes, MOST_EXTRA_MINUTES))
    attempt.save(update_fields=["extra_minutes"])
    end_attempt_at(attempt, find_end(attempt))
    _note(by, "attempt.extra_time", attempt, minutes=attempt.extra_minutes - before)
    return attempt


@transaction.atomic
def let_in(attempt: Attempt, *, by: User) -> Attempt:
    """Let a learner in once more: on another machine, or after the time for beginning. Safe to repeat."""
    attempt = _lock(attempt)
    attempt.is_let_in = True
    attempt.save(update_fields=["is_let_in"])
    _note(by, "attempt.let_in", attempt)
    return attempt


@transaction.atomic
def decide_identity(attempt: Attempt, identity: Attempt.Identity, *, by: User) -> Attempt:
    """Keep what a proctor says of who sits there: information for the teacher, never a verdict."""
    attempt = _lock(attempt)
    attempt.identity = identity
    attempt.save(update_fields=["identity"])
    _note(by, f"attempt.identity_{identity}", attempt)
    return attempt


@transaction.atomic
def end_attempt(attempt: Attempt, *, by: User, now: datetime) -> Attempt:
    """End a running attempt now. What its device has not sent yet is taken within the grace."""
    attempt = _lock(attempt)
    if attempt.state == Attempt.State.STARTED and attempt.closes_at > now:
        end_attempt_at(attempt, now)
        _note(by, "attempt.end", attempt)
    return attempt


def _lock(attempt: Attempt) -> Attempt:
    locked = (
        Attempt.objects.select_for_update(of=("self",)).select_related("sitting").get(pk=attempt.pk)
    )
    if locked.is_handed_in:
        raise AttemptHandedInError
    return locked


def _note(by: User, action: str, attempt: Attempt, **detail: int) -> None:
    record_audit(
        by,
        action,
        about=attempt,
        detail={"people": [attempt.learner_id], **detail},
        school_id=attempt.school_id,
    )
