"""What a device brings to the door of a test, and the rules that it must meet. No statement of its own."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse

from assessments.errors import (
    NotLetInError,
    PromiseMissingError,
    SafeBrowserMissingError,
    StartedTooLateError,
    WrongCodeError,
    WrongPlaceError,
)
from assessments.models import Attempt, Schedule, Sitting
from assessments.room.places import find_place
from assessments.room.safe_browser import make_config_key, make_settings, proves, proves_any


@dataclass(frozen=True)
class Entry:
    """What the start request says: typed code, network address, promise, and SEB's two proofs."""

    code: str = ""
    address: str = ""
    is_promised: bool = False
    page: str = ""
    config_proof: str = ""
    request_proof: str = ""


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
    if schedule.needs_safe_browser and not _is_safe_browser(attempt.sitting, entry):
        raise SafeBrowserMissingError
    if attempt.state == Attempt.State.STARTED:
        if schedule.resume == Schedule.Resume.PROCTOR and not attempt.is_let_in:
            raise NotLetInError
        return
    _check_first_entry(attempt, schedule, entry, now=now)


def describe_safe_browser(sitting: Sitting) -> dict[str, Any]:
    """Return the settings of Safe Exam Browser for a sitting, always the same."""
    start = reverse("assessments:start_attempt", args=[sitting.public_id])
    own_tests = reverse("assessments:list_own_tests")
    return make_settings(settings.APP_ORIGIN + start, settings.APP_ORIGIN + own_tests)


def _is_safe_browser(sitting: Sitting, entry: Entry) -> bool:
    """Check the proof of our own file, or that of a configuration which the school built."""
    schedule = sitting.schedule
    own_key = make_config_key(describe_safe_browser(sitting))
    return proves(entry.page, own_key, entry.config_proof) or proves_any(
        entry.page, schedule.safe_browser_keys if schedule else (), entry.request_proof
    )


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
