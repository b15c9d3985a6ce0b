"""Dates, sizes, spans and numbers in the words people use: hôm nay, thứ Năm 26/11, 12,4 MB."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

NBSP = "\u00a0"
_KILO = 1024
_MINUTE = 60
_HOUR = 60 * _MINUTE
_NEAR_DAYS = 6


def say_near_date(value: dt.date | dt.datetime | None, *, today: dt.date | None = None) -> str:
    """Say a date near today in words, a far one in figures; a time of day comes first."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        local = timezone.localtime(value)
        time = date_format(local, "TIME_FORMAT")
        return f"{time}{NBSP}{say_near_date(local.date(), today=today)}"
    today = today or timezone.localdate()
    distance = (value - today).days
    near = {
        -1: pgettext("date", "yesterday"),
        0: pgettext("date", "today"),
        1: pgettext("date", "tomorrow"),
    }
    if distance in near:
        return near[distance]
    if abs(distance) <= _NEAR_DAYS:
        return f"{say_weekday(value)}{NBSP}{date_format(value, 'MONTH_DAY_FORMAT')}"
    return date_format(value, "SHORT_DATE_FORMAT")


def say_weekday(value: dt.date) -> str:
    """Name the day of the week, as inside a sentence."""
    return (
        pgettext("weekday", "Monday"),
        pgettext("weekday", "Tuesday"),
        pgettext("weekday", "Wednesday"),
        pgettext("weekday", "Thursday"),
        pgettext("weekday", "Friday"),
        pgettext("weekday", "Saturday"),
        pgettext("weekday", "Sunday"),
    )[value.weekday()]


def say_decimal(value: Decimal | float | str | None, places: int = 1) -> str:
    """Write a number with the comma of the language and as many places as asked."""
    if value is None or value == "":
        return ""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return number_format(exact, decimal_pos=places, force_grouping=True)


def say_file_size(size: int | None) -> str:
    """Write a size as people read it on their own computer: 640 MB, 2,4 GB."""
    if size is None:
        return ""
    amount = Decimal(size)
    for unit in ("B", "KB", "MB", "GB"):
        if amount < _KILO or unit == "GB":
            break
        amount /= _KILO
    whole = unit in {"B", "KB"} or amount >= 100 or amount == amount.to_integral_value()
    return f"{say_decimal(amount, 0 if whole else 1)}{NBSP}{unit}"


def say_duration(seconds: float | None) -> str:
    """Say a span of time in minutes, or hours and minutes; under a minute in seconds."""
    if seconds is None:
        return ""
    whole = max(0, round(seconds))
    if whole < _MINUTE:
        return ngettext("%(count)s second", "%(count)s seconds", whole) % {"count": whole}
    minutes = round(whole / _MINUTE)
    if minutes < _MINUTE:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    hours, rest = divmod(minutes, _MINUTE)
    text = ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    if rest:
        minute_text = ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest}
        text = _("%(hours)s %(minutes)s") % {"hours": text, "minutes": minute_text}
    return text.replace(" ", NBSP)


def say_clock(seconds: float | None) -> str:
    """Write the length of a video: 7:42, 1:03:20."""
    if seconds is None:
        return ""
    hours, rest = divmod(max(0, round(seconds)), _HOUR)
    minutes, second = divmod(rest, _MINUTE)
    return f"{hours}:{minutes:02}:{second:02}" if hours else f"{minutes}:{second:02}"
