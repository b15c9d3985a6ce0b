"""PostgreSQL's text search: a generated tsvector of the documents' words under a GIN index."""

from typing import Any

from django.db import connection

from search.language import Phrase, Term, tag

from .database import DatabaseBackend, Parameters
from .protocol import Request

_SCHEMA = """
ALTER TABLE search_document ADD COLUMN IF NOT EXISTS words tsvector GENERATED ALWAYS AS (
  CASE WHEN is_withdrawn THEN ''::tsvector ELSE
    setweight(to_tsvector('pg_catalog.simple', title_words), 'A')
    || setweight(to_tsvector('pg_catalog.simple', body_words), 'B')
    || setweight(to_tsvector('pg_catalog.simple', tags), 'D') END) STORED;
CREATE INDEX IF NOT EXISTS search_document_words ON search_document USING gin (words);
"""


class PostgresBackend(DatabaseBackend):
    """Ranks by ts_rank, with titles before bodies."""

    name = "postgresql"
    rows_clause = "search_document d WHERE d.words @@ to_tsquery('pg_catalog.simple', %s)"
    ids_clause = f"SELECT d.id FROM {rows_clause}"  # noqa: S608 - constants
    # Weights of D, C, B, A: tags count nothing.
    rank = "ts_rank('{0, 0, 0.1, 1}', d.words, to_tsquery('pg_catalog.simple', %s)) DESC"
    position = "strpos({column}, %s)"

    def match(self, request: Request) -> str:
        """Write a tsquery; every word holds only letters and digits."""
        parts = [f"{tag('owner', request.owner)}:D", _any_tag("token", request.tokens)]
        parts += [
            _any_tag(f"facet {name}", values) for name, values in request.filters.items() if values
        ]
        parts += [_term(term) for term in request.query.terms]
        return " & ".join(parts)

    def rank_parameters(self, match: str) -> Parameters:
        """Rank by the same question."""
        return [match]


def prepare() -> None:
    """Make the column and its index where they are missing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_indexes WHERE indexname = 'search_document_words'"
            " AND schemaname = current_schema()"
        )
        if cursor.fetchone() is None:
            cursor.execute(_SCHEMA)


def rebuild() -> None:
    """Refresh the statistics; the column itself cannot fall behind."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_document, search_documentfacet")


def _any_tag(kind: str, values: Any) -> str:
    words = [f"{tag(kind, value)}:D" for value in sorted(values)] or ["x:D"]
    return f"({' | '.join(words)})"


def _term(term: Term) -> str:
    return "(" + " | ".join(_phrase(phrase, is_open=term.is_open) for phrase in term.phrases) + ")"


def _phrase(phrase: Phrase, *, is_open: bool) -> str:
    words = [f"{word}:AB" for word in phrase]
    if is_open:
        words[-1] = f"{phrase[-1]}:*AB"
    return f"({' <-> '.join(words)})"
