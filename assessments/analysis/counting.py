"""From answers to counts: which marks, and which options, by item and by total.

Options are named by a digest of what they say, because papers of one test shuffle them and give each
a token of its own. Free texts are never kept; numbers are, in one spelling.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from assessments.items.shape import plain_text
from assessments.scoring.numbers import read_number

from .distractors import BLANK
from .tally import ItemTally, Tally

YES, NO = "1", "0"
_LONGEST_NAME = 120


@dataclass(frozen=True)
class CountedItem:
    """One place of a paper: whose wording it is, its full mark, and what pupils saw and was right."""

    item: str
    full: float
    body: Mapping[str, Any]
    key: Mapping[str, Any]


@dataclass(frozen=True)
class CountedAttempt:
    """One pupil's marks; ``answers`` is ``{position: (value, mark)}``, blanks may be left out."""

    paper: int
    answers: Mapping[int, tuple[Any, float]] = field(default_factory=dict)


def count_attempts(
    attempts: Iterable[CountedAttempt], papers: Mapping[int, Mapping[int, CountedItem]]
) -> Tally:
    """Count attempts at one test; ``papers`` is ``{paper: {position: item}}``.

    A question that was left blank has no points. The total is the sum of the marks.
    """
    tally = Tally()
    for attempt in attempts:
        places = papers[attempt.paper]
        marks = {place: attempt.answers.get(place, (None, 0.0)) for place in places}
        total = round(sum(mark for _value, mark in marks.values()), 4)
        tally.totals[total] += 1
        for place, (value, mark) in marks.items():
            counted = places[place]
            item = tally.item(counted.item, counted.full)
            item.marks[mark, total] += 1
            _count_choices(item, counted, value, mark=mark, total=total)
    return tally


def option_name(html: str) -> str:
    """Return the short digest by which an option or a statement is counted."""
    return hashlib.sha256(html.encode()).hexdigest()[:10]


def _count_choices(
    item: ItemTally, counted: CountedItem, value: Any, *, mark: float, total: float
) -> None:
    kind = counted.body["type"]
    if kind == "single_choice":
        _count_single(item, counted, value, mark=mark, total=total)
    elif kind in {"multiple_choice", "true_false_statements"}:
        for name, text, is_right, choice in _read_several(counted, value):
            part = item.part(name)
            part.right, part.names = [YES if is_right else NO], {"": text}
            part.counts[choice, mark, total] += 1
    elif kind == "short_number":
        part = item.part("")
        part.right = _spell_keys(counted.key)
        part.counts[_spell(value), mark, total] += 1


def _count_single(
    item: ItemTally, counted: CountedItem, value: Any, *, mark: float, total: float
) -> None:
    part = item.part("")
    names = {each["t"]: option_name(each["html"]) for each in counted.body["options"]}
    if not part.names:
        part.names = {
            names[each["t"]]: plain_text(each["html"])[:_LONGEST_NAME]
            for each in counted.body["options"]
        }
    part.right = [
        names[token]
        for token, option in counted.key["options"].items()
        if Decimal(option["share"]) == 1
    ]
    chosen = names.get(value, BLANK) if isinstance(value, str) else BLANK
    part.counts[chosen, mark, total] += 1


def _read_several(counted: CountedItem, value: Any) -> list[tuple[str, str, bool, str]]:
    """Return name, text, truth and answer of each option of several, or of each statement."""
    if counted.body["type"] == "multiple_choice":
        chosen = set(value) if isinstance(value, list) else set()
        shares = counted.key["options"]
        return [
            _part(each, Decimal(shares[each["t"]]["share"]) > 0, each["t"] in chosen)
            for each in counted.body["options"]
        ]
    said = value if isinstance(value, dict) else {}
    truths = counted.key["statements"]
    return [
        _part(each, truths[each["t"]], said.get(each["t"])) for each in counted.body["statements"]
    ]


def _part(shown: Mapping[str, str], is_right: object, said: object) -> tuple[str, str, bool, str]:
    choice = BLANK if not isinstance(said, bool) else YES if said else NO
    name, text = option_name(shown["html"]), plain_text(shown["html"])[:_LONGEST_NAME]
    return name, text, bool(is_right), choice


def _spell(value: Any) -> str:
    number = read_number(value) if isinstance(value, str) else None
    return BLANK if number is None else f"{number.normalize():f}"


def _spell_keys(key: Mapping[str, Any]) -> list[str]:
    full = [each["value"] for each in key["answers"] if Decimal(each["share"]) == 1]
    return [f"{Decimal(value).normalize():f}" for value in full]
