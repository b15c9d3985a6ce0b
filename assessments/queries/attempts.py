"""Reads of sittings and attempts."""

from datetime import datetime

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.permissions import AnyUser, visible_classes
from accounts.queries.classes import list_classes_learnt_by
from assessments.models import AnswerBatch, Attempt, Sitting
from assessments.permissions import attempts_visible_to
from core.errors import NotFoundError


def access_sitting(user: AnyUser, public_id: str) -> Sitting:
    """Fetch a sitting of a class in which the person learns or which he may open.

    A pupil who has left the class keeps the sittings in which he has an attempt.
    """
    if not isinstance(user, User):
        raise NotFoundError
    mine = (
        Q(attempts__learner=user)
        | Q(school_class__in=list_classes_learnt_by(user).values("pk"))
        | Q(school_class__in=visible_classes(user).values("pk"))
    )
    found = (
        Sitting.objects.filter(mine, public_id=public_id)
        .select_related("test__subject", "test__paper", "school_class", "school", "school_year")
        .first()
    )
    if found is None:
        raise NotFoundError
    return found


def find_attempt(sitting: Sitting, learner: User) -> Attempt | None:
    """Return the learner's newest try in the sitting, or None."""
    return Attempt.objects.filter(sitting=sitting, learner=learner).order_by("-try_no").first()


def find_own_attempt(user: AnyUser, sitting_id: str) -> Attempt | None:
    """Return the person's own attempt at a sitting with all that taking it needs, or None."""
    return (
        Attempt.objects.filter(sitting__public_id=sitting_id, learner_id=user.pk)
        .select_related("sitting__test__subject", "sitting__schedule", "paper")
        .defer("paper__body")
        .order_by("-try_no")
        .first()
    )


def get_own_attempt(user: AnyUser, sitting_id: str) -> Attempt:
    """Return the person's own attempt at a sitting, or raise NotFoundError."""
    found = find_own_attempt(user, sitting_id)
    if found is None:
        raise NotFoundError
    return found


def access_attempt(user: AnyUser, public_id: str) -> Attempt:
    """Fetch an attempt that is one's own or of a class that one may open, or raise NotFoundError."""
    attempts = (
        Attempt.objects.filter(public_id=public_id)
        .select_related(
            "sitting__test__subject",
            "sitting__school_class",
            "sitting__schedule",
            "paper",
            "learner",
        )
        .defer("paper__body")
    )
    # First the pupil's own: hundreds ask at the end of a test, and the teacher's rule is a long one.
    found = attempts.filter(learner_id=user.pk).first()
    found = found or (attempts & attempts_visible_to(user)).first()
    if found is None:
        raise NotFoundError
    return found


def list_batches(attempt: Attempt) -> QuerySet[AnswerBatch]:
    """Batches of an attempt that count, in the order in which they fold."""
    return AnswerBatch.objects.filter(attempt_id=attempt.pk, is_aside=False).order_by(
        "epoch", "seq"
    )


def list_due_attempts(now: datetime) -> QuerySet[Attempt]:
    """Return attempts whose time and grace are over and that nobody handed in."""
    return Attempt.objects.filter(state=Attempt.State.STARTED, grace_until__lt=now).order_by("pk")
