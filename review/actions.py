"""Writes to reviews. Each is one transaction and safe to repeat."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils import timezone

from accounts.actions import record_audit
from accounts.models import Organisation, RoleGrant, User
from curriculum.models import Subject

from .errors import (
    AlreadyDecidedError,
    AlreadyInReviewError,
    NoteMissingError,
    OwnWorkError,
    ReviewClosedError,
    StepNotYoursError,
)
from .events import (
    review_finished,
    review_returned,
    review_step_passed,
    review_submitted,
    review_withdrawn,
)
from .messages import (
    already_decided,
    tell_author_finished,
    tell_author_passed,
    tell_author_returned,
    tell_holders,
)
from .models import Review, ReviewEntry, ReviewStep
from .permissions import find_seat_grant, is_own_work
from .procedure import Matter, PlannedStep, plan_steps
from .queries import list_step_rules

PASS = "pass"  # noqa: S105  a decision, not a password
RETURN = "return"


@transaction.atomic
def submit_for_review(  # noqa: PLR0913  what is handed in has that many faces
    subject_row: models.Model,
    *,
    kind: str,
    version: int,
    title: str,
    school: Organisation,
    curriculum_subject: Subject,
    submitted_by: User,
    url: str,
    now: datetime,
    procedure: str = "",
    writers: Iterable[User] = (),
) -> Review:
    """Hand one version in and ask the first reviewer.

    ``procedure`` names another entry of the rule ``review.steps`` than the kind's own. ``writers``
    are people whose work it is too: they do not decide either.

    A second call for a version that is under review or has passed gives that review. Raises
    AlreadyInReviewError while another version waits, NoReviewerError when nobody could decide.
    """
    # The author's row serialises two clicks of one person.
    User.objects.select_for_update().get(pk=submitted_by.pk)
    standing = _find_standing(subject_row, version)
    if standing is not None:
        return standing
    others = frozenset(writer.pk for writer in writers) - {submitted_by.pk}
    matter = Matter(school, curriculum_subject, submitted_by, timezone.localdate(now), others)
    planned = plan_steps(list_step_rules(procedure or kind, matter.day), matter)
    review = Review.objects.create(
        kind=kind,
        subject_label=subject_row._meta.label_lower,
        subject_id=subject_row.pk,
        version=version,
        title=title[:200],
        url=url,
        school=school,
        curriculum_subject=curriculum_subject,
        submitted_by=submitted_by,
        submitted_at=now,
    )
    review.writers.set(others)
    _announce(review, planned, now=now)
    return review


@transaction.atomic
def decide_step(
    review: Review,
    *,
    user: User,
    decision: str,
    note: str,
    now: datetime,
    step_id: int | None = None,
    document_number: str = "",
    ticked: tuple[str, ...] = (),
) -> Review:
    """Pass or return the step that waits; ``step_id`` is the one that the reviewer had before him.

    The same decision of the same person twice changes nothing. Raises OwnWorkError,
    StepNotYoursError, NoteMissingError, AlreadyDecidedError, ReviewClosedError.
    """
    review = Review.objects.select_for_update().get(pk=review.pk)
    if is_own_work(user, review):
        raise OwnWorkError
    step = _find_step(review, user, step_id)
    if step.state != ReviewStep.State.WAITING:
        return _answer_late(review, step, user=user, decision=decision)
    grant = find_seat_grant(user, step)
    if grant is None:
        raise StepNotYoursError
    if decision == RETURN and not note.strip():
        raise NoteMissingError
    step.document_number, step.ticked = document_number.strip(), sorted(ticked)
    _write_decision(step, grant, decision=decision, note=note, now=now)
    if decision == PASS:
        _go_on(review, step, now=now)
    else:
        _return_to_author(review, step, now=now)
    return review


@transaction.atomic
def withdraw_review(review: Review, *, user: User, now: datetime) -> Review:
    """Take back what waits for review; a second call changes nothing.

    Raises StepNotYoursError for anybody but the author, ReviewClosedError when it has ended.
    """
    review = Review.objects.select_for_update().get(pk=review.pk)
    if review.submitted_by_id != user.pk:
        raise StepNotYoursError
    if review.state == Review.State.WITHDRAWN:
        return review
    if review.state != Review.State.OPEN:
        raise ReviewClosedError
    review.steps.filter(state=ReviewStep.State.WAITING).update(state=ReviewStep.State.COMING)
    _close(review, Review.State.WITHDRAWN, now=now)
    _record(review, ReviewEntry.Verb.WITHDRAWN, actor=user, now=now)
    record_audit(user, "review.withdraw", about=review, school_id=review.school_id)
    review_withdrawn.send(sender=Review, review=review)
    return review


def _find_standing(subject_row: models.Model, version: int) -> Review | None:
    """Return the review of this version that waits or passed; refuse while another version waits."""
    standing = list(Review.objects.about(subject_row).standing())
    same = next((review for review in standing if review.version == version), None)
    if same is None and any(review.state == Review.State.OPEN for review in standing):
        raise AlreadyInReviewError
    return same


def _announce(review: Review, planned: list[PlannedStep], *, now: datetime) -> None:
    """Lay down the steps, write the first line of the minutes and ask the first reviewer."""
    ReviewStep.objects.bulk_create(
        ReviewStep(review=review, position=position, **vars(step))
        for position, step in enumerate(planned, start=1)
    )
    _record(review, ReviewEntry.Verb.SUBMITTED, actor=review.submitted_by, now=now)
    review_submitted.send(sender=Review, review=review)
    _open_next_step(review, now=now)


def _write_decision(
    step: ReviewStep, grant: RoleGrant, *, decision: str, note: str, now: datetime
) -> None:
    """Write down who decided what, in whose stead, in the step, the minutes and the audit trail."""
    step.state = ReviewStep.State.PASSED if decision == PASS else ReviewStep.State.RETURNED
    step.decided_by, step.decided_at = grant.user, now
    step.decided_for_id = grant.standing_in_for_id
    step.note = note.strip()
    step.save()
    review = step.review
    record_audit(
        grant.user,
        f"review.{decision}",
        about=review,
        detail={"step": step.position, "role": step.role, "version": review.version},
        school_id=review.school_id,
    )
    _record(review, ReviewEntry.Verb(step.state), actor=grant.user, now=now, step=step)


def _find_step(review: Review, user: User, step_id: int | None) -> ReviewStep:
    """Return the step meant: the named one, else the waiting one, else the last this seat had."""
    steps = list(review.steps.select_related("organisation", "decided_by"))
    if step_id is not None:
        named = next((step for step in steps if step.pk == step_id), None)
        if named is None:
            raise StepNotYoursError
        return named
    waiting = next((step for step in steps if step.state == ReviewStep.State.WAITING), None)
    if waiting is not None and find_seat_grant(user, waiting):
        return waiting
    mine = [step for step in steps if step.decided_at and find_seat_grant(user, step)]
    if mine:
        return mine[-1]
    if waiting is None:
        raise ReviewClosedError
    return waiting


def _answer_late(review: Review, step: ReviewStep, *, user: User, decision: str) -> Review:
    """Let the same decision of the same person be; tell anybody else who was faster."""
    wanted = ReviewStep.State.PASSED if decision == PASS else ReviewStep.State.RETURNED
    if step.decided_by_id == user.pk and step.state == wanted:
        return review
    if step.decided_by is None:
        raise ReviewClosedError
    raise AlreadyDecidedError(already_decided(step))


def _open_next_step(review: Review, *, now: datetime) -> None:
    step = review.steps.select_related("organisation").filter(state=ReviewStep.State.COMING).first()
    if step is None:
        return
    step.state, step.opened_at = ReviewStep.State.WAITING, now
    if step.due_days:
        step.due_on = timezone.localdate(now) + timedelta(days=step.due_days)
    step.save(update_fields=["state", "opened_at", "due_on"])
    tell_holders(review, step, day=timezone.localdate(now))


def _go_on(review: Review, step: ReviewStep, *, now: datetime) -> None:
    review_step_passed.send(sender=Review, review=review, step=step)
    if review.steps.filter(state=ReviewStep.State.COMING).exists():
        tell_author_passed(review, step)
        _open_next_step(review, now=now)
        return
    _close(review, Review.State.PASSED, now=now)
    tell_author_finished(review, step)
    review_finished.send(sender=Review, review=review)


def _return_to_author(review: Review, step: ReviewStep, *, now: datetime) -> None:
    _close(review, Review.State.RETURNED, now=now)
    tell_author_returned(review, step)
    review_returned.send(sender=Review, review=review, step=step)


def _close(review: Review, state: Review.State, *, now: datetime) -> None:
    review.state, review.finished_at = state, now
    review.save(update_fields=["state", "finished_at"])


def _record(
    review: Review,
    verb: ReviewEntry.Verb,
    *,
    actor: User,
    now: datetime,
    step: ReviewStep | None = None,
) -> None:
    ReviewEntry.objects.create(
        review=review,
        verb=verb,
        at=now,
        actor=actor,
        step=step,
        note=step.note if step else "",
    )
