"""Writes to the reference data."""

from datetime import date, timedelta

from django.db import transaction

from .errors import YearOverlapsError
from .models import SchoolYear, Term


@transaction.atomic
def open_school_year(
    *, starts_on: date, second_term_on: date, ends_on: date, code: str = ""
) -> SchoolYear:
    """Make a school year with its two terms; the same code again gives the same year unchanged.

    ``code`` is made of both calendar years when it is empty. Raises YearOverlapsError when the days
    are not in order, or another school year has some of them.
    """
    code = code or f"{starts_on.year}-{ends_on.year}"
    known = SchoolYear.objects.filter(code=code).first()
    if known is not None:
        return known
    taken = SchoolYear.objects.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
    if not starts_on < second_term_on < ends_on or taken.exists():
        raise YearOverlapsError
    year = SchoolYear.objects.create(code=code, starts_on=starts_on, ends_on=ends_on)
    before = second_term_on - timedelta(days=1)
    Term.objects.create(school_year=year, number=1, starts_on=starts_on, ends_on=before)
    Term.objects.create(school_year=year, number=2, starts_on=second_term_on, ends_on=ends_on)
    return year
