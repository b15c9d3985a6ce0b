"""Answers to reviews, records and published lessons."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from content.actions.publishing import approve_version, return_version
from content.actions.usage import count_opening
from content.models import Resource
from records import verbs
from records.events import statement_recorded
from records.models import Statement
from review.events import review_finished, review_returned
from review.models import Review

LABEL = "content.resource"


@receiver(review_finished)
def publish_resource(review: Review, **_: Any) -> None:
    """Put what passed into the bank."""
    if review.subject_label == LABEL:
        approve_version(review.subject_id, review.version, now=_end(review))


@receiver(review_returned)
def give_back(review: Review, **_: Any) -> None:
    """Give what did not pass back to its author."""
    if review.subject_label == LABEL:
        return_version(review.subject_id, review.version, now=_end(review))


def _end(review: Review) -> datetime:
    """Return the moment of the last decision: the bank says the same day as the minutes."""
    return review.finished_at or timezone.now()


@receiver(statement_recorded)
def count_openings(statement: Statement, **_: Any) -> None:
    """Count an opening once, with its statement."""
    if statement.object_type == LABEL and statement.verb == verbs.OPENED:
        resource = Resource.objects.filter(public_id=statement.object_id).first()
        if resource is not None:
            count_opening(resource.pk)
