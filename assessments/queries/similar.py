"""Reads of questions that read alike or may not stand in one paper."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from accounts.permissions import AnyUser
from assessments.items.shape import Content, fingerprint
from assessments.models import Bank, EnemyPair, Question, QuestionSignature
from assessments.permissions import banks_visible_to
from assessments.similarity import BANDS, make_bands, make_shingles, resemblance, shingle_text
from core.errors import NotFoundError
from core.text import fold

# Questions that share so many of their word pairs are near-duplicates.
NEAR_PERCENT = 60
MOST_CANDIDATES = 50
_AT_ONCE = 200
BAND_FIELDS = tuple(f"band_{number}" for number in range(BANDS))


@dataclass(frozen=True)
class Wording:
    """What is compared of one question; ``key`` is the caller's own."""

    key: int
    bands: tuple[int, ...]
    shingles: frozenset[int]
    fingerprint: str


@dataclass(frozen=True)
class Match:
    """A question that reads alike, and how much in percent."""

    question_id: int
    percent: int


@dataclass(frozen=True)
class Twin:
    """The same for a page."""

    question: Question
    percent: int


def read_wording(key: int, content: Content) -> Wording:
    """Take from a content what is compared."""
    shingles = make_shingles(shingle_text(content, fold))
    return Wording(key, make_bands(shingles), shingles, fingerprint(content, fold))


def find_matches(
    wordings: Sequence[Wording], banks: QuerySet[Bank], *, without: Collection[int] = ()
) -> dict[int, list[Match]]:
    """Find near-duplicates of each wording in these banks, the most alike first.

    Two or three statements for every 200 wordings, whatever the size of the banks.
    """
    found: dict[int, list[Match]] = {}
    questions = Question.objects.filter(bank__in=banks).exclude(state=Question.State.RETIRED)
    for start in range(0, len(wordings), _AT_ONCE):
        part = wordings[start : start + _AT_ONCE]
        candidates = _find_candidates(part, questions, without)
        known = _load({pk for ids in candidates.values() for pk in ids})
        for wording in part:
            matches = [
                Match(pk, _percent(wording, known[pk]))
                for pk in candidates.get(wording.key, ())
                if pk in known
            ]
            near = [match for match in matches if match.percent >= NEAR_PERCENT]
            if near:
                near.sort(key=lambda match: (-match.percent, match.question_id))
                found[wording.key] = near
    return found


def find_twins(user: AnyUser, contents: Mapping[int, Content]) -> dict[int, list[Twin]]:
    """Find near-duplicates of contents in all banks that the person may read."""
    wordings = [read_wording(key, content) for key, content in contents.items()]
    matches = find_matches(wordings, banks_visible_to(user))
    ids = {match.question_id for each in matches.values() for match in each[:3]}
    known = Question.objects.select_related("bank", "current").in_bulk(list(ids))
    return {
        key: [Twin(known[each.question_id], each.percent) for each in found[:3]]
        for key, found in matches.items()
    }


def list_near_banks(bank: Bank) -> QuerySet[Bank]:
    """Banks whose questions may meet this bank's in one paper, without others' own banks."""
    near = Q(pk=bank.pk) | Q(scope=Bank.Scope.SECTOR)
    if bank.scope == Bank.Scope.OWN:
        near |= Q(scope=Bank.Scope.OWN, owner_id=bank.owner_id)
    if bank.organisation_id and bank.scope != Bank.Scope.SECTOR:
        school = bank.organisation_id
        parent = bank.organisation.parent_id if bank.organisation else None
        places = [school] if bank.scope == Bank.Scope.OWN else [parent or school]
        near |= Q(scope=Bank.Scope.GROUP, organisation__parent__in=places)
    return Bank.objects.filter(near, deleted_at=None)


def list_enemies(question_ids: Collection[int]) -> set[tuple[int, int]]:
    """Return pairs of these questions that may not stand in one paper, the lower number first."""
    rows = EnemyPair.objects.filter(is_lifted=False, first__in=question_ids)
    return set(rows.filter(second__in=question_ids).values_list("first_id", "second_id"))


def list_twins_of(user: AnyUser, question: Question) -> list[Twin]:
    """Return near-duplicates, copies and enemies of a question that the person may read."""
    rows = EnemyPair.objects.filter(Q(first=question) | Q(second=question), is_lifted=False)
    percents = {
        row.second_id if row.first_id == question.pk else row.first_id: row.alike_percent
        for row in rows.order_by("-alike_percent", "pk")[:20]
    }
    known = (
        Question.objects.filter(bank__in=banks_visible_to(user))
        .select_related("bank", "current")
        .in_bulk(list(percents))
    )
    return [Twin(known[pk], percent) for pk, percent in percents.items() if pk in known]


def list_pairs(bank: Bank) -> QuerySet[EnemyPair]:
    """Near-duplicates inside one bank, the most alike first."""
    here = Q(first__bank=bank, second__bank=bank)
    return (
        EnemyPair.objects.filter(here, kind=EnemyPair.Kind.NEAR, is_lifted=False)
        .filter(first__deleted_at=None, second__deleted_at=None)
        .exclude(first__state=Question.State.RETIRED)
        .exclude(second__state=Question.State.RETIRED)
        .select_related("first__current", "first__author", "second__current", "second__author")
        .order_by("-alike_percent", "first_id", "second_id")
    )


def list_twinned(question_ids: Iterable[int]) -> set[int]:
    """Tell which of these questions have a near-duplicate."""
    ids = list(question_ids)
    rows = EnemyPair.objects.filter(
        Q(first__in=ids) | Q(second__in=ids), kind=EnemyPair.Kind.NEAR, is_lifted=False
    ).values_list("first_id", "second_id")
    return {pk for pair in rows for pk in pair} & set(ids)


def _find_candidates(
    part: Sequence[Wording], questions: QuerySet[Question], without: Collection[int]
) -> dict[int, list[int]]:
    """Return the numbers of questions that share a digest or the fingerprint, by key."""
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    for key, pk in _meet_in_bands(part, questions):
        if pk not in without:
            shared[key][pk] += 1
    by_print: dict[str, list[int]] = defaultdict(list)
    for wording in part:
        by_print[wording.fingerprint].append(wording.key)
    rows = questions.filter(current__fingerprint__in=list(by_print))
    for pk, digest in rows.values_list("pk", "current__fingerprint"):
        for key in by_print[digest]:
            if pk not in without:
                shared[key][pk] += BANDS + 1
    return {
        key: [pk for pk, _ in counts.most_common(MOST_CANDIDATES)] for key, counts in shared.items()
    }


def _meet_in_bands(
    part: Sequence[Wording], questions: QuerySet[Question]
) -> Iterator[tuple[int, int]]:
    """Give a key and a question's number for each digest that they share."""
    holders: list[dict[int, list[int]]] = [defaultdict(list) for _ in range(BANDS)]
    for wording in part:
        for place, digest in enumerate(wording.bands):
            holders[place][digest].append(wording.key)
    if not holders[0]:
        return
    any_band = reduce(
        or_, (Q(**{f"{name}__in": list(holders[n])}) for n, name in enumerate(BAND_FIELDS))
    )
    rows = QuestionSignature.objects.filter(any_band, question__in=questions)
    for pk, *bands in rows.values_list("question_id", *BAND_FIELDS):
        for place, digest in enumerate(bands):
            for key in holders[place].get(digest, ()):
                yield key, pk


def _load(ids: set[int]) -> dict[int, Wording]:
    rows = Question.objects.filter(pk__in=ids).values_list("pk", "current__content")
    return {pk: read_wording(pk, content) for pk, content in rows if content}


def _percent(one: Wording, other: Wording) -> int:
    if one.fingerprint == other.fingerprint:
        return 100
    # 100 is kept for questions that read the same.
    return min(99, int(resemblance(one.shingles, other.shingles) * 100))


def access_pair(bank: Bank, first: str, second: str) -> EnemyPair:
    """Fetch a pair of the bank by the public ids of its questions, or raise NotFoundError."""
    found = list_pairs(bank).filter(first__public_id=first, second__public_id=second).first()
    if found is None:
        raise NotFoundError
    return found
