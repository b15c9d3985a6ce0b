"""Words about people, tasks and parts: ``{% load lms_words %}``."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from assessments.models import Attempt
from assessments.queries.results import LearnerResult
from core.wording import NBSP, say_near_date, say_weekday

register = template.Library()


@register.filter
def teacher(person: User) -> str:
    """Name a teacher as pupils do: cô Hà, thầy Nam."""
    if person.gender == User.Gender.FEMALE:
        return (_("Ms %(name)s") % {"name": person.given_name}).replace(" ", NBSP)
    if person.gender == User.Gender.MALE:
        return (_("Mr %(name)s") % {"name": person.given_name}).replace(" ", NBSP)
    return person.full_name


@register.filter
def weekday_capital(day: date) -> str:
    """Name the day of the week at the beginning of a sentence."""
    name = say_weekday(day)
    return name[:1].upper() + name[1:]


@register.filter
def weekday_letters(day: date) -> str:
    """Return the short name of a day in the week line: T2 … CN."""
    return (_("Mo"), _("Tu"), _("We"), _("Th"), _("Fr"), _("Sa"), _("Su"))[day.weekday()]


@register.filter
def days_late(due_at: datetime) -> str:
    """Say kindly how long ago it was due."""
    days = (timezone.localdate() - timezone.localdate(due_at)).days
    if days <= 0:
        return _("It was due at %(time)s") % {"time": say_near_date(due_at)}
    return ngettext("%(count)s day past its time", "%(count)s days past their time", days) % {
        "count": days
    }


@register.filter
def call_name(person: User) -> str:
    """Return the two last names by which a pupil is greeted: Minh Anh."""
    return " ".join(person.full_name.split()[-2:]) or person.username


@register.filter
def mark_on_ten(attempt: Attempt | LearnerResult) -> Decimal | None:
    """Return the mark of an attempt on the scale of ten."""
    if attempt.score is None or not attempt.max_score:
        return None
    return attempt.score * 10 / attempt.max_score
