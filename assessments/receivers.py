"""Listens to events and inserts jobs: a start of a thousand pupils stays cheap."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.utils import timezone

from core.actions import enqueue
from media.errors import FileInUseError
from media.events import file_binned
from media.models import StoredFile
from review.events import review_finished, review_returned, review_withdrawn
from review.models import Review

from .actions.counts import prepare_counts
from .actions.lifecycle import pass_offer, return_offer
from .events import attempt_scored, attempt_started, attempt_submitted, batches_straggled
from .models import Attempt, SittingTally
from .queries.files import is_file_kept

OFFER = "assessments.questionoffer"


@receiver(attempt_started)
def ask_for_record(attempt: Attempt, **_: object) -> None:
    """Let the queue record that the learner has started."""
    enqueue("assessments.record_start", attempt.pk, about=attempt, school_id=attempt.school_id)


@receiver(attempt_submitted)
def ask_for_scoring(attempt: Attempt, **_: object) -> None:
    """Let the queue score the attempt; the result page does it sooner when it is asked."""
    enqueue("assessments.score_attempt", attempt.pk, about=attempt, school_id=attempt.school_id)


@receiver(post_migrate)
def prepare_counting(sender: AppConfig, **_: object) -> None:
    """Let the database count questions; no migration, for SQLite drops triggers with remade tables."""
    if sender.label == "assessments":
        prepare_counts()


@receiver(file_binned)
def keep_what_questions_show(file: StoredFile, **_: object) -> None:
    """Keep a picture or sound out of the bin while a question or a shared text shows it."""
    if is_file_kept(file):
        raise FileInUseError


@receiver(batches_straggled)
def ask_for_folding(attempt_id: int, **_: object) -> None:
    """Let the queue fold what came in beside the scoring; one waiting job is enough."""
    enqueue("assessments.fold_stragglers", attempt_id, key=f"assessments.fold:{attempt_id}")


@receiver(review_finished)
def take_question(review: Review, **_: object) -> None:
    """Let a question that passed stand in the bank it was handed in for."""
    if review.subject_label == OFFER:
        pass_offer(review.subject_id, review.version, now=timezone.now())


@receiver(review_returned)
@receiver(review_withdrawn)
def give_question_back(review: Review, **_: object) -> None:
    """Give a question that did not pass back as it was."""
    if review.subject_label == OFFER:
        return_offer(review.subject_id)


@receiver(attempt_scored)
def mark_tally_stale(attempt: Attempt, **_: object) -> None:
    """Have the sitting counted anew when it was counted before this mark; before that nothing waits."""
    SittingTally.objects.filter(sitting=attempt.sitting_id).update(is_stale=True)
