"""Reads of where questions are used and how often pupils have met them."""

from collections.abc import Collection

from django.db.models import Count, QuerySet

from accounts.models import User
from assessments.models import Attempt, Paper, PaperItem, Question


def count_papers(question_ids: Collection[int]) -> dict[int, int]:
    """Return in how many papers each question stands, any version; unused ones are left out."""
    rows = (
        PaperItem.objects.filter(version__question__in=question_ids)
        .values_list("version__question_id")
        .annotate(n=Count("paper_id", distinct=True))
        .order_by()
    )
    return dict(rows)


def count_exposures(question_ids: Collection[int]) -> dict[int, int]:
    """Return how often each question was put before a pupil: started attempts of its papers."""
    places = PaperItem.objects.filter(version__question__in=question_ids).values_list(
        "version__question_id", "paper_id"
    )
    pairs = set(places)
    starts = dict(
        Attempt.objects.filter(paper__in={paper for _, paper in pairs})
        .exclude(started_at=None)
        .values_list("paper_id")
        .annotate(n=Count("pk"))
        .order_by()
    )
    counts: dict[int, int] = {}
    for question, paper in pairs:
        if paper in starts:
            counts[question] = counts.get(question, 0) + starts[paper]
    return counts


def list_used_versions(question: Question) -> dict[int, int]:
    """Return the number of papers by version number."""
    rows = (
        PaperItem.objects.filter(version__question=question)
        .values_list("version__number")
        .annotate(n=Count("paper_id", distinct=True))
        .order_by()
    )
    return dict(rows)


def list_authors(question: Question) -> QuerySet[User]:
    """People who wrote the question or one of its versions."""
    writers = question.versions.values("author_id")
    return (
        User.objects.filter(pk__in=writers) | User.objects.filter(pk=question.author_id)
    ).order_by("sort_key", "pk")


def is_in_use(question: Question) -> bool:
    """Say whether a paper holds any version of the question."""
    return Paper.objects.filter(
        pk__in=PaperItem.objects.filter(version__question=question).values("paper_id")
    ).exists()
