"""Reads of the curriculum for the chooser of outcomes."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from core.text import fold
from curriculum.models import Outcome

MOST_SHOWN = 120


@dataclass
class OutcomeGroup:
    """A topic with its outcomes."""

    topic: Outcome | None
    outcomes: list[Outcome] = field(default_factory=list)


def list_outcomes(subject_id: int, grade_id: int) -> QuerySet[Outcome]:
    """List the outcomes of a subject in a grade with their topics, in the programme's order."""
    return Outcome.objects.filter(
        subject_id=subject_id, grade_id=grade_id, kind=Outcome.Kind.OUTCOME
    ).select_related("parent")


def group_outcomes(
    subject_id: int | None, grade_id: int | None, *, text: str = "", chosen: frozenset[int]
) -> list[OutcomeGroup]:
    """Group outcomes by topic; ``text`` narrows down, whatever was chosen stays.

    Diacritics do not matter; every word must be found in code, outcome or topic.
    """
    if not subject_id or not grade_id:
        return []
    words = fold(text).split()
    groups: dict[int | None, OutcomeGroup] = {}
    shown = 0
    for outcome in list_outcomes(subject_id, grade_id):
        if outcome.pk not in chosen and (shown >= MOST_SHOWN or not _matches(outcome, words)):
            continue
        shown += 1
        group = groups.setdefault(outcome.parent_id, OutcomeGroup(outcome.parent))
        group.outcomes.append(outcome)
    return list(groups.values())


def _matches(outcome: Outcome, words: list[str]) -> bool:
    place = f"{outcome.parent.code} {outcome.parent.text}" if outcome.parent else ""
    line = fold(f"{outcome.code} {outcome.text} {place}")
    return all(word in line for word in words)
