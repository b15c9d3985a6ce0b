"""Job entry points: scoring after handing in, closing after time, facts for the learning record."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.jobs import JobRun, job, periodic

from .actions import bin as bin_actions
from .actions import counts, facts, indexing, scoring


@job("assessments.record_start", label=_("Record the start of a test"))
def record_start(run: JobRun, attempt_id: int) -> None:
    """Write the learning record of a start; a second run writes nothing new."""
    with run.step():
        facts.record_start(attempt_id)


@job("assessments.score_attempt", label=_("Score a test that was handed in"))
def score_attempt(run: JobRun, attempt_id: int) -> None:
    """Score one attempt and record it; a second run changes nothing."""
    with run.step():
        scoring.score_attempt(attempt_id, now=timezone.now())
        facts.record_result(attempt_id)


@job("assessments.fold_stragglers", label=_("Take in answers that came beside the scoring"))
def fold_stragglers(run: JobRun, attempt_id: int) -> None:
    """Fold late committed batches and score anew; a second run changes nothing."""
    with run.step():
        scoring.fold_stragglers(attempt_id, now=timezone.now())


@periodic(minutes=1)
@job("assessments.close_due_attempts", label=_("Hand in tests whose time is over"))
def close_due_attempts(run: JobRun) -> None:
    """Hand in, in small transactions, what ran out of time."""
    while scoring.close_due_attempts(now=timezone.now()):
        run.checkpoint()


@periodic(hours=1)
@job("assessments.fold_counts", label=_("Fold the counts of question banks"))
def fold_counts(run: JobRun) -> None:
    """Keep one row a cell; a second run changes nothing."""
    with run.step():
        counts.fold_counts()


@job("assessments.index_questions", label=_("Make changed questions findable"))
def index_questions(run: JobRun, bank_id: int) -> None:
    """Index a bank's changed questions and find their near-duplicates, in small transactions."""
    while indexing.index_some(bank_id, now=timezone.now()):
        run.checkpoint()


@periodic(hours=24)
@job("assessments.clear_bins", label=_("Clear the bins of teachers"))
def clear_bins(run: JobRun) -> None:
    """Destroy what lay in a bin longer than the rule says, and nobody uses."""
    while bin_actions.clear_some(now=timezone.now()):
        run.checkpoint()
