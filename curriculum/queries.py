"""Reads of the reference data."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from .models import Grade, Outcome, SchoolYear, Subject


def list_subjects(level_slug: str = "") -> QuerySet[Subject]:
    """Subjects in their order; with a level those taught there."""
    subjects = Subject.objects.order_by("position")
    return subjects.filter(levels__slug=level_slug) if level_slug else subjects


def list_outcomes(subject: Subject | None = None, grade: Grade | None = None) -> QuerySet[Outcome]:
    """Learning outcomes (not strands or topics) in the order of the programme."""
    outcomes = Outcome.objects.filter(kind=Outcome.Kind.OUTCOME).select_related("parent__parent")
    if subject is not None:
        outcomes = outcomes.filter(subject=subject)
    if grade is not None:
        outcomes = outcomes.filter(grade=grade)
    return outcomes.order_by("framework_id", "position")


def find_school_year(day: date | None = None) -> SchoolYear | None:
    """Return the school year of the day, in the holidays the one that has just ended."""
    return (
        SchoolYear.objects.filter(starts_on__lte=day or timezone.localdate())
        .order_by("-starts_on")
        .first()
    )


def list_school_years() -> QuerySet[SchoolYear]:
    """School years with their terms, the newest first."""
    return SchoolYear.objects.prefetch_related("terms").order_by("-starts_on")
