"""Marks after an appeal: a second person, named by who gave the test, gives any question another mark."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actions import notify, record_audit
from accounts.models import User
from assessments.errors import AppealClosedError, PointsOutOfReachError, SamePersonError
from assessments.models import Answer, Appeal, AppealMark, Attempt, ManualMark
from assessments.queries.results import get_key_of

from .scoring import score_attempt


@transaction.atomic
def name_reader(appeal: Appeal, reader: User, *, by: User) -> Appeal:
    """Ask a colleague to look at an appeal; raise SamePersonError for one who took part before."""
    locked = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    if locked.state != Appeal.State.ASKED:
        raise AppealClosedError
    _refuse_same_person(locked, reader)
    if locked.reader_id == reader.pk:
        return locked
    locked.reader = reader
    locked.save(update_fields=["reader"])
    attempt = locked.attempt
    detail = {"people": [attempt.learner_id], "reader": reader.pk}
    record_audit(by, "appeal.reader", about=attempt, detail=detail, school_id=attempt.school_id)
    text = _("You are asked to look at an appeal: %(test)s") % {"test": attempt.sitting.test.title}
    notify(reader, text, reverse("assessments:mark_appeal", args=[locked.public_id]))
    return locked


@transaction.atomic
def mark_appeal(  # what, how much, why, who, when
    appeal: Appeal, position: int, *, points: Decimal, reason: str, by: User, now: datetime
) -> AppealMark:
    """Give one question of the attempt another mark, and score the attempt anew.

    The same points again change nothing and give the mark that stands. Raises SamePersonError when
    the person gave or marked the test, PointsOutOfReachError for points that the question has not.
    """
    locked = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    if locked.state != Appeal.State.ASKED:
        raise AppealClosedError
    _refuse_same_person(locked, by)
    attempt = Attempt.objects.select_for_update(of=("self",)).get(pk=locked.attempt_id)
    items = {item["n"]: Decimal(item["points"]) for item in get_key_of(attempt.paper)["items"]}
    if position not in items or not 0 <= points <= items[position]:
        raise PointsOutOfReachError
    answer = Answer.objects.filter(attempt=attempt, position=position).first()
    before = answer.score if answer else None
    last = AppealMark.objects.filter(attempt=attempt, position=position).order_by("-pk").first()
    if last is not None and last.after == points:
        return last
    mark = AppealMark.objects.create(
        appeal=locked,
        attempt=attempt,
        position=position,
        before=before,
        after=points,
        reason=reason.strip()[:500],
        marked_by=by,
        marked_at=now,
    )
    if answer is None:
        # A question left blank has no row, and pages show points from rows.
        Answer.objects.create(attempt=attempt, position=position, epoch=0, seq=0, received_at=now)
    Attempt.objects.filter(pk=attempt.pk).update(state=Attempt.State.MARKING)
    _note_mark(
        mark, score_before=attempt.score, score_after=score_attempt(attempt.pk, now=now).score
    )
    return mark


def _note_mark(
    mark: AppealMark, *, score_before: Decimal | None, score_after: Decimal | None
) -> None:
    attempt = mark.attempt
    detail = {
        "people": [attempt.learner_id],
        "question": mark.position,
        "before": None if mark.before is None else str(mark.before),
        "after": str(mark.after),
        "score_before": str(score_before),
        "score_after": str(score_after),
        "reason": mark.reason,
    }
    school_id = attempt.school_id
    record_audit(mark.marked_by, "appeal.mark", about=attempt, detail=detail, school_id=school_id)


def _refuse_same_person(appeal: Appeal, person: User) -> None:
    attempt = appeal.attempt
    marked = ManualMark.objects.filter(attempt=attempt, marker=person).exists()
    if marked or attempt.sitting.created_by_id == person.pk or attempt.learner_id == person.pk:
        raise SamePersonError
