"""Appeals against marks, and a teacher's word that results count."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actions import notify, record_audit
from accounts.models import User
from assessments.errors import (
    AppealClosedError,
    AppealLateError,
    AppealNotOpenError,
    ResultsNotCompleteError,
)
from assessments.models import Appeal, Attempt, Confirmation, Sitting
from assessments.models.attempts import UNSCORED
from assessments.queries.seals import make_document
from assessments.queries.settling import (
    build_manifest,
    find_appeal_end,
    find_confirmation,
    manifest_digest,
    sum_up,
)
from assessments.signing import sign


@transaction.atomic
def ask_appeal(attempt: Attempt, *, reason: str, by: User, now: datetime) -> Appeal:
    """Ask the teacher to look at a mark again; while one waits a second call gives that one.

    Raises AppealNotOpenError while there is no score yet, AppealLateError when the time is over.
    """
    locked = Attempt.objects.select_for_update(of=("self",)).get(pk=attempt.pk)
    if locked.state != Attempt.State.SCORED or locked.score is None:
        raise AppealNotOpenError
    waiting = Appeal.objects.filter(attempt=locked, state=Appeal.State.ASKED).first()
    if waiting is not None:
        return waiting
    end = find_appeal_end(attempt.sitting)
    if end is not None and now > end:
        raise AppealLateError
    appeal = Appeal.objects.create(
        attempt=locked,
        asked_by=by,
        reason=reason.strip(),
        asked_at=now,
        score_before=locked.score,
    )
    sitting = attempt.sitting
    detail = {"people": [attempt.learner_id], "score": str(locked.score)}
    record_audit(by, "appeal.ask", about=attempt, detail=detail, school_id=attempt.school_id)
    text = _("An appeal waits for your answer: %(name)s, %(test)s") % {
        "name": attempt.learner.full_name,
        "test": sitting.test.title,
    }
    notify(sitting.created_by, text, reverse("assessments:answer_appeal", args=[appeal.public_id]))
    return appeal


@transaction.atomic
def answer_appeal(appeal: Appeal, *, answer: str, by: User, now: datetime) -> Appeal:
    """Answer an appeal with the score as it stands now; raise AppealClosedError for a second answer."""
    locked = (
        Appeal.objects.select_for_update(of=("self",))
        .select_related("attempt__learner", "attempt__sitting__test", "asked_by")
        .get(pk=appeal.pk)
    )
    if locked.state != Appeal.State.ASKED:
        raise AppealClosedError
    after = locked.attempt.score
    if after is None:
        raise AppealNotOpenError
    is_changed = after != locked.score_before
    locked.state = Appeal.State.CHANGED if is_changed else Appeal.State.UPHELD
    locked.score_after, locked.answer = after, answer.strip()
    locked.answered_by, locked.answered_at = by, now
    locked.save()
    detail = {
        "before": str(locked.score_before),
        "after": str(after),
        "people": [locked.attempt.learner_id],
    }
    school_id = locked.attempt.school_id
    record_audit(by, "appeal.answer", about=locked.attempt, detail=detail, school_id=school_id)
    text = _("Your appeal was answered: %(test)s") % {"test": locked.attempt.sitting.test.title}
    notify(
        locked.asked_by, text, reverse("assessments:ask_appeal", args=[locked.attempt.public_id])
    )
    return locked


@transaction.atomic
def confirm_results(sitting: Sitting, *, by: User, now: datetime) -> Confirmation:
    """Say that the results of a sitting count, as they stand; the same results are confirmed once.

    The digest of the list goes into the audit, whose entries are chained, so that a list that was
    changed afterwards shows; it is signed where the installation has a key. Raises
    ResultsNotCompleteError while a pupil may still write or a mark is missing.
    """
    Sitting.objects.select_for_update(of=("self",)).get(pk=sitting.pk)
    if not is_complete(sitting, now=now):
        raise ResultsNotCompleteError
    manifest = build_manifest(sitting)
    digest = manifest_digest(manifest)
    last = find_confirmation(sitting)
    if last is not None and last.sha256 == digest:
        return last
    made = Confirmation(
        sitting=sitting,
        number=last.number + 1 if last else 1,
        manifest=manifest,
        sums=sum_up(manifest),
        sha256=digest,
        confirmed_by=by,
        confirmed_at=now,
    )
    signature = sign(make_document(made))
    if signature is not None:
        made.signature, made.key_id = signature.value, signature.key_id
    made.save()
    detail = {"sha256": digest, "number": made.number, "results": len(manifest["results"])}
    record_audit(by, "results.confirm", about=sitting, detail=detail, school_id=sitting.school_id)
    return made


def is_complete(sitting: Sitting, *, now: datetime) -> bool:
    """Tell whether nobody writes any more and every mark is there."""
    waiting = {*UNSCORED, Attempt.State.STARTED}
    return now >= sitting.closes_at and not sitting.attempts.filter(state__in=waiting).exists()
