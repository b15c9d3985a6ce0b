"""Writes to attempts.

Each function is one transaction and safe to repeat, because a learner on a poor line sends the same
request twice. Reads are in ``queries``; answers come in through ``intake.py``.
"""

import json
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.queries.classes import list_pupils
from assessments.batches import DraftBatch, record_batches
from assessments.errors import (
    AttemptHandedInError,
    AttemptVoidedError,
    NoTriesLeftError,
    SittingClosedError,
    SittingNotOpenError,
    SittingWithdrawnError,
    TakenOverError,
)
from assessments.events import attempt_started, attempt_submitted
from assessments.folding import fold_batches
from assessments.models import Answer, Attempt, Sitting, Test
from assessments.queries.attempts import find_attempt, list_batches
from assessments.tokens import get_month
from core.errors import NotFoundError

from .entry import BY_HAND, Entry, check_entry


@transaction.atomic
def prepare_attempt(sitting: Sitting, learner: User) -> Attempt:
    """Find the learner's attempt, or make it when he came into the class after scheduling.

    Raises NotFoundError for people who do not learn in the class.
    """
    attempt = find_attempt(sitting, learner)
    if attempt is not None:
        return attempt
    if not list_pupils(sitting.school_class).filter(pk=learner.pk).exists():
        raise NotFoundError
    return _make_try(sitting, learner, 1)


@transaction.atomic
def prepare_next_try(sitting: Sitting, learner: User, *, now: datetime) -> Attempt:
    """Make the learner's next try, on another form where there are several; safe to repeat.

    A try that is not handed in yet is that try. Raises NoTriesLeftError, SittingClosedError.
    """
    last = prepare_attempt(sitting, learner)
    if not last.is_handed_in:
        return last
    if not sitting.is_open(now):
        raise SittingClosedError
    tries = sitting.schedule.tries if sitting.schedule else 1
    if tries and last.try_no >= tries:
        raise NoTriesLeftError
    return _make_try(sitting, learner, last.try_no + 1, extra_minutes=last.extra_minutes)


def _make_try(sitting: Sitting, learner: User, try_no: int, *, extra_minutes: int = 0) -> Attempt:
    papers = list_paper_ids(sitting.test)
    extra = timedelta(minutes=extra_minutes)
    fields = attempt_fields(sitting)
    made, _created = Attempt.objects.get_or_create(
        sitting=sitting,
        learner=learner,
        try_no=try_no,
        defaults={
            **fields,
            "paper_id": papers[(learner.pk + try_no - 1) % len(papers)],
            "extra_minutes": extra_minutes,
            "closes_at": sitting.closes_at + extra,
            "grace_until": fields["grace_until"] + extra,
        },
    )
    return made


def list_paper_ids(test: Test) -> list[int]:
    """Papers of a test in the order of their codes: its forms, or the one it has."""
    return list(test.forms.values_list("paper_id", flat=True)) or [test.paper_id]


def attempt_fields(sitting: Sitting) -> dict[str, Any]:
    """Return what an attempt copies from its sitting."""
    return {
        "paper_id": sitting.test.paper_id,
        "school_id": sitting.school_id,
        "school_year_id": sitting.school_year_id,
        "closes_at": sitting.closes_at,
        "grace_until": sitting.closes_at + timedelta(seconds=sitting.grace_seconds),
    }


@transaction.atomic(durable=True)
def start_attempt(
    sitting_id: str, *, learner: User, now: datetime, entry: Entry = BY_HAND
) -> Attempt:
    """Let the learner in on this device: the first time it starts the clock, each time the epoch rises.

    Devices with an earlier epoch may still send what they have, and are told that they were taken
    over. ``entry`` is what the device brings: code, address, promise, browser. Raises when the
    sitting is not open, its rules refuse the device, the attempt is handed in, or there is none.
    """
    attempt = (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("sitting__test__subject", "sitting__schedule", "paper")
        .defer("paper__body")
        .filter(sitting__public_id=sitting_id, learner=learner)
        .order_by("-try_no")
        .first()
    )
    if attempt is None:
        raise NotFoundError
    _check_may_enter(attempt, now=now)
    check_entry(attempt, entry, now=now)
    attempt.epoch += 1
    attempt.is_let_in = False
    changed = ["epoch", "is_let_in"]
    if attempt.promised_at is None and entry.is_promised:
        attempt.promised_at = now
        changed.append("promised_at")
    is_first = attempt.state == Attempt.State.PREPARED
    if is_first:
        _start_clock(attempt, now=now)
        changed += ["state", "started_at", "closes_at", "grace_until"]
    attempt.save(update_fields=changed)
    if is_first:
        attempt.learner = learner
        attempt_started.send(sender=Attempt, attempt=attempt)
    return attempt


def _check_may_enter(attempt: Attempt, *, now: datetime) -> None:
    if attempt.state == Attempt.State.VOIDED:
        raise AttemptVoidedError
    if attempt.is_handed_in:
        raise AttemptHandedInError
    if attempt.sitting.withdrawn_at is not None:
        raise SittingWithdrawnError
    if now < attempt.sitting.opens_at:
        raise SittingNotOpenError
    if now >= attempt.closes_at:
        raise SittingClosedError


def _start_clock(attempt: Attempt, *, now: datetime) -> None:
    attempt.state = Attempt.State.STARTED
    attempt.started_at = now
    attempt.closes_at = find_end(attempt)
    attempt.grace_until = attempt.closes_at + timedelta(seconds=attempt.sitting.grace_seconds)


def find_end(attempt: Attempt) -> datetime:
    """Return when an attempt ends by its sitting's rules and the learner's extra time."""
    sitting, extra = attempt.sitting, timedelta(minutes=attempt.extra_minutes)
    last = sitting.closes_at
    if attempt.started_at is not None and sitting.duration_minutes is not None:
        last = min(last, attempt.started_at + timedelta(minutes=sitting.duration_minutes))
    return last + extra


def end_attempt_at(attempt: Attempt, closes_at: datetime) -> None:
    """Move the end of a locked attempt and its grace with it."""
    attempt.closes_at = closes_at
    attempt.grace_until = closes_at + timedelta(seconds=attempt.sitting.grace_seconds)
    attempt.save(update_fields=["closes_at", "grace_until"])


@transaction.atomic(durable=True)
def submit_attempt(attempt: Attempt, *, now: datetime) -> Attempt:
    """Close the attempt, fold its batches into answers, and announce it once.

    A second call changes nothing. Raises AttemptVoidedError when a proctor has voided the attempt;
    the batches stay for the record.
    """
    return close_attempt(attempt.pk, now=now)


@transaction.atomic(durable=True)
def submit_attempt_by_id(attempt_id: int, *, epoch: int, now: datetime) -> Attempt:
    """Close the attempt as the device with this epoch asks; a device that was taken over may not."""
    current = Attempt.objects.only("epoch", "state", "public_id").get(pk=attempt_id)
    if current.epoch > epoch and not current.is_handed_in:
        raise TakenOverError
    return close_attempt(attempt_id, now=now)


def save_form(attempt: Attempt, answers: dict[int, Any], *, is_last: bool, now: datetime) -> None:
    """Save all answers of the plain page as one batch of a new epoch, and hand in when asked to."""
    if attempt.is_handed_in:
        return
    attempt = _raise_epoch(attempt.pk, now=now)
    events = [{"q": position, "a": value} for position, value in sorted(answers.items())]
    if events:
        text = json.dumps(events, ensure_ascii=False, separators=(",", ":"))
        month = get_month(attempt)
        record_batches([DraftBatch(attempt.pk, attempt.epoch, 1, month, text)], now=now)
    if is_last:
        submit_attempt(attempt, now=now)


@transaction.atomic(durable=True)
def _raise_epoch(attempt_id: int, *, now: datetime) -> Attempt:
    """Let the plain page save until the grace is over, as one more device."""
    attempt = Attempt.objects.select_for_update(of=("self",)).get(pk=attempt_id)
    if attempt.is_handed_in:
        raise AttemptHandedInError
    if attempt.state != Attempt.State.STARTED or now > attempt.grace_until:
        raise SittingClosedError
    attempt.epoch += 1
    attempt.save(update_fields=["epoch"])
    return attempt


def close_attempt(attempt_id: int, *, now: datetime) -> Attempt:
    """Do the work of handing in inside the caller's transaction."""
    attempt = (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("sitting__test", "learner")
        .get(pk=attempt_id)
    )
    if attempt.state == Attempt.State.VOIDED:
        raise AttemptVoidedError
    if attempt.state == Attempt.State.PREPARED:
        raise NotFoundError
    if attempt.submitted_at is None:
        attempt.state = Attempt.State.SUBMITTED
        attempt.submitted_at = min(now, attempt.closes_at)
        fold_answers(attempt)
        attempt.save(update_fields=["state", "submitted_at", "has_late_answers"])
        attempt_submitted.send(sender=Attempt, attempt=attempt)
    return attempt


def fold_answers(attempt: Attempt) -> dict[int, Answer]:
    """Write the last word on each question; batches that came after the end leave a mark.

    Returns the answers by position. What is folded already is not written again.
    """
    answers = {answer.position: answer for answer in attempt.answers.all()}
    changed = []
    for position, last in sorted(fold_batches(list_batches(attempt)).answers.items()):
        known = answers.get(position)
        if known is not None and (known.epoch, known.seq) == (last.epoch, last.seq):
            continue
        answers[position] = Answer(
            attempt=attempt,
            position=position,
            value=last.value,
            epoch=last.epoch,
            seq=last.seq,
            received_at=last.received_at,
            is_late=last.received_at > attempt.closes_at,
        )
        changed.append(answers[position])
    if changed:
        Answer.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["attempt", "position"],
            update_fields=["value", "epoch", "seq", "received_at", "is_late"],
        )
    attempt.has_late_answers = any(answer.is_late for answer in answers.values())
    return answers
