"""Reads of the index: one line of text, some filters, and the reader's audience tokens."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.safestring import SafeString

from .backends import Backend, Found, Request, database_backend, outside_backend
from .backends.protocol import COUNT_LIMIT
from .errors import IndexAwayError
from .highlight import excerpt, mark
from .language import Phrase, Query, folded_words, parse_query, runs
from .models import Document, Synonym

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Hit:
    """One thing that was found."""

    document: Document
    query: Query

    @property
    def object_id(self) -> int:
        """Return the number of the row at its owner."""
        return self.document.object_id

    @property
    def title(self) -> SafeString:
        """Return the title with the match marked."""
        return mark(self.document.title, self.query)

    @property
    def excerpt(self) -> SafeString:
        """Return the marked place in the text, empty where only the title matches."""
        return excerpt(self.document.body, self.query)


@dataclass(frozen=True)
class SearchPage:
    """One page of what was found, with counts for each group of filters."""

    hits: list[Hit]
    total: int
    facets: dict[str, dict[str, int]]
    query: Query
    page: int
    size: int

    @property
    def is_capped(self) -> bool:
        """Whether there is more than was counted."""
        return self.total > COUNT_LIMIT

    @property
    def page_count(self) -> int:
        """Return how many pages can be turned to."""
        return max(1, -(-min(self.total, COUNT_LIMIT) // self.size))


def read_query(text: str) -> Query:
    """Read a typed line with the sector's synonyms."""
    phrases = [" ".join(run) for run in runs(folded_words(text))]
    synonyms: dict[Phrase, list[Phrase]] = {}
    rows = (
        Synonym.objects.filter(
            Q(short_words__in=phrases) | Q(long_words__in=phrases, is_mutual=True)
        )
        if phrases
        else ()
    )
    for row in rows:
        short, long = tuple(row.short_words.split()), tuple(row.long_words.split())
        synonyms.setdefault(short, []).append(long)
        if row.is_mutual:
            synonyms.setdefault(long, []).append(short)
    return parse_query(text, synonyms)


def search_documents(
    text: str,
    *,
    owner: str,
    tokens: frozenset[str] | set[str],
    filters: Mapping[str, Sequence[str]] | None = None,
    page: int = 1,
    size: int = 20,
    order: str = "relevance",
) -> SearchPage:
    """Find what these tokens open.

    Case and diacritics do not matter, but titles that match as typed come first; the last word may
    be unfinished. A group of filters asks for any of its values; its own counts ignore it.
    """
    query = read_query(text)
    page = min(max(1, page), COUNT_LIMIT // size)
    request = Request(
        query=query,
        owner=owner,
        tokens=frozenset(tokens),
        filters=dict(filters or {}),
        offset=(page - 1) * size,
        size=size,
        order=order,
    )
    found = _ask(request)
    rows = Document.objects.shown().in_bulk(found.document_ids)
    hits = [Hit(rows[pk], query) for pk in found.document_ids if pk in rows]
    return SearchPage(hits, found.total, found.facets, query, page, size)


def count_documents(
    text: str,
    *,
    owner: str,
    tokens: frozenset[str] | set[str],
    filters: Mapping[str, Sequence[str]] | None = None,
) -> int:
    """Count what a search would find, at most COUNT_LIMIT + 1."""
    request = Request(read_query(text), owner, frozenset(tokens), dict(filters or {}))
    return database_backend().count(request)


def _ask(request: Request) -> Found:
    """Ask the cluster where there is one; while it is away the database answers."""
    outside: Backend | None = outside_backend()
    if outside is not None:
        try:
            return outside.search(request)
        except IndexAwayError:
            logger.warning("search: the cluster did not answer, the database did")
    return database_backend().search(request)
