"""Reads of the rollup. All take a stretch of days, both ends included."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, QuerySet, Sum

from .models import DailyActivity


def _activity(
    verbs: Iterable[str], first: date, last: date, school_ids: Iterable[int] | None
) -> QuerySet[DailyActivity]:
    rows = DailyActivity.objects.filter(verb__in=list(verbs), local_date__range=(first, last))
    return rows if school_ids is None else rows.filter(school_id__in=list(school_ids))


def count_actors_in_classes(
    verbs: Iterable[str], first: date, last: date, school_ids: Iterable[int] | None = None
) -> dict[int, int]:
    """Count distinct people who did any of these for a class, by school."""
    rows = _activity(verbs, first, last, school_ids).exclude(class_id=0).values_list("school_id")
    return dict(rows.annotate(Count("actor", distinct=True)))


def count_facts(
    verbs: Iterable[str], first: date, last: date, school_ids: Iterable[int] | None = None
) -> dict[int, int]:
    """Count how often these happened, by school."""
    rows = _activity(verbs, first, last, school_ids).values_list("school_id")
    return dict(rows.annotate(Sum("count")))


def list_counts_by_actor(
    verbs: Iterable[str], first: date, last: date, school_ids: Iterable[int] | None = None
) -> dict[int, list[int]]:
    """List how often each person did these, by school, without saying who."""
    rows = _activity(verbs, first, last, school_ids).values_list("school_id", "actor")
    found: dict[int, list[int]] = {}
    for school_id, _actor, total in rows.annotate(Sum("count")):
        found.setdefault(school_id, []).append(total)
    return found
