"""Job entry points: scoring after handing in, closing after time, facts for the learning record."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from core.actions import enqueue
from core.jobs import JobRun, job, periodic

from .actions import bin as bin_actions
from .actions import counts, exams, exports, facts, figures, indexing, regrades, schedules, scoring
from .actions import imports as import_actions
from .actions import saving as saving_actions
from .models import Test
from .queries.figures import list_uncounted, list_uncounted_of

_SITTINGS_AT_ONCE = 20


@job(import_actions.JOB, label=_("Read a file of questions"))
def read_import(run: JobRun, draft_id: int) -> None:
    """Read the file of a waiting import; a second run changes nothing."""
    import_actions.read_import(draft_id, run=run, now=timezone.now())


@job(saving_actions.JOB, label=_("Save the questions of a file"))
def save_import(run: JobRun, draft_id: int) -> None:
    """Save what was read of a long file, in small transactions; after a crash it goes on."""
    saving_actions.go_on_saving(draft_id, run=run, now=timezone.now())


@job("assessments.record_start", label=_("Record the start of a test"))
def record_start(run: JobRun, attempt_id: int) -> None:
    """Write the learning record of a start; a second run writes nothing new."""
    with run.step():
        facts.record_start(attempt_id)


@job("assessments.score_attempt", label=_("Score a test that was handed in"))
def score_attempt(run: JobRun, attempt_id: int) -> None:
    """Score one attempt and record it; a second run changes nothing."""
    with run.step():
        attempt = scoring.score_attempt(attempt_id, now=timezone.now())
        if attempt.state == attempt.State.SCORED:
            facts.record_result(attempt_id)


@job("assessments.spread_schedule", label=_("Give a test to all classes of a grade"))
def spread_schedule(run: JobRun, schedule_id: int) -> None:
    """Give it to the next classes, remembering where; a second run changes nothing."""
    after: int | None = run.job.checkpoint.get("after", 0)
    while after is not None:
        after = schedules.spread_schedule(schedule_id, now=timezone.now(), after=after)
        if after is not None:
            run.checkpoint({"after": after})


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


@periodic(minutes=5)
@job("assessments.count_sittings", label=_("Count the answers of tests that are over"))
def count_sittings(run: JobRun) -> None:
    """Count each sitting that is over, once; reports of their tests follow."""
    for sitting in list_uncounted(timezone.now())[:_SITTINGS_AT_ONCE]:
        with run.step():
            figures.tally_sitting(sitting, now=timezone.now())
            enqueue("assessments.report_test", sitting.test_id, key=f"report:{sitting.test_id}")


@job("assessments.report_test", label=_("Work out the figures of a test"))
def report_test(run: JobRun, test_id: int) -> None:
    """Add up the sittings of a test and fit its response curves; again gives the same."""
    test = Test.objects.select_related("paper").defer("paper__body").get(pk=test_id)
    with run.step():
        figures.report_test(test, now=timezone.now())
    # Seconds of arithmetic for a large test: outside a transaction, and the same each time.
    figures.fit_curves(test)
    run.checkpoint()


@job("assessments.count_test", label=_("Count the answers of a test now"))
def count_test(run: JobRun, test_id: int) -> None:
    """Count all sittings of a test that were not counted, open ones too, and report."""
    for sitting in list_uncounted_of(test_id):
        with run.step():
            figures.tally_sitting(sitting, now=timezone.now())
    report_test(run, test_id)


@job("assessments.build_exam", label=_("Build the forms of an exam"), max_attempts=2)
def build_exam(run: JobRun, exam_id: int) -> None:
    """Build the forms, telling how many are done; a second run changes nothing."""
    total = exams.count_originals(exam_id)
    run.checkpoint(done=0, total=total, stage=gettext_noop("Choosing questions"))
    exams.build_exam(
        exam_id,
        now=timezone.now(),
        report=lambda done: run.checkpoint(done=done, total=total),
    )


@job("assessments.regrade", label=_("Score a test anew with a mended key"))
def regrade(run: JobRun, regrade_id: int) -> None:
    """Score attempts anew in small transactions; after a crash it goes on where it was."""
    last: int | None = (run.job.checkpoint or {}).get("last", 0)
    while last is not None:
        with transaction.atomic():
            last = regrades.regrade_some(regrade_id, after_pk=last, now=timezone.now())
            run.checkpoint({"last": last or 0})


@job("assessments.write_export", label=_("Write questions into a file"))
def write_export(run: JobRun, export_id: int) -> None:
    """Write the file that a person asked for; a second run changes nothing."""
    exports.make_export(
        export_id,
        now=timezone.now(),
        progress=lambda done, total: run.checkpoint(done=done, total=total),
    )


@periodic(hours=24)
@job("assessments.clear_exports", label=_("Delete old files of exported questions"))
def clear_exports(run: JobRun) -> None:
    """Delete files of exports that nobody fetches any more."""
    while exports.clear_some_exports(now=timezone.now()):
        run.checkpoint()
