"""Marks that came back to a learner: one for each test, by the rule of which try counts."""

from dataclasses import dataclass

from django.db.models import Max, Prefetch, Q

from accounts.models import User
from assessments.models import Attempt, Confirmation, Sitting, Test
from assessments.queries.results import LearnerResult, find_rule, make_result
from assessments.queries.settling import is_result_confirmed


@dataclass(frozen=True)
class Returned:
    """A mark that the learner may see, with the try that stands for it."""

    attempt: Attempt
    result: LearnerResult
    is_confirmed: bool

    @property
    def is_provisional(self) -> bool:
        """Whether a teacher still has to confirm it; practice needs no such word."""
        is_practice = self.attempt.sitting.test.kind == Test.Kind.PRACTICE
        return not is_practice and not self.is_confirmed


def list_returned(learner: User, *, limit: int = 2) -> list[Returned]:
    """Return what counts in each test whose mark the learner may see, the newest first.

    Three statements.
    """
    mine = Q(attempts__learner=learner, attempts__state=Attempt.State.SCORED)
    tries = Attempt.objects.filter(learner=learner).select_related("learner").order_by("try_no")
    words = Confirmation.objects.order_by("-number")
    sittings = (
        Sitting.objects.exclude(show=Sitting.Show.NOTHING)
        .filter(mine)
        .annotate(newest=Max("attempts__scored_at", filter=mine))
        .select_related("test__subject", "created_by", "schedule")
        .prefetch_related(
            Prefetch("attempts", queryset=tries, to_attr="own_tries"),
            Prefetch("confirmations", queryset=words, to_attr="words"),
        )
        .order_by("-newest")[:limit]
    )
    found = (_read(sitting) for sitting in sittings)
    return [each for each in found if each.result.score is not None]


def _read(sitting: Sitting) -> Returned:
    tries: list[Attempt] = vars(sitting)["own_tries"]
    result = make_result(tries, find_rule(sitting))
    attempt = next(each for each in tries if each.public_id == result.attempt_id)
    last = next(iter(vars(sitting)["words"]), None)
    return Returned(attempt, result, is_result_confirmed(last, result))
