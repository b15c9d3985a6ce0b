"""Time limits of requests about personal data: pure reckoning of days."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

SATURDAY = 5


@dataclass(frozen=True)
class Limits:
    """The days of one request."""

    answer_by: date
    due_on: date
    latest_extension: date


def add_working_days(day: date, count: int, holidays: frozenset[date]) -> date:
    """Return the day that lies so many working days after this one."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY and day not in holidays
    return day


def reckon_limits(kind: str, received_on: date, rule: dict[str, Any]) -> Limits:
    """Reckon the limits of a request from the rule ``privacy.limits``.

    The first answer is counted in working days, what is done within in days of the calendar.
    """
    holidays = frozenset(date.fromisoformat(day) for day in rule["holidays"])
    terms = rule["kinds"][kind]
    due_on = received_on + timedelta(days=terms["days"])
    return Limits(
        answer_by=add_working_days(received_on, rule["answer_working_days"], holidays),
        due_on=due_on,
        latest_extension=due_on + timedelta(days=terms["extension_days"]),
    )
