"""Elasticsearch 8 or 9 through ``elasticsearch.dsl``: one alias, one real index behind it.

The cluster needs the ``standard`` tokenizer only, for texts arrive folded. The alias moves when a
rebuilt index is complete, so readers never see half of one.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.utils import timezone
from elasticsearch import ApiError, Elasticsearch, TransportError, helpers
from elasticsearch.dsl import Q, Search

from search.errors import IndexAwayError
from search.language import Phrase, Query, Term
from search.models import Document

from .protocol import BODY_WEIGHT, COUNT_LIMIT, TITLE_WEIGHT, Found, Request

ALIAS = "benhoc-documents"
_FIELDS = [f"title_words^{TITLE_WEIGHT}", f"body_words^{BODY_WEIGHT}"]
_TEXT = {"type": "text", "analyzer": "standard"}
_KEYWORD = {"type": "keyword"}
MAPPING = {
    "dynamic": "strict",
    "properties": {
        "title_words": {**_TEXT, "index_prefixes": {}},
        "body_words": {**_TEXT, "index_prefixes": {}},
        "title_exact": _TEXT,
        "title_line": {"type": "keyword", "ignore_above": 1000},
        "owner": _KEYWORD,
        "audience": _KEYWORD,
        "facets": _KEYWORD,
        "newest_at": {"type": "date"},
        "popularity": {"type": "integer"},
        "number": {"type": "long"},
    },
}
_ORDERS: dict[str, list[Any]] = {
    "newest": [{"newest_at": "desc"}, {"number": "desc"}],
    "popular": [{"popularity": "desc"}, {"number": "desc"}],
    "relevance": ["_score", {"newest_at": "desc"}, {"number": "desc"}],
}


@cache
def client(url: str) -> Elasticsearch:
    """Return one client a process and address: it keeps its connections."""
    return Elasticsearch(url, request_timeout=5, max_retries=1, retry_on_timeout=False)


class ElasticBackend:
    """Asks and fills the cluster."""

    name = "elasticsearch"

    def __init__(self, url: str) -> None:
        """Take the address of the cluster."""
        self.client = client(url)
        # Readers wait five seconds; jobs and rebuilding may take a minute.
        self.patient = self.client.options(request_timeout=60)

    def search(self, request: Request) -> Found:
        """Answer with one round trip."""
        search = self._base(request)
        search = search.post_filter("bool", filter=_filters(request.filters))
        search = search.sort(*_ORDERS[_order(request)])
        search = search.extra(
            from_=request.offset,
            size=request.size,
            track_total_hits=COUNT_LIMIT + 1,
            _source=False,
        )
        if request.with_facets:
            _add_facets(search, request)
        answer = self._execute(search)
        ids = [int(hit.meta.id) for hit in answer.hits]
        facets = _read_facets(answer.aggregations.to_dict()) if request.with_facets else {}
        return Found(ids, min(answer.hits.total.value, COUNT_LIMIT + 1), facets)

    def count(self, request: Request) -> int:
        """Count up to the limit."""
        search = self._base(request).filter("bool", filter=_filters(request.filters))
        search = search.extra(size=0, track_total_hits=COUNT_LIMIT + 1)
        return min(self._execute(search).hits.total.value, COUNT_LIMIT + 1)

    def push(self, document: Document) -> None:
        """Write or remove one document; an older revision than the cluster's is ignored."""
        try:
            if not self.patient.indices.exists_alias(name=ALIAS):
                self.publish(self.make_index())
        except (ApiError, TransportError) as error:
            raise IndexAwayError from error
        self.push_many([document], index=ALIAS)

    def push_many(self, documents: Iterable[Document], *, index: str) -> None:
        """Write or remove documents in one message."""
        operations = _operations(documents, index)
        try:
            _, errors = helpers.bulk(self.patient, operations, raise_on_error=False, max_retries=2)
        except (ApiError, TransportError) as error:
            raise IndexAwayError from error
        # With stats_only off this is a list, whatever the library's types say.
        failed: list[dict[str, Any]] = [] if isinstance(errors, int) else errors
        if any(not _is_harmless(kind, row) for error in failed for kind, row in error.items()):
            raise IndexAwayError

    def make_index(self) -> str:
        """Make a new empty index that nobody reads yet."""
        name = f"{ALIAS}-{timezone.now():%Y%m%d%H%M%S%f}"
        settings = {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "1s"}
        self.patient.indices.create(index=name, mappings=MAPPING, settings=settings)
        return name

    def publish(self, name: str) -> list[str]:
        """Let readers see this index from now on, and delete those before it."""
        self.refresh(name)
        old = [
            index
            for index in self.patient.indices.get(index=f"{ALIAS}-*", expand_wildcards="open")
            if index != name
        ]
        actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": ALIAS}}]
        actions += [{"remove_index": {"index": index}} for index in old]
        self.patient.indices.update_aliases(actions=actions)
        return old

    def refresh(self, name: str = ALIAS) -> None:
        """Make what was written visible now."""
        self.patient.indices.refresh(index=name)

    def is_ready(self) -> bool:
        """Whether the cluster answers and its index is there."""
        try:
            health = self.client.cluster.health(timeout="2s")
            return health["status"] != "red" and bool(self.client.indices.exists(index=ALIAS))
        except (ApiError, TransportError):
            return False

    def _base(self, request: Request) -> Search:
        search = Search(using=self.client, index=ALIAS)
        search = search.filter("term", owner=request.owner)
        search = search.filter("terms", audience=sorted(request.tokens))
        if request.query.is_empty:
            return search
        return search.query(
            "bool", must=[_term(term) for term in request.query.terms], should=_first(request.query)
        )

    def _execute(self, search: Search) -> Any:
        try:
            return search.execute()
        except (ApiError, TransportError) as error:
            raise IndexAwayError from error


def _is_harmless(kind: str, row: dict[str, Any]) -> bool:
    """Whether the cluster knew a newer revision, or what should go was not there."""
    return row["status"] == 409 or (kind == "delete" and row.get("result") == "not_found")


def _order(request: Request) -> str:
    if request.order == "relevance" and request.query.is_empty:
        return "newest"
    return request.order if request.order in _ORDERS else "relevance"


def _term(term: Term) -> Any:
    questions = [_phrase(phrase, is_open=term.is_open) for phrase in term.phrases]
    return questions[0] if len(questions) == 1 else Q("bool", should=questions)


def _phrase(phrase: Phrase, *, is_open: bool) -> Any:
    text = " ".join(phrase)
    if len(phrase) == 1 and is_open:
        titles = Q("prefix", title_words={"value": text, "boost": TITLE_WEIGHT})
        whole = Q("multi_match", query=text, fields=_FIELDS)
        return Q("bool", should=[whole, titles, Q("prefix", body_words={"value": text})])
    kind = "phrase_prefix" if is_open else "phrase"
    return Q("multi_match", query=text, fields=_FIELDS, type=kind)


def _first(query: Query) -> list[Any]:
    """Put titles with the line as typed first, marks included, then the line without marks."""
    folded = " ".join(query.folded_words)
    first = [
        _constant("match_phrase_prefix", "title_words", folded, 2000),
        _constant("prefix", "title_line", folded, 1000),
    ]
    if query.has_marks:
        exact = " ".join(query.exact_words)
        first.append(_constant("match_phrase_prefix", "title_exact", exact, 4000))
        first += [_constant("match", "title_exact", word, 100) for word in query.exact_words]
    return first


def _constant(kind: str, field: str, text: str, boost: int) -> Any:
    return Q("constant_score", filter=Q(kind, **{field: text}), boost=boost)


def _filters(filters: Any, *, without: str = "") -> list[Any]:
    return [
        Q("terms", facets=[f"{name}={value}" for value in values])
        for name, values in filters.items()
        if values and name != without
    ]


def _add_facets(search: Search, request: Request) -> None:
    active = [name for name, values in request.filters.items() if values]
    rest = _filters(request.filters)
    search.aggs.bucket("rest", "filter", filter=Q("bool", filter=rest)).bucket(
        "values", "terms", field="facets", size=2000
    )
    for name in active:
        own = _filters(request.filters, without=name)
        search.aggs.bucket(f"own {name}", "filter", filter=Q("bool", filter=own)).bucket(
            "values", "terms", field="facets", size=2000, include=f"{name}=.*"
        )


def _read_facets(answer: dict[str, Any]) -> dict[str, dict[str, int]]:
    own = {name.removeprefix("own ") for name in answer if name != "rest"}
    facets: dict[str, dict[str, int]] = {}
    for group, bucket in answer.items():
        for row in bucket["values"]["buckets"]:
            name, _, value = row["key"].partition("=")
            if group != "rest" or name not in own:
                facets.setdefault(name, {})[value] = row["doc_count"]
    return facets


def _operations(documents: Iterable[Document], index: str) -> Iterator[dict[str, Any]]:
    for document in documents:
        operation: dict[str, Any] = {
            "_index": index,
            "_id": str(document.pk),
            "version": document.revision,
            "version_type": "external",
        }
        if document.is_withdrawn:
            yield {**operation, "_op_type": "delete"}
            continue
        yield {
            **operation,
            "_op_type": "index",
            "_source": {
                "title_words": document.title_words,
                "body_words": document.body_words,
                "title_exact": document.title_exact,
                "title_line": document.title_words,
                "owner": document.owner,
                "audience": document.audience,
                "facets": [f"{facet.name}={facet.value}" for facet in document.facets.all()],
                "newest_at": document.newest_at.isoformat(),
                "popularity": document.popularity,
                "number": document.pk,
            },
        }
