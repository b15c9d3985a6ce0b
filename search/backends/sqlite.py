"""SQLite's FTS5 over the words of the documents, kept in step by triggers."""

from typing import Any

from django.db import connection

from search.language import Phrase, Term, tag

from .database import DatabaseBackend, Parameters
from .protocol import BODY_WEIGHT, TITLE_WEIGHT, Request

_SCHEMA = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_fts USING fts5(title_words, body_words, tags,"
    " content='search_document', content_rowid='id', tokenize='ascii', prefix='2 3')",
    """CREATE TRIGGER IF NOT EXISTS search_fts_added AFTER INSERT ON search_document
    WHEN NOT new.is_withdrawn BEGIN
      INSERT INTO search_fts(rowid, title_words, body_words, tags)
        VALUES (new.id, new.title_words, new.body_words, new.tags);
    END""",
    """CREATE TRIGGER IF NOT EXISTS search_fts_removed AFTER DELETE ON search_document
    WHEN NOT old.is_withdrawn BEGIN
      INSERT INTO search_fts(search_fts, rowid, title_words, body_words, tags)
        VALUES ('delete', old.id, old.title_words, old.body_words, old.tags);
    END""",
    # One trigger for both steps: SQLite promises no order between two.
    """CREATE TRIGGER IF NOT EXISTS search_fts_changed
    AFTER UPDATE OF is_withdrawn, title_words, body_words, tags ON search_document BEGIN
      INSERT INTO search_fts(search_fts, rowid, title_words, body_words, tags)
        SELECT 'delete', old.id, old.title_words, old.body_words, old.tags
        WHERE NOT old.is_withdrawn;
      INSERT INTO search_fts(rowid, title_words, body_words, tags)
        SELECT new.id, new.title_words, new.body_words, new.tags WHERE NOT new.is_withdrawn;
    END""",
)


class SqliteBackend(DatabaseBackend):
    """Ranks by bm25."""

    name = "sqlite"
    rows_clause = (
        "search_fts JOIN search_document d ON d.id = search_fts.rowid WHERE search_fts MATCH %s"
    )
    ids_clause = "SELECT rowid AS id FROM search_fts WHERE search_fts MATCH %s"
    rank = f"bm25(search_fts, {TITLE_WEIGHT}.0, {BODY_WEIGHT}.0, 0.0)"
    position = "instr({column}, %s)"

    def match(self, request: Request) -> str:
        """Write an FTS5 expression; every word stands in quotes and holds only letters and digits."""
        parts = [f"tags : {_word(tag('owner', request.owner))}"]
        parts.append(_any_tag("token", request.tokens))
        parts += [
            _any_tag(f"facet {name}", values) for name, values in request.filters.items() if values
        ]
        if not request.query.is_empty:
            text = " AND ".join(_term(term) for term in request.query.terms)
            parts.append(f"{{title_words body_words}} : ({text})")
        return " AND ".join(f"({part})" for part in parts)

    def rank_parameters(self, match: str) -> Parameters:  # noqa: ARG002 - bm25 knows the match
        """Nothing: bm25 belongs to the running match."""
        return []


def prepare() -> None:
    """Make the full-text table and its triggers where they are missing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'search_fts_changed'")
        if cursor.fetchone() is None:
            for statement in _SCHEMA:
                cursor.execute(statement)
            rebuild()


def rebuild() -> None:
    """Write the full-text table anew from the documents."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_fts(search_fts) VALUES ('delete-all')")
        cursor.execute(
            "INSERT INTO search_fts(rowid, title_words, body_words, tags) "
            "SELECT id, title_words, body_words, tags FROM search_document WHERE NOT is_withdrawn"
        )
        cursor.execute("INSERT INTO search_fts(search_fts) VALUES ('optimize')")


def _word(word: str) -> str:
    return f'"{word}"'


def _any_tag(kind: str, values: Any) -> str:
    words = [_word(tag(kind, value)) for value in sorted(values)] or [_word("x")]
    return f"tags : ({' OR '.join(words)})"


def _term(term: Term) -> str:
    end = " *" if term.is_open else ""
    return "(" + " OR ".join(f"{_phrase(phrase)}{end}" for phrase in term.phrases) + ")"


def _phrase(phrase: Phrase) -> str:
    return _word(" ".join(phrase))
