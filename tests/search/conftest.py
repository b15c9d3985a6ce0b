"""One index after the other: the same rules are tested on every backend."""

from collections.abc import Iterator

import pytest
from elasticsearch import Elasticsearch

from search.backends import database_backend, outside_backend
from search.backends.elastic import ALIAS
from search.models import Document
from search.queries import SearchPage, search_documents
from tests.factories.search import OWNER


class Index:
    """The index under test: write with the actions, ``settle``, then ask."""

    def __init__(self, name: str) -> None:
        self.name = name

    def settle(self) -> None:
        """Carry what waits to where readers look."""
        cluster = outside_backend()
        if cluster is not None:
            for document in Document.objects.prefetch_related("facets"):
                cluster.push(document)
            cluster.refresh()

    def find(self, text: str, **options) -> SearchPage:
        """Ask after everything has arrived."""
        self.settle()
        options.setdefault("tokens", {"sector"})
        return search_documents(text, owner=OWNER, **options)

    def titles(self, text: str, **options) -> list[str]:
        """Return the titles that were found, in order."""
        return [hit.document.title for hit in self.find(text, **options).hits]


@pytest.fixture(params=["database", pytest.param("elasticsearch", marks=pytest.mark.services)])
def index(request, db, settings, caplog) -> Iterator[Index]:
    """Give the database's own index, then a real cluster."""
    if request.param == "database":
        yield Index(database_backend().name)
        return
    settings.SEARCH_URL = request.getfixturevalue("elasticsearch_url")
    client = Elasticsearch(settings.SEARCH_URL, request_timeout=60)
    for name in client.indices.get(index=f"{ALIAS}-*"):
        client.indices.delete(index=name)
    client.close()
    yield Index("elasticsearch")
    assert "did not answer" not in caplog.text, "the database stood in for the cluster"
