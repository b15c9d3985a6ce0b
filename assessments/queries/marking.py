"""Reads for marking: sittings that wait, the answers of a question in an order without names."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from accounts.permissions import AnyUser
from assessments.models import Answer, Attempt, ManualMark, MarkingRule, SavedComment, Sitting
from assessments.models.attempts import HANDED_IN
from assessments.permissions import sittings_marked_by
from assessments.scoring.items import MANUAL
from assessments.scoring.manual import FIRST, SECOND, SETTLING, Settled, settle
from core.errors import NotFoundError

from .results import get_key_of

_BLANK: tuple[object, ...] = (None, "", [], {})


@dataclass(frozen=True)
class Place:
    """One answer that a person marks: the k-th of its question."""

    number: int
    answer: Answer
    marks: dict[int, Decimal]
    settled: Settled


@dataclass(frozen=True)
class QuestionToMark:
    """A question whose answers a person marks, with how far this marker is."""

    n: int
    item: dict[str, Any]
    places: list[Place]
    done_count: int
    third_count: int
    # The first answer that this marker has not marked.
    first_open: int | None

    @property
    def is_done(self) -> bool:
        """Tell whether this marker has nothing left here."""
        return self.done_count == len(self.places)


def list_sittings_to_mark(user: AnyUser) -> QuerySet[Sitting]:
    """Return sittings that the person marks and that wait, the oldest first, with counts."""
    return (
        sittings_marked_by(user)
        .select_related("test__subject", "school_class")
        .annotate(
            waiting_count=Count("attempts", filter=Q(attempts__state=Attempt.State.MARKING)),
            handed_in_count=Count("attempts", filter=Q(attempts__state__in=HANDED_IN)),
        )
        .filter(waiting_count__gt=0)
        .order_by("closes_at", "pk")
    )


def access_sitting_to_mark(user: AnyUser, public_id: str) -> Sitting:
    """Fetch a sitting that the person marks, or raise NotFoundError."""
    found = (
        sittings_marked_by(user)
        .filter(public_id=public_id)
        .select_related("test__paper", "test__subject", "school_class", "school")
        .first()
    )
    if found is None:
        raise NotFoundError
    return found


def get_rule(sitting: Sitting) -> MarkingRule:
    """Return the sitting's rule, or one that is not saved: with names, one marker."""
    found = MarkingRule.objects.filter(sitting=sitting).first()
    return found or MarkingRule(sitting=sitting, most_apart=Decimal(0))


def find_round(user: User, sitting: Sitting, rule: MarkingRule) -> int:
    """Return the round in which the person marks this sitting."""
    if rule.is_double and rule.second_marker_id == user.pk:
        return SECOND
    if rule.is_double and rule.third_marker_id == user.pk and sitting.created_by_id != user.pk:
        return SETTLING
    return FIRST


def list_questions_to_mark(
    sitting: Sitting, rule: MarkingRule, round_number: int
) -> list[QuestionToMark]:
    """Return the questions that people mark with their answers; four queries.

    The order of answers is that of random ids, so that it says nothing of who wrote them, and it
    stays when names are shown.
    """
    key = get_key_of(sitting.test.paper)
    items = {item["n"]: item for item in key["items"] if item["type"] in MANUAL}
    answers: dict[int, list[Answer]] = defaultdict(list)
    rows = Answer.objects.filter(
        attempt__sitting=sitting, attempt__state__in=HANDED_IN, position__in=items
    ).select_related("attempt__learner")
    for answer in rows.order_by("attempt__public_id"):
        if answer.value not in _BLANK:
            answers[answer.position].append(answer)
    marks = read_marks(sitting)
    return [
        _question(item, answers[n], marks, rule=rule, round_number=round_number)
        for n, item in items.items()
    ]


def read_marks(sitting: Sitting) -> dict[tuple[int, int], dict[int, Decimal]]:
    """Return all marks of a sitting by attempt and position, then by round."""
    found: dict[tuple[int, int], dict[int, Decimal]] = defaultdict(dict)
    rows = ManualMark.objects.filter(attempt__sitting=sitting)
    for attempt_id, position, number, points in rows.values_list(
        "attempt_id", "position", "round", "points"
    ):
        found[attempt_id, position][number] = points
    return found


def _question(
    item: dict[str, Any],
    answers: Iterable[Answer],
    marks: dict[tuple[int, int], dict[int, Decimal]],
    *,
    rule: MarkingRule,
    round_number: int,
) -> QuestionToMark:
    places: list[Place] = []
    for answer in answers:
        given = marks.get((answer.attempt_id, item["n"]), {})
        settled = settle(given, is_double=rule.is_double, most_apart=rule.most_apart)
        if round_number != SETTLING or settled.needs_third:
            places.append(Place(len(places) + 1, answer, given, settled))
    return QuestionToMark(
        n=item["n"],
        item=item,
        places=places,
        done_count=sum(round_number in place.marks for place in places),
        first_open=next((each.number for each in places if round_number not in each.marks), None),
        third_count=sum(
            place.settled.needs_third and place.settled.points is None for place in places
        ),
    )


def find_mark(answer: Answer, round_number: int) -> ManualMark | None:
    """Return the mark of this round, or None."""
    return ManualMark.objects.filter(
        attempt_id=answer.attempt_id, position=answer.position, round=round_number
    ).first()


def list_comments(user: User) -> list[SavedComment]:
    """Return the person's saved comments, the last used first."""
    return list(SavedComment.objects.filter(owner=user)[:20])


def list_marks_to_show(attempt: Attempt) -> dict[int, ManualMark]:
    """Return the mark to show for each position: the one that settled, else the first."""
    shown: dict[int, ManualMark] = {}
    for mark in ManualMark.objects.filter(attempt=attempt).order_by("position", "round"):
        if mark.position not in shown or mark.round == SETTLING:
            shown[mark.position] = mark
    return shown


def find_settled(attempt: Attempt, position: int) -> Decimal | None:
    """Return what the marks given so far come to, or None while one is missing."""
    rows = ManualMark.objects.filter(attempt=attempt, position=position)
    marks = dict(rows.values_list("round", "points"))
    if not marks:
        return None
    rule = get_rule(attempt.sitting)
    return settle(marks, is_double=rule.is_double, most_apart=rule.most_apart).points


def count_answers_waiting(user: AnyUser) -> int:
    """Count handed-in attempts that wait for this person's marks; one statement."""
    marked = sittings_marked_by(user).values("pk")
    return Attempt.objects.filter(sitting__in=marked, state=Attempt.State.MARKING).count()
