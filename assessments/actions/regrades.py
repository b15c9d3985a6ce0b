"""Mending keys after pupils answered, and scoring anew what that touches."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.actions import record_audit
from accounts.models import User
from assessments.errors import KeyChangeError
from assessments.items.paper import unpack
from assessments.models import (
    Attempt,
    KeyDoubt,
    Paper,
    PaperItem,
    PaperKey,
    QuestionVersion,
    Regrade,
    Test,
)
from assessments.queries.papers import get_paper_body
from assessments.scoring.rekey import can_change, rekey
from core.actions import enqueue

from .scoring import score_attempt

AT_ONCE = 50


@transaction.atomic
def ask_regrade(
    test: Test, position: int, *, change: Mapping[str, Any], reason: str, by: User, now: datetime
) -> Regrade:
    """Mend the key of a question in every paper of the test, and have its attempts scored anew.

    The paper that pupils saw stays as it was. Raises KeyChangeError when the change does not fit.
    """
    item = PaperItem.objects.filter(paper=test.paper_id, position=position).first()
    if item is None:
        raise KeyChangeError
    papers = {test.paper_id} | set(
        Attempt.objects.filter(sitting__test=test).values_list("paper_id", flat=True).distinct()
    )
    before = after = None
    for place in PaperItem.objects.filter(paper__in=papers, version=item.version_id):
        old, new = _mend(place, change)
        if place.paper_id == test.paper_id:
            before, after = old, new
    if before is None or before == after:
        raise KeyChangeError
    regrade = Regrade.objects.create(
        test=test,
        position=position,
        before=before,
        after=after,
        reason=reason.strip()[:500],
        asked_by=by,
        asked_at=now,
    )
    detail = {"question": position, "regrade": regrade.public_id, "reason": regrade.reason}
    record_audit(by, "key.change", about=test, detail=detail, school_id=test.school_id)
    _close_doubts(test, item.version, by=by, now=now)
    enqueue("assessments.regrade", regrade.pk, about=regrade, owner_id=by.pk)
    return regrade


def _mend(place: PaperItem, change: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    row = PaperKey.objects.select_for_update().get(paper=place.paper_id)
    digest = Paper.objects.values_list("sha256", flat=True).get(pk=place.paper_id)
    body = unpack(get_paper_body(digest, may_be_packed=True)[0])
    shown = next(each for each in body["items"] if each["n"] == place.position)
    old = next(each for each in row.body["items"] if each["n"] == place.position)
    if not can_change(old["type"], change):
        raise KeyChangeError
    new = rekey(old, shown, change)
    row.body["items"] = [new if each["n"] == place.position else each for each in row.body["items"]]
    row.save(update_fields=["body"])
    return old, new


def _close_doubts(test: Test, version: QuestionVersion, *, by: User, now: datetime) -> None:
    open_ones = KeyDoubt.objects.filter(test=test, version=version, state=KeyDoubt.State.OPEN)
    open_ones.update(state=KeyDoubt.State.MENDED, decided_by=by, decided_at=now)


@transaction.atomic
def regrade_some(regrade_id: int, *, after_pk: int, now: datetime) -> int | None:
    """Score the next attempts anew and note what changed; returns the last one, or None at the end.

    Attempts are taken in the order of their ids, so a call that is repeated after a crash takes up
    where the last committed one ended.
    """
    regrade = Regrade.objects.select_for_update().get(pk=regrade_id)
    if regrade.done_at is not None:
        return None
    attempts = list(
        Attempt.objects.filter(
            sitting__test=regrade.test_id, state=Attempt.State.SCORED, pk__gt=after_pk
        )
        .order_by("pk")
        .values_list("pk", "score")[:AT_ONCE]
    )
    for pk, before in attempts:
        Attempt.objects.filter(pk=pk).update(state=Attempt.State.MARKING)
        attempt = score_attempt(pk, now=now)
        regrade.changes.append(
            {"attempt": pk, "before": _write(before), "after": _write(attempt.score)}
        )
    if not attempts:
        _finish(regrade, now=now)
        return None
    regrade.save(update_fields=["changes"])
    return attempts[-1][0]


def _finish(regrade: Regrade, *, now: datetime) -> None:
    regrade.done_at = now
    regrade.save(update_fields=["done_at"])
    changed = [each for each in regrade.changes if each["before"] != each["after"]]
    detail = {
        "regrade": regrade.public_id,
        "attempts": len(regrade.changes),
        "changed": len(changed),
    }
    record_audit(
        regrade.asked_by,
        "key.regraded",
        about=regrade.test,
        detail=detail,
        school_id=regrade.test.school_id,
    )


def _write(score: object) -> str | None:
    return None if score is None else f"{score:f}"
