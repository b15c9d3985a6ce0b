"""From batches of events to the last word on each question: pure, in the order (epoch, seq)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


class Batch(Protocol):
    """What folding needs of a stored batch."""

    epoch: int
    seq: int
    events: str
    received_at: datetime


@dataclass(frozen=True)
class LastWord:
    """The last answer to one question, and where it came from."""

    value: Any
    epoch: int
    seq: int
    received_at: datetime


@dataclass(frozen=True)
class Folded:
    """Answers and flags by position."""

    answers: dict[int, LastWord]
    flags: dict[int, bool]


def fold_batches(batches: Iterable[Batch]) -> Folded:
    """Fold batches, whatever order they came in; the later (epoch, seq) wins, event by event."""
    answers: dict[int, LastWord] = {}
    flags: dict[int, bool] = {}
    for batch in sorted(batches, key=lambda each: (each.epoch, each.seq)):
        for event in json.loads(batch.events):
            position = event["q"]
            if "a" in event:
                answers[position] = LastWord(event["a"], batch.epoch, batch.seq, batch.received_at)
            if "f" in event:
                flags[position] = bool(event["f"])
    return Folded(answers, flags)
