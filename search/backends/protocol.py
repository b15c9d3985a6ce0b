"""What a backend is asked and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from search.language import Query

# Beyond so many matches, totals and facet counts read "more than".
COUNT_LIMIT = 10_000
# Weights of a word in the title and in the body.
TITLE_WEIGHT = 10
BODY_WEIGHT = 1
ORDERS = ("relevance", "newest", "popular")


@dataclass(frozen=True)
class Request:
    """One question to an index."""

    query: Query
    owner: str
    tokens: frozenset[str]
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    offset: int = 0
    size: int = 20
    order: str = "relevance"
    with_facets: bool = True

    def without(self, group: str) -> "Request":
        """Return the same question with one group of filters taken away."""
        kept = {name: values for name, values in self.filters.items() if name != group}
        return Request(self.query, self.owner, self.tokens, kept)


@dataclass(frozen=True)
class Found:
    """Numbers of documents in order, the total, and counts by group and value."""

    document_ids: list[int]
    total: int
    facets: dict[str, dict[str, int]]


class Backend(Protocol):
    """An index that can be asked."""

    name: str

    def search(self, request: Request) -> Found:
        """Answer one question; nothing that the tokens do not open is found."""

    def count(self, request: Request) -> int:
        """Return how many documents match, at most COUNT_LIMIT + 1."""
