"""Which index answers: Elasticsearch where SEARCH_URL names one, else the database itself."""

from django.conf import settings
from django.db import connection

from .protocol import Backend, Found, Request

__all__ = ["Backend", "Found", "Request", "database_backend", "outside_backend"]


def database_backend() -> Backend:
    """Return the full-text search of the database in use."""
    if connection.vendor == "postgresql":
        from .postgresql import PostgresBackend

        return PostgresBackend()
    from .sqlite import SqliteBackend

    return SqliteBackend()


def outside_backend() -> Backend | None:
    """Return the search cluster, where there is one."""
    if not settings.SEARCH_URL:
        return None
    from .elastic import ElasticBackend

    return ElasticBackend(settings.SEARCH_URL)
