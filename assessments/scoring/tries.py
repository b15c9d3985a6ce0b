"""Which of several tries counts; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Generic, Protocol, TypeVar

_UNIT = Decimal("0.0001")


class Try(Protocol):
    """A try as this module reads it."""

    @property
    def is_handed_in(self) -> bool:
        """Whether the learner has finished with it."""

    @property
    def score(self) -> Decimal | None:
        """Points, or None while they are missing."""


T = TypeVar("T", bound=Try)


@dataclass(frozen=True)
class Counted(Generic[T]):
    """The try that stands for the learner, with the score that counts."""

    attempt: T
    score: Decimal | None


def pick_counting(tries: Sequence[T], rule: str) -> Counted[T]:
    """Choose by ``best``, ``last``, ``first`` or ``mean`` among tries in the order they were made.

    Only what is handed in counts, so that a try just begun takes no mark away; without such a try
    the newest one stands there. The mean is taken over scored tries and kept to four decimals; the
    newest of them stands for it. Of equal tries the earlier one is the best.
    """
    done = [each for each in tries if each.is_handed_in]
    if not done:
        return Counted(tries[-1], tries[-1].score)
    if rule in {"first", "last"}:
        chosen = done[0] if rule == "first" else done[-1]
        return Counted(chosen, chosen.score)
    scored = [(each, each.score) for each in done if each.score is not None]
    if not scored:
        return Counted(done[-1], None)
    if rule == "mean":
        total = sum((score for _each, score in scored), Decimal(0))
        mean = (total / len(scored)).quantize(_UNIT, rounding=ROUND_HALF_UP)
        return Counted(scored[-1][0], mean)
    best, score = max(scored, key=lambda pair: pair[1])
    return Counted(best, score)
