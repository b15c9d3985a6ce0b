"""Listens to events and inserts jobs: a start of a thousand pupils stays cheap."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from core.actions import enqueue
from media.errors import FileInUseError
from media.events import file_binned
from media.models import StoredFile

from .actions.counts import prepare_counts
from .events import attempt_started, attempt_submitted, batches_straggled
from .models import Attempt
from .queries.files import is_file_kept


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
