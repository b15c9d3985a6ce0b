"""Reads of what happens after scoring: lists of results, appeals, confirmations, mended keys."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.permissions import AnyUser, children_of, visible_classes
from assessments.models import Appeal, AppealMark, Attempt, Confirmation, Regrade, Sitting
from assessments.permissions import attempts_visible_to, tests_visible_to
from assessments.signing import write_canonical
from core.errors import NotFoundError
from core.queries import get_rule

from .results import LearnerResult, list_results

_TENTH = Decimal("0.1")
BAND_STEPS = (Decimal(5), Decimal("6.5"), Decimal(8))


@dataclass(frozen=True)
class ResultLine:
    """One pupil of a list of results, with the mark of ten and what is open."""

    result: LearnerResult
    mark: Decimal | None
    has_appeal: bool


def access_sitting_results(user: AnyUser, public_id: str) -> Sitting:
    """Fetch a sitting of a class that the person may open, or raise NotFoundError."""
    found = (
        Sitting.objects.filter(
            public_id=public_id, school_class__in=visible_classes(user).values("pk")
        )
        .select_related(
            "test__paper",
            "test__subject",
            "school_class",
            "school",
            "school_year",
            "created_by",
            "schedule",
        )
        .first()
    )
    if found is None:
        raise NotFoundError
    return found


def list_result_lines(sitting: Sitting) -> list[ResultLine]:
    """Return results in the order of the class list, never by marks; two queries."""
    open_ones = set(
        Appeal.objects.filter(attempt__sitting=sitting, state=Appeal.State.ASKED).values_list(
            "attempt__learner_id", flat=True
        )
    )
    return [
        ResultLine(
            result, mark_of_ten(result.score, result.max_score), result.learner.pk in open_ones
        )
        for result in list_results(sitting)
    ]


def mark_of_ten(score: Decimal | None, full: Decimal | None) -> Decimal | None:
    """Return the mark on the scale of ten with one decimal, half up (TT 22/2021)."""
    if score is None or not full:
        return None
    return (score * 10 / full).quantize(_TENTH, rounding=ROUND_HALF_UP)


def build_manifest(sitting: Sitting) -> dict[str, Any]:
    """Return what a confirmation seals: public ids and scores, in an order that never changes."""
    results = [seal_result(result) for result in list_results(sitting) if result.score is not None]
    return {
        "v": 1,
        "sitting": sitting.public_id,
        "test": sitting.test.public_id,
        "class": sitting.school_class.public_id,
        "results": sorted(results),
    }


def sum_up(manifest: dict[str, Any]) -> dict[str, Any]:
    """Return ``{"v": 1, "count", "total", "bands"}`` of the marks of ten in a manifest.

    ``bands`` counts marks below 5, from 5, from 6,5 and from 8: the steps of TT 22/2021, Article 9.
    """
    marks = [mark_of_ten(Decimal(row[2]), Decimal(row[3] or 0)) for row in manifest["results"]]
    found = [mark for mark in marks if mark is not None]
    bands = [0] * (len(BAND_STEPS) + 1)
    for mark in found:
        bands[sum(mark >= step for step in BAND_STEPS)] += 1
    total = sum(found, Decimal(0))
    return {"v": 1, "count": len(found), "total": f"{total:f}", "bands": bands}


def manifest_digest(manifest: dict[str, Any]) -> str:
    """Return the SHA-256 of the manifest's canonical JSON."""
    return hashlib.sha256(write_canonical(manifest)).hexdigest()


def _write(score: Decimal | None) -> str:
    return "" if score is None else f"{score.quantize(Decimal('0.0001')):f}"


def find_confirmation(sitting: Sitting) -> Confirmation | None:
    """Return the newest confirmation of a sitting, or None."""
    rows = Confirmation.objects.filter(sitting=sitting).select_related("confirmed_by")
    return rows.order_by("-number").first()


def is_result_confirmed(found: Confirmation | None, result: LearnerResult) -> bool:
    """Tell whether a teacher confirmed this result as it stands now."""
    if found is None or result.score is None:
        return False
    return seal_result(result) in found.manifest["results"]


def seal_result(result: LearnerResult) -> list[str]:
    """Return the line of a manifest that stands for a result: pupil, try, score, full."""
    learner_id = result.learner.public_id
    return [learner_id, result.attempt_id, _write(result.score), _write(result.max_score)]


def read_appeal_marks(attempt: Attempt) -> dict[int, Decimal]:
    """Return the points that second persons gave after appeals, the newest for each position."""
    rows = AppealMark.objects.filter(attempt=attempt).order_by("pk")
    return dict(rows.values_list("position", "after"))


def find_appeal_end(sitting: Sitting) -> datetime | None:
    """Return until when a pupil may appeal: so many days after the last confirmation; None before it.

    The days are the rule ``assessments.appeals``: officials may change them.
    """
    found = find_confirmation(sitting)
    if found is None:
        return None
    return found.confirmed_at + timedelta(days=get_rule("assessments.appeals")["days"])


def access_appeal_to_read(user: AnyUser, public_id: str) -> Appeal:
    """Fetch an open appeal that the person was named to look at, or raise NotFoundError."""
    found = (
        Appeal.objects.filter(public_id=public_id, reader_id=user.pk, state=Appeal.State.ASKED)
        .select_related("attempt__learner", "attempt__sitting__test", "attempt__paper", "asked_by")
        .first()
    )
    if found is None or user.pk is None:
        raise NotFoundError
    return found


def list_appeal_marks(appeal: Appeal) -> QuerySet[AppealMark]:
    """Return what was given after an appeal, the first one first."""
    return AppealMark.objects.filter(appeal=appeal).select_related("marked_by")


def list_appeals(sitting: Sitting) -> QuerySet[Appeal]:
    """Return the appeals of a sitting, the newest first."""
    rows = Appeal.objects.filter(attempt__sitting=sitting)
    return rows.select_related("attempt__learner", "asked_by", "answered_by")


def list_appeals_of(attempt: Attempt) -> QuerySet[Appeal]:
    """Return the appeals about an attempt, the newest first."""
    return Appeal.objects.filter(attempt=attempt).select_related("asked_by", "answered_by")


def access_attempt_to_appeal(user: AnyUser, public_id: str) -> Attempt:
    """Fetch an attempt that is one's own or one's child's, or raise NotFoundError."""
    if not isinstance(user, User):
        raise NotFoundError
    attempts = Attempt.objects.filter(public_id=public_id).select_related(
        "sitting__test__subject", "sitting__school_class", "sitting__created_by", "learner"
    )
    found = attempts.filter(learner=user).first()
    found = found or attempts.filter(learner__in=children_of(user).values("pk")).first()
    if found is None:
        raise NotFoundError
    return found


def access_appeal(user: AnyUser, public_id: str) -> Appeal:
    """Fetch an appeal about a sitting that the person gave, or raise NotFoundError."""
    found = (
        Appeal.objects.filter(
            public_id=public_id,
            attempt__in=attempts_visible_to(user).values("pk"),
            attempt__sitting__created_by_id=user.pk,
        )
        .select_related(
            "attempt__learner", "attempt__sitting__test", "asked_by", "answered_by", "reader"
        )
        .first()
    )
    if found is None:
        raise NotFoundError
    return found


def access_regrade(user: AnyUser, public_id: str) -> Regrade:
    """Fetch a mended key of the person's test, or raise NotFoundError."""
    found = (
        Regrade.objects.filter(public_id=public_id, test__in=tests_visible_to(user).values("pk"))
        .select_related("test", "asked_by")
        .first()
    )
    if found is None:
        raise NotFoundError
    return found


def list_changed(regrade: Regrade) -> list[dict[str, Any]]:
    """Return attempts whose score changed, with the pupil and class; in the order of names."""
    changed = {each["attempt"]: each for each in regrade.changes if each["before"] != each["after"]}
    attempts = Attempt.objects.filter(pk__in=changed).select_related(
        "learner", "sitting__school_class"
    )
    return [
        {
            "attempt": attempt,
            "before": _read(changed[attempt.pk]["before"]),
            "after": _read(changed[attempt.pk]["after"]),
        }
        for attempt in attempts.order_by("sitting__school_class__sort_key", "learner__sort_key")
    ]


def _read(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def list_appeals_waiting(user: AnyUser) -> QuerySet[Appeal]:
    """Return open appeals that the person answers, or was asked to look at, the oldest first."""
    if not isinstance(user, User):
        return Appeal.objects.none()
    mine = Q(attempt__sitting__created_by=user) | Q(reader=user)
    rows = Appeal.objects.filter(mine, state=Appeal.State.ASKED)
    return rows.select_related("attempt__sitting__test", "attempt__learner").order_by("asked_at")
