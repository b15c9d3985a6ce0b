"""Reads of results: for the class's teacher, and for the learner by the sitting's rule."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Q

from accounts.models import User
from assessments.models import (
    Answer,
    Attempt,
    Paper,
    PaperItem,
    PaperKey,
    Schedule,
    Sitting,
    Test,
    TestForm,
)
from assessments.scoring.tries import pick_counting

from .figures import list_counted_attempts

_BLANK: tuple[object, ...] = (None, "", [], {})


@dataclass(frozen=True)
class LearnerResult:
    """What counts for one learner: a try by the schedule's rule, or the mean of his tries.

    Without a try that is handed in it is the newest one.
    """

    learner: User
    state: str
    score: Decimal | None
    max_score: Decimal | None
    submitted_at: datetime | None
    attempt_id: str = ""
    has_late_answers: bool = False
    try_count: int = 1


@dataclass(frozen=True)
class QuestionStat:
    """How a class did on one question; ``facility`` is the mean share of its points."""

    position: int
    stem_text: str
    facility: Decimal | None
    answered: int


def list_results(sitting: Sitting) -> list[LearnerResult]:
    """Results of all learners of a sitting in the order of the class list; one statement.

    One more where the sitting came without its schedule.
    """
    attempts = (
        Attempt.objects.filter(sitting=sitting)
        .select_related("learner")
        .order_by("learner__sort_key", "learner_id", "try_no")
    )
    rule = find_rule(sitting)
    return [make_result(list(tries), rule) for _learner, tries in groupby(attempts, _learner_of)]


def find_rule(sitting: Sitting) -> str:
    """Return which try counts; without a schedule the best."""
    return sitting.schedule.counts if sitting.schedule else Schedule.Counts.BEST


def find_result_of(attempt: Attempt) -> LearnerResult:
    """Return what counts for the learner of an attempt in its sitting."""
    schedule = attempt.sitting.schedule
    if attempt.try_no == 1 and (schedule is None or schedule.tries == 1):
        return make_result([attempt], find_rule(attempt.sitting))
    tries = Attempt.objects.filter(sitting=attempt.sitting_id, learner=attempt.learner_id)
    rows = tries.select_related("learner").order_by("try_no")
    return make_result(list(rows), find_rule(attempt.sitting))


def make_result(tries: Sequence[Attempt], rule: str) -> LearnerResult:
    """Read one learner's tries, in their order, as the result that counts."""
    counted = pick_counting(tries, rule)
    attempt = counted.attempt
    return LearnerResult(
        learner=attempt.learner,
        state=attempt.state,
        score=counted.score,
        max_score=attempt.max_score,
        submitted_at=attempt.submitted_at,
        attempt_id=attempt.public_id,
        has_late_answers=attempt.has_late_answers,
        try_count=sum(each.is_handed_in for each in tries),
    )


def _learner_of(attempt: Attempt) -> int:
    return attempt.learner_id


def list_question_stats(sitting: Sitting) -> list[QuestionStat]:
    """Statistics of each question over each learner's first scored try, in the order of the paper.

    Forms hold the same questions at other places, so points are added up by question, not by place.
    A question left blank counts as no points. ``facility`` is None while nothing is scored.
    """
    papers = dict(list_counted_attempts(sitting=sitting))
    main = sitting.test.paper_id
    items = list(
        PaperItem.objects.filter(paper__in={main, *papers.values()}).select_related("version")
    )
    versions = {(item.paper_id, item.position): item.version_id for item in items}
    rows = Answer.objects.filter(
        attempt__sitting=sitting, attempt__state=Attempt.State.SCORED
    ).values_list("attempt_id", "position", "score", "value")
    points, answered = _add_up(
        (versions.get((papers[pk], place)), score, value)
        for pk, place, score, value in rows
        if pk in papers
    )
    return [
        QuestionStat(
            position=item.position,
            stem_text=item.version.stem_text,
            facility=points[item.version_id] / (item.points * len(papers)) if papers else None,
            answered=answered[item.version_id],
        )
        for item in items
        if item.paper_id == main
    ]


def _add_up(
    answers: Iterable[tuple[int | None, Decimal | None, object]],
) -> tuple[dict[int | None, Decimal], Counter[int | None]]:
    points: dict[int | None, Decimal] = defaultdict(Decimal)
    answered: Counter[int | None] = Counter()
    for version_id, score, value in answers:
        points[version_id] += score or Decimal(0)
        answered[version_id] += value not in _BLANK
    return points, answered


def get_key_of(paper: Paper) -> dict[str, Any]:
    """Fetch the key of a paper, for scoring and for pages that may show it."""
    body: dict[str, Any] = PaperKey.objects.values_list("body", flat=True).get(paper_id=paper.pk)
    return body


def count_answers(attempt: Attempt) -> int:
    """Count the questions that the learner answered."""
    values = Answer.objects.filter(attempt=attempt).values_list("value", flat=True)
    return sum(1 for value in values if value not in _BLANK)


def find_what_to_show(attempt: Attempt, *, now: datetime) -> str:
    """Tell what the learner may see now: ``answers``, ``score``, ``later`` or ``unfinished``.

    Answers reveal the key, so they wait until every sitting of the same paper is closed for
    everybody, with its grace. Practice that the pupil started himself shows them at once.
    """
    sitting = attempt.sitting
    if not attempt.is_handed_in:
        return "unfinished"
    if sitting.show == Sitting.Show.SCORE:
        return "score"
    is_practice = sitting.test.kind == Test.Kind.PRACTICE and sitting.schedule_id is not None
    is_closed = (is_practice or is_over(sitting, now=now)) and not can_be_taken(attempt, now=now)
    if sitting.show == Sitting.Show.NOTHING:
        return "score" if is_closed else "later"
    return "answers" if is_closed else "score"


def is_over(sitting: Sitting, *, now: datetime) -> bool:
    """Tell whether window and grace are over."""
    return now >= sitting.closes_at + timedelta(seconds=sitting.grace_seconds)


def can_be_taken(attempt: Attempt, *, now: datetime) -> bool:
    """Tell whether anybody may still take the attempt's paper, or another form of its test.

    Looks at all sittings, of all classes and schools, and at attempts with extra time; practice is
    left out, it shows its keys by itself. At most three statements.
    """
    tests = Test.objects.filter(
        Q(paper_id=attempt.paper_id)
        | Q(forms__paper_id=attempt.paper_id)
        | Q(pk=attempt.sitting.test_id)
    ).values("pk")
    papers = Q(test__in=tests) | Q(
        test__paper__in=TestForm.objects.filter(test__in=tests).values("paper")
    )
    is_practice = Q(test__kind=Test.Kind.PRACTICE, schedule__isnull=False)
    sittings = (
        Sitting.objects.filter(papers, withdrawn_at=None)
        .exclude(is_practice)
        .filter(closes_at__gt=now - timedelta(days=1))
    )
    if any(
        not is_over(sitting, now=now) for sitting in sittings.only("closes_at", "grace_seconds")
    ):
        return True
    return (
        Attempt.objects.filter(
            sitting__test__in=tests, state=Attempt.State.STARTED, grace_until__gt=now
        )
        .exclude(sitting__test__kind=Test.Kind.PRACTICE, sitting__schedule__isnull=False)
        .exists()
    )
