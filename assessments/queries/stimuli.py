"""Reads of shared texts."""

from django.db.models import Count, Q, QuerySet

from accounts.permissions import AnyUser
from assessments.models import Bank, Question, Stimulus
from assessments.permissions import banks_visible_to, can_edit_bank
from core.errors import NotFoundError


def list_stimuli(bank: Bank) -> QuerySet[Stimulus]:
    """Shared texts of a bank with the count of their questions, newest first.

    Those that another text stands in for are left out once no question stands under them.
    """
    kept = Q(questions__deleted_at=None)
    return (
        Stimulus.objects.filter(bank=bank)
        .annotate(
            question_count=Count("questions", filter=kept, distinct=True),
            later_count=Count("later", distinct=True),
        )
        .filter(Q(later_count=0) | Q(question_count__gt=0))
        .select_related("author")
        .order_by("-created_at", "-pk")
    )


def access_stimulus(user: AnyUser, public_id: str) -> Stimulus:
    """Fetch a shared text of a bank that the person may read, or raise NotFoundError."""
    found = (
        Stimulus.objects.filter(bank__in=banks_visible_to(user), public_id=public_id)
        .select_related("bank__organisation", "bank__owner", "author", "previous")
        .first()
    )
    if found is None:
        raise NotFoundError
    return found


def access_editable_stimulus(user: AnyUser, public_id: str) -> Stimulus:
    """Fetch a shared text that the person may change, or raise NotFoundError."""
    stimulus = access_stimulus(user, public_id)
    if not can_edit_bank(user, stimulus.bank):
        raise NotFoundError
    return stimulus


def list_questions_under(stimulus: Stimulus) -> QuerySet[Question]:
    """Questions that stand under a text, in their order."""
    return (
        Question.objects.filter(stimulus=stimulus)
        .select_related("current", "subject", "grade")
        .order_by("stimulus_position", "pk")
    )
