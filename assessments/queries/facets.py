"""Counts of strands, outcomes and authors beside the filters of a bank.

They are prepared for the bank as a whole and for states of its questions. Under other filters they
are counted live when few questions are left, and else their values stand without a number.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Count, QuerySet, Sum

from accounts.models import User
from assessments.filters import QuestionFilters
from assessments.models import Bank, FacetCount, Question
from curriculum.models import Outcome

FACETS = ("strand", "outcome", "author")
# So many questions are counted live; more would make the page wait.
LIVE = 2_000
# So many values of a group are offered.
MOST = 24
# {group: {value of the address: count, None when it is not known}}
More = dict[str, dict[str, int | None]]
Select = Callable[[QuestionFilters], QuerySet[Question]]


def count_facets(bank: Bank, filters: QuestionFilters, select: Select) -> More:
    """Count each group under the filters of all others; ``select`` returns their questions.

    The number of statements does not grow with the bank.
    """
    live: dict[str, Mapping[str, Counter[str]] | None] = {}
    found: More = {}
    for group in FACETS:
        rest = filters.without(group)
        found[group] = _read_prepared(bank, group, rest)
        if set(rest.chosen) <= {"state"}:
            continue
        if rest.address not in live:
            live[rest.address] = _count_live(select(rest))
        counted = live[rest.address]
        found[group] = _top(counted[group]) if counted else dict.fromkeys(found[group])
    return _name_values(found)


def _read_prepared(bank: Bank, group: str, filters: QuestionFilters) -> dict[str, int | None]:
    rows = FacetCount.objects.filter(bank_id=bank.pk, facet=group)
    if "state" in filters.chosen:
        rows = rows.filter(state__in=filters.chosen["state"])
    else:
        rows = rows.exclude(state=Question.State.RETIRED)
    sums = rows.values_list("value").annotate(total=Sum("n")).filter(total__gt=0)
    return dict(sums.order_by("-total", "value")[:MOST])


def _count_live(rows: QuerySet[Question]) -> Mapping[str, "Counter[str]"] | None:
    """Count up to the limit, or return None."""
    chosen = list(rows.order_by().values_list("pk", "strand", "author_id")[: LIVE + 1])
    if len(chosen) > LIVE:
        return None
    links = Question.outcomes.through.objects.filter(question_id__in=[pk for pk, _, _ in chosen])
    outcomes = links.values_list("outcome_id").annotate(n=Count("pk")).order_by()
    return {
        "strand": Counter(strand for _, strand, _ in chosen if strand),
        "author": Counter(str(author) for _, _, author in chosen),
        "outcome": Counter({str(pk): n for pk, n in outcomes}),
    }


def _top(counted: "Counter[str]") -> dict[str, int | None]:
    order = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return dict(order[:MOST])


def _name_values(found: More) -> More:
    """Put codes of outcomes and public ids of authors in place of the numbers of rows."""
    codes = _read(Outcome.objects.all(), "code", found["outcome"])
    people = _read(User.objects.all(), "public_id", found["author"])
    return {
        "strand": found["strand"],
        "outcome": {codes[pk]: n for pk, n in found["outcome"].items() if pk in codes},
        "author": {people[pk]: n for pk, n in found["author"].items() if pk in people},
    }


def _read(rows: QuerySet[Any], column: str, numbers: Mapping[str, object]) -> dict[str, str]:
    pairs = rows.filter(pk__in=[int(pk) for pk in numbers]).values_list("pk", column)
    return {str(pk): value for pk, value in pairs}


def read_found(facets: Mapping[str, Mapping[str, int]]) -> More:
    """Return the groups as the text index counts them, most first."""
    return {group: _top(Counter(facets.get(group, {}))) for group in FACETS}
