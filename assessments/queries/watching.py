"""What the proctor's screen shows of a sitting; four statements whatever the size of the class."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from assessments.folding import fold_batches
from assessments.models import AnswerBatch, Attempt, Presence, Sitting
from assessments.presence import GAP
from assessments.room.places import find_place

_BLANK: tuple[object, ...] = (None, "", [], {})


@dataclass(frozen=True)
class Watched:
    """One learner's newest try. ``line`` is away, here, done, or nothing before the start."""

    attempt: Attempt
    answered_count: int
    presence: Presence | None
    place: str
    line: str

    @property
    def question_count(self) -> int:
        """How many questions the paper has."""
        return self.attempt.paper.question_count


def list_unfinished(sitting: Sitting) -> list[Attempt]:
    """Each learner's try that is not handed in, in the order of the class list; one statement."""
    open_states = [Attempt.State.PREPARED, Attempt.State.STARTED]
    return list(
        Attempt.objects.filter(sitting=sitting, state__in=open_states)
        .select_related("learner")
        .order_by("learner__sort_key", "learner_id", "try_no")
    )


def list_watched(sitting: Sitting, *, now: datetime) -> list[Watched]:
    """Everybody of the class list, in its order."""
    attempts = (
        Attempt.objects.filter(sitting=sitting)
        .select_related("learner", "paper")
        .defer("paper__body")
        .order_by("learner__sort_key", "learner_id", "try_no")
    )
    newest = {attempt.learner_id: attempt for attempt in attempts}
    ids = [attempt.pk for attempt in newest.values()]
    presences = Presence.objects.in_bulk(ids)
    counts = _count_answers(ids)
    places = sitting.schedule.places if sitting.schedule else {}
    return [
        _watch(attempt, presences.get(attempt.pk), counts.get(attempt.pk, 0), places, now)
        for attempt in newest.values()
    ]


def _watch(
    attempt: Attempt,
    presence: Presence | None,
    count: int,
    places: dict[str, object],
    now: datetime,
) -> Watched:
    address = presence.address if presence else None
    return Watched(
        attempt,
        answered_count=count,
        presence=presence,
        place=find_place(places, address) or address or "",
        line=_find_line(attempt, presence, now),
    )


def _find_line(attempt: Attempt, presence: Presence | None, now: datetime) -> str:
    if attempt.is_handed_in:
        return "done"
    if attempt.state != Attempt.State.STARTED:
        return ""
    return "away" if presence and now - presence.last_seen_at > GAP else "here"


def _count_answers(attempt_ids: list[int]) -> dict[int, int]:
    """Count answered questions from the batches: answers are folded only at handing in."""
    batches: dict[int, list[AnswerBatch]] = defaultdict(list)
    for batch in AnswerBatch.objects.filter(attempt_id__in=attempt_ids, is_aside=False):
        batches[batch.attempt_id].append(batch)
    return {
        attempt_id: sum(last.value not in _BLANK for last in fold_batches(rows).answers.values())
        for attempt_id, rows in batches.items()
    }
