"""Reads for counting sittings and reporting on tests."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from accounts.permissions import AnyUser, organisations_where
from assessments.analysis.counting import CountedAttempt, CountedItem, count_attempts
from assessments.analysis.tally import Tally
from assessments.items.paper import unpack
from assessments.models import (
    Answer,
    Attempt,
    KeyDoubt,
    Paper,
    PaperItem,
    PaperKey,
    Sitting,
    Test,
    TestReport,
)
from assessments.permissions import can_edit_bank, tests_visible_to
from core.errors import NotFoundError

from .papers import get_paper_body


def list_uncounted(now: datetime) -> QuerySet[Sitting]:
    """Return sittings that are over and were never counted, or whose marks changed since."""
    waiting = Q(tally=None) | Q(tally__is_stale=True)
    return Sitting.objects.filter(waiting, closes_at__lt=now).order_by("-closes_at", "-pk")


def list_uncounted_of(test_id: int) -> QuerySet[Sitting]:
    """Return a test's sittings whose counts are missing, old, or made while answers still came."""
    waiting = Q(tally=None) | Q(tally__is_stale=True)
    return Sitting.objects.filter(waiting, test=test_id).order_by("pk")


def list_counted_attempts(**scope: Any) -> list[tuple[int, int]]:
    """Return id and paper of the first scored try of each learner in this scope.

    Later tries of the same questions are easier, so figures of items take the first alone.
    """
    scored = (
        Attempt.objects.filter(state=Attempt.State.SCORED, **scope)
        .order_by("learner_id", "sitting_id", "try_no")
        .values_list("learner_id", "sitting_id", "pk", "paper_id")
    )
    first: dict[tuple[int, int], tuple[int, int]] = {}
    for learner_id, sitting_id, attempt_id, paper_id in scored:
        first.setdefault((learner_id, sitting_id), (attempt_id, paper_id))
    return list(first.values())


def count_sitting(sitting: Sitting) -> Tally:
    """Count a sitting's scored attempts; five queries, whatever its size."""
    attempts = list_counted_attempts(sitting=sitting)
    answers: dict[int, dict[int, tuple[Any, float]]] = {pk: {} for pk, _paper in attempts}
    rows = Answer.objects.filter(attempt__sitting=sitting, attempt__state=Attempt.State.SCORED)
    for attempt_id, place, value, score in rows.values_list(
        "attempt_id", "position", "value", "score"
    ):
        if attempt_id in answers:
            answers[attempt_id][place] = (value, float(score or 0))
    counted = [CountedAttempt(paper, answers[pk]) for pk, paper in attempts]
    return count_attempts(counted, read_papers({paper for _pk, paper in attempts}))


def read_papers(papers: Iterable[int]) -> dict[int, dict[int, CountedItem]]:
    """Read papers with keys and the wordings that stand in them; three queries."""
    wanted = list(papers)
    keys = dict(PaperKey.objects.filter(paper__in=wanted).values_list("paper_id", "body"))
    digests = dict(Paper.objects.filter(pk__in=wanted).values_list("pk", "sha256"))
    rows = PaperItem.objects.filter(paper__in=wanted).order_by("paper_id", "position")
    found: dict[int, dict[int, CountedItem]] = {paper: {} for paper in wanted}
    bodies = {paper: _by_place(_read_body(digest)) for paper, digest in digests.items()}
    by_key = {paper: _by_place(body) for paper, body in keys.items()}
    for row in rows:
        found[row.paper_id][row.position] = CountedItem(
            item=str(row.version_id),
            full=float(row.points),
            body=bodies[row.paper_id][row.position],
            key=by_key[row.paper_id][row.position],
        )
    return found


def _read_body(digest: str) -> dict[str, Any]:
    return unpack(get_paper_body(digest, may_be_packed=True)[0])


def _by_place(body: Mapping[str, Any]) -> dict[int, Any]:
    return {item["n"]: item for item in body["items"]}


def read_right_answers(test: Test) -> tuple[list[str], list[list[int]]]:
    """Return items and, for each pupil, 1 or 0 for each: the matrix for response curves."""
    attempts = list_counted_attempts(sitting__test=test)
    papers = read_papers({paper for _pk, paper in attempts})
    items = list(dict.fromkeys(each.item for paper in papers.values() for each in paper.values()))
    columns = {item: place for place, item in enumerate(items)}
    rows: dict[int, list[int]] = {}
    for pk, paper in attempts:
        rows[pk] = [-1] * len(items)
        for each in papers[paper].values():
            rows[pk][columns[each.item]] = 0
    paper_of = dict(attempts)
    answers = Answer.objects.filter(
        attempt__sitting__test=test, attempt__state=Attempt.State.SCORED, score__gt=0
    ).values_list("attempt_id", "position", "score")
    for pk, place, score in answers:
        item = papers[paper_of[pk]].get(place) if pk in paper_of else None
        if item is not None:
            rows[pk][columns[item.item]] = int(float(score or 0) >= item.full)
    return items, list(rows.values())


def list_reports(user: AnyUser) -> QuerySet[TestReport]:
    """List reports that the person may read: on own tests, and on what own schools took."""
    schools = organisations_where(user, "report.school").values("pk")
    mine = Q(test__in=tests_visible_to(user).values("pk"), school=None)
    return (
        TestReport.objects.filter(mine | Q(school__in=schools))
        .select_related("test__subject", "test__grade", "school")
        .defer("figures", "curves")
        .order_by("-made_at", "-pk")
    )


def access_test_report(user: AnyUser, test_id: str, school_id: str = "") -> TestReport | None:
    """Return the report on a test that the person may read, or None when it is not made yet.

    Whoever owns the test reads the whole; who answers for a school reads its part. Raises
    NotFoundError for others.
    """
    owned = tests_visible_to(user).filter(public_id=test_id).exists()
    schools = organisations_where(user, "report.school")
    mine = Q(school__in=schools.values("pk"))
    if owned:
        mine |= Q(school=None)
    reports = TestReport.objects.filter(mine, test__public_id=test_id).select_related(
        "test__subject", "test__grade", "test__paper", "school"
    )
    if school_id:
        reports = reports.filter(school__public_id=school_id)
    # The whole first, when the person may read it.
    found = sorted(reports[:20], key=lambda report: (report.school_id is not None, report.pk))
    if found:
        return found[0]
    if owned and not school_id:
        return None
    raise NotFoundError


def list_open_doubts(user: AnyUser) -> list[KeyDoubt]:
    """Doubts about keys of banks that the person keeps, newest first."""
    doubts = (
        KeyDoubt.objects.filter(state=KeyDoubt.State.OPEN)
        .filter(Q(version__question__bank__owner_id=user.pk) | Q(test__owner_id=user.pk))
        .select_related("version__question__bank__organisation", "test")
    )
    return list(doubts[:100])


def access_doubt(user: AnyUser, public_id: str) -> KeyDoubt:
    """Fetch a doubt about a key of the person's bank or test, or raise NotFoundError."""
    found = (
        KeyDoubt.objects.filter(public_id=public_id)
        .select_related("version__question__bank__organisation", "test")
        .first()
    )
    if found is None:
        raise NotFoundError
    is_mine = found.test.owner_id == user.pk
    if not is_mine and not can_edit_bank(user, found.version.question.bank):
        raise NotFoundError
    return found
