"""Acts on many chosen questions, told in one sentence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from assessments.models import Question
from core.errors import DomainError

from .bin import throw_away
from .lifecycle import set_states, submit_question
from .similar import keep_apart
from .sorting import add_outcome, move_questions, set_level, set_licence


@dataclass(frozen=True)
class Done:
    """What was done, as a sentence; ``batch`` is set when it can be undone by the bin."""

    said: str
    batch: str = ""
    # What could not be done, and why.
    refused: str = ""


@dataclass(frozen=True)
class Call:
    """The chosen questions, what the person entered, who and when."""

    questions: Sequence[Question]
    values: Mapping[str, Any]
    by: User
    now: datetime


def act_on(
    questions: Sequence[Question], values: Mapping[str, Any], *, by: User, now: datetime
) -> Done:
    """Do ``values["act"]`` with all chosen questions, or with none when one is refused.

    Handing in goes question by question: one that nobody can review does not hold back the others.
    """
    return _ACTS[values["act"]](Call(questions, values, by, now))


def _submit(call: Call) -> Done:
    sent, reasons = 0, []
    for question in call.questions:
        try:
            with transaction.atomic():
                submit_question(question, by=call.by, now=call.now)
        except DomainError as error:
            # One that cannot go does not hold the others back; its reason is told.
            reasons.append(str(error.message))
        else:
            sent += 1
    refused = ""
    if reasons:
        count = ngettext(
            "%(n)s question was not sent.", "%(n)s questions were not sent.", len(reasons)
        ) % {"n": len(reasons)}
        refused = f"{count} {reasons[0]}"
    said = ngettext(
        "%(n)s question was sent for review.", "%(n)s questions were sent for review.", sent
    )
    return Done(said % {"n": sent} if sent else "", refused=refused)


def _bin(call: Call) -> Done:
    batch = throw_away(call.questions, by=call.by, now=call.now)
    n = len(call.questions)
    said = ngettext("%(n)s question lies in the bin.", "%(n)s questions lie in the bin.", n)
    return Done(said % {"n": n}, batch=batch)


def _move(call: Call) -> Done:
    target = call.values["target"]
    n = move_questions(call.questions, target, by=call.by)
    said = ngettext(
        "%(n)s question moved to “%(bank)s”.", "%(n)s questions moved to “%(bank)s”.", n
    )
    return Done(said % {"n": n, "bank": target.name})


def _apart(call: Call) -> Done:
    keep_apart(call.questions, by=call.by, now=call.now)
    return Done(_("These questions will not stand in one paper."))


def _state(state: str) -> Callable[[Call], Done]:
    def act(call: Call) -> Done:
        return _tell(set_states(call.questions, state, by=call.by))

    return act


def _tell(n: int) -> Done:
    said = ngettext("%(n)s question was changed.", "%(n)s questions were changed.", n)
    return Done(said % {"n": n})


_ACTS: dict[str, Callable[[Call], Done]] = {
    "submit": _submit,
    "bin": _bin,
    "move": _move,
    "apart": _apart,
    "ready": _state(Question.State.READY),
    "draft": _state(Question.State.DRAFT),
    "retire": _state(Question.State.RETIRED),
    "level": lambda call: _tell(set_level(call.questions, call.values["level"], by=call.by)),
    "outcome": lambda call: _tell(add_outcome(call.questions, call.values["outcome"], by=call.by)),
    "licence": lambda call: _tell(set_licence(call.questions, call.values["licence"], by=call.by)),
}
