"""What a device brings to the door of a test, and the rules that it must meet. No statement of its own."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from assessments.errors import (
    NotLetInError,
    PromiseMissingError,
    SafeBrowserMissingError,
    StartedTooLateError,
    WrongCodeError,
    WrongPlaceError,
)
from assessments.models import Attempt, Schedule
from assessments.room.places import find_place


@dataclass(frozen=True)
class Entry:
    """What the start request says; the view has checked ``is_safe_browser`` against its headers."""

    code: str = ""
    address: str = ""
    is_promised: bool = False
    is_safe_browser: bool = False


BY_HAND = Entry()


def check_entry(attempt: Attempt, entry: Entry, *, now: datetime) -> None:
    """Refuse an entry that breaks a rule of the schedule, with the sentence that helps most.

    A pupil who is in already is not asked for code and promise again; place and browser always count.
    """
    schedule = attempt.sitting.schedule
    if schedule is None:
        return
    if schedule.places and find_place(schedule.places, entry.address) is None:
        raise WrongPlaceError
    if schedule.needs_safe_browser and not entry.is_safe_browser:
        raise SafeBrowserMissingError
    if attempt.state == Attempt.State.STARTED:
        if schedule.resume == Schedule.Resume.PROCTOR and not attempt.is_let_in:
            raise NotLetInError
        return
    _check_first_entry(attempt, schedule, entry, now=now)


def _check_first_entry(
    attempt: Attempt, schedule: Schedule, entry: Entry, *, now: datetime
) -> None:
    if schedule.late_start_minutes is not None and not attempt.is_let_in:
        latest = attempt.sitting.opens_at + timedelta(minutes=schedule.late_start_minutes)
        if now > latest:
            raise StartedTooLateError
    if schedule.access_code and not _is_same(entry.code, schedule.access_code):
        raise WrongCodeError
    if schedule.asks_honesty and attempt.promised_at is None and not entry.is_promised:
        raise PromiseMissingError


def _is_same(typed: str, code: str) -> bool:
    """Compare without regard to case and blanks, in constant time."""
    typed = "".join(typed.split()).upper()
    return hmac.compare_digest(typed.encode(), code.upper().encode())
