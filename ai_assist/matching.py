"""Find the outcomes that a text is about, by words alone: no model, the same answer every time."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.text import fold

# What fits less than this share of the best is a chance likeness.
NEAR = 0.35
TOPIC = 0.4
_WORD = re.compile(r"[0-9a-z]+")
# Words of nearly every outcome and title; they tell nothing about the subject matter.
_EMPTY_TEXT = """
va cua cac mot cho voi trong khi de la co duoc nhan biet thong hieu van dung mo ta giai thich thuc hien
su dung bai hoc lop tiet chuong phan noi dung ve tu den theo nhung nay do sinh so de gan hop li don quen
thuoc te vi du
"""
_EMPTY = frozenset(_EMPTY_TEXT.split())


@dataclass(frozen=True)
class Candidate:
    """Something to find, by its key and text; the topic it stands under counts for less."""

    key: int
    text: str
    topic: str = ""


@dataclass(frozen=True)
class Match:
    """How well a candidate fits, and the words that it shares with the text."""

    key: int
    score: float
    shared: tuple[str, ...]


def find_matches(text: str, candidates: Sequence[Candidate], *, limit: int = 5) -> list[Match]:
    """Return the best candidates first; those that share no telling word are left out.

    Vietnamese words are two syllables long, so pairs of neighbours weigh double. Rare terms weigh
    more than common ones (as in BM25's idf).
    """
    wanted = _terms(text)
    shares = {candidate.key: _shares(candidate) for candidate in candidates}
    spread = Counter(term for terms in shares.values() for term in terms)
    matches = [
        match
        for key, terms in shares.items()
        if (match := _match(key, wanted, terms, spread=spread, count=len(shares)))
    ]
    matches.sort(key=lambda match: (-match.score, match.key))
    return [match for match in matches if match.score >= NEAR * matches[0].score][:limit]


def _shares(candidate: Candidate) -> dict[str, float]:
    """Say how much each term of the candidate counts."""
    topic = dict.fromkeys(_terms(candidate.topic), TOPIC)
    return {**topic, **dict.fromkeys(_terms(candidate.text), 1.0)}


def _match(
    key: int, wanted: set[str], terms: dict[str, float], *, spread: Counter[str], count: int
) -> Match | None:
    shared = wanted & terms.keys()
    if not any(" " in term for term in shared) and len(shared) < 2:
        return None
    weight = {term: share * _weight(term, spread[term], count) for term, share in terms.items()}
    score = sum(weight[term] for term in shared) / math.sqrt(sum(weight.values()) or 1)
    return Match(key, round(score, 4), tuple(sorted(shared)))


def _weight(term: str, spread: int, count: int) -> float:
    rarity = math.log(1 + (count - spread + 0.5) / (spread + 0.5))
    return rarity * (2 if " " in term else 1)


def _terms(text: str) -> set[str]:
    syllables = _WORD.findall(fold(text))
    return {
        *(word for word in syllables if word not in _EMPTY and (len(word) > 1 or word.isdigit())),
        *_pairs(syllables),
    }


def _pairs(syllables: Iterable[str]) -> Iterable[str]:
    for first, second in pairwise(syllables):
        if not (first in _EMPTY and second in _EMPTY):
            yield f"{first} {second}"
