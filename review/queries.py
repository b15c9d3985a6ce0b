"""Reads of reviews: what waits for a person, what he handed in, how it stands."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language

from accounts.models import Role, User
from accounts.permissions import AnyUser
from core.errors import NotFoundError
from core.queries import get_rule

from .models import Review, ReviewEntry, ReviewStep
from .models.reviews import ReviewQuerySet
from .permissions import at_seats, list_seats, visible_to
from .procedure import StepRule


@dataclass(frozen=True)
class Check:
    """One thing to look at, in the reader's language."""

    code: str
    text: str


def list_step_rules(kind: str, day: date) -> list[StepRule]:
    """List the steps that the rule lays down for this kind on that day."""
    rules: dict[str, list[StepRule]] = get_rule("review.steps", day)
    return rules[kind]


def list_checks(kind: str, day: date | None = None) -> list[Check]:
    """List what a reviewer of this kind looks at."""
    rules: dict[str, list[dict[str, str]]] = get_rule("review.checks", day)
    language = "en" if get_language() == "en" else "vi"
    return [Check(rule["code"], rule[language]) for rule in rules.get(kind, [])]


def get_role_names() -> dict[str, str]:
    """Return the name of each role in the reader's language, by code."""
    column = "name_en" if get_language() == "en" else "name"
    return dict(Role.objects.values_list("code", column))


def list_tasks(user: AnyUser) -> QuerySet[ReviewStep]:
    """List steps that wait for this person today, the most urgent first."""
    seats = list_seats(user)
    if not seats:
        return ReviewStep.objects.none()
    return (
        ReviewStep.objects.filter(at_seats(seats), state=ReviewStep.State.WAITING)
        .exclude(review__submitted_by=user.pk)
        .exclude(review__writers=user.pk)
        .select_related(
            "review__submitted_by", "review__school", "review__curriculum_subject", "organisation"
        )
        .order_by("due_on", "opened_at", "pk")
    )


def count_tasks(user: AnyUser) -> int:
    """Count what waits for this person."""
    return list_tasks(user).order_by().count()


def list_decided(user: User) -> QuerySet[ReviewStep]:
    """List steps that this person decided, newest first."""
    return (
        ReviewStep.objects.filter(decided_by=user)
        .select_related("review__submitted_by", "review__school", "review__curriculum_subject")
        .prefetch_related("review__steps__organisation")
        .order_by("-decided_at", "-pk")
    )


def list_handed_in(user: User) -> ReviewQuerySet:
    """List reviews of this person's own work, newest first."""
    return (
        Review.objects.filter(submitted_by=user)
        .select_related("school", "curriculum_subject", "submitted_by")
        .prefetch_related("steps__organisation")
    )


def access_review(user: AnyUser, public_id: str) -> Review:
    """Fetch a review that this person handed in or has a seat in, or raise NotFoundError."""
    steps = ReviewStep.objects.select_related("organisation", "decided_by", "decided_for")
    review = (
        visible_to(user)
        .select_related("school", "curriculum_subject", "submitted_by")
        .prefetch_related(Prefetch("steps", queryset=steps))
        .filter(public_id=public_id)
        .first()
    )
    if review is None:
        raise NotFoundError
    return review


def find_current_step(review: Review) -> ReviewStep | None:
    """Return the step that waits, or None when the review has ended."""
    return next(
        (step for step in review.steps.all() if step.state == ReviewStep.State.WAITING), None
    )


def find_review(subject: models.Model, version: int | None = None) -> Review | None:
    """Return the newest review of this row, or of one version of it."""
    reviews = Review.objects.about(subject).prefetch_related("steps__organisation")
    if version is not None:
        reviews = reviews.filter(version=version)
    return reviews.order_by("-submitted_at", "-pk").first()


def list_history(review: Review) -> QuerySet[ReviewEntry]:
    """List the minutes of all versions of what this review is about, newest first."""
    return ReviewEntry.objects.filter(
        review__subject_label=review.subject_label, review__subject_id=review.subject_id
    ).select_related("review", "actor", "step__organisation", "step__decided_for")


def find_next_task(user: AnyUser, review: Review) -> tuple[int, int, ReviewStep | None]:
    """Return where this review stands among the person's tasks, how many there are, and the next."""
    tasks = list(list_tasks(user)[:200])
    place = next((n for n, step in enumerate(tasks) if step.review_id == review.pk), 0)
    following = tasks[place + 1] if place + 1 < len(tasks) else None
    return place + 1, len(tasks), following
