"""What SQLite and PostgreSQL share: the same statements round another match expression."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from search.language import Query

from .protocol import COUNT_LIMIT, Found, Request

Parameters = list[Any]


class DatabaseBackend:
    """Asks the database's own full text.

    Filters and audiences are words of the index like any other, so that the index alone decides
    what matches; document rows are read for ordering only.
    """

    name = "database"
    # What matches, with the document row as "d"; and the numbers alone, read from the index.
    rows_clause = ""
    ids_clause = ""
    rank = ""
    position = ""

    def match(self, request: Request) -> str:
        """Write the whole question in the language of this database's full text."""
        raise NotImplementedError

    def rank_parameters(self, match: str) -> Parameters:
        """Return what the rank expression needs."""
        raise NotImplementedError

    def search(self, request: Request) -> Found:
        """Answer with three to four statements, whatever the number of documents."""
        match = self.match(request)
        ids = self._page(request, match)
        facets = self._facets(request, match) if request.with_facets else {}
        return Found(ids, self.count(request), facets)

    def count(self, request: Request) -> int:
        """Count up to the limit."""
        sql = f"SELECT COUNT(*) FROM ({self.ids_clause} LIMIT {COUNT_LIMIT + 1}) AS h"  # noqa: S608 - no value from outside
        return int(self._rows(sql, [self.match(request)])[0][0])

    def _page(self, request: Request, match: str) -> list[int]:
        order, parameters = self._order(request, match)
        sql = (
            f"SELECT d.id FROM {self.rows_clause} "  # noqa: S608 - values are parameters
            f"ORDER BY {order} LIMIT %s OFFSET %s"
        )
        rows = self._rows(sql, [match, *parameters, request.size, request.offset])
        return [row[0] for row in rows]

    def _order(self, request: Request, match: str) -> tuple[str, Parameters]:
        if request.order == "popular":
            return "d.popularity DESC, d.id DESC", []
        if request.order == "newest" or request.query.is_empty:
            return "d.newest_at DESC, d.id DESC", []
        tier, parameters = self._tier(request.query)
        return (
            f"{tier} DESC, {self.rank}, d.newest_at DESC, d.id DESC",
            [*parameters, *self.rank_parameters(match)],
        )

    def _tier(self, query: Query) -> tuple[str, Parameters]:
        """Put titles with the line as typed first, marks included, then the line without marks.

        Of two titles the one that begins with the line comes first.
        """
        somewhere, first = f"{self.position} > 0", f"{self.position} = 1"
        folded, exact = " ".join(query.folded_words), " ".join(query.exact_words)
        title = "' ' || d.title_words"
        parts = [(somewhere, title, folded, 20), (first, title, folded, 10)]
        if query.has_marks:
            parts.append((somewhere, "d.title_exact", exact, 40))
            parts += [(somewhere, "d.title_exact", word, 1) for word in query.exact_words]
        cases = (
            f"CASE WHEN {place.format(column=column)} THEN %s ELSE 0 END"
            for place, column, _, _ in parts
        )
        values = [value for _, _, text, weight in parts for value in (f" {text}", weight)]
        return f"({' + '.join(cases)})", values

    def _facets(self, request: Request, match: str) -> dict[str, dict[str, int]]:
        """Count each group under the filters of all other groups."""
        active = [name for name, values in request.filters.items() if values]
        facets = self._count_facets(match, active, inside=False)
        for name in active:
            other = self.match(request.without(name))
            facets |= self._count_facets(other, [name], inside=True)
        return facets

    def _count_facets(
        self, match: str, names: Sequence[str], *, inside: bool
    ) -> dict[str, dict[str, int]]:
        marks = ", ".join(["%s"] * len(names))
        chosen = f"WHERE f.name {'' if inside else 'NOT '}IN ({marks})" if names else ""
        sql = (
            "SELECT f.name, f.value, COUNT(*) FROM "  # noqa: S608 - values are parameters
            f"({self.ids_clause} LIMIT {COUNT_LIMIT}) AS h "
            f"JOIN search_documentfacet f ON f.document_id = h.id {chosen} "
            "GROUP BY f.name, f.value ORDER BY COUNT(*) DESC, f.value"
        )
        counts: dict[str, dict[str, int]] = {}
        for name, value, count in self._rows(sql, [match, *names]):
            counts.setdefault(name, {})[value] = count
        return counts

    def _rows(self, sql: str, parameters: Parameters) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return list(cursor.fetchall())
