"""Writes to the index. Each is part of its owner's transaction and safe to repeat.

The database's own index follows at once; where a search cluster is configured a job carries the
row there, with the revision as its external version, so that late messages do no harm.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from core.actions import enqueue
from core.text import nfc

from .language import exact_text, folded_words, index_text, tag
from .models import Document, DocumentFacet

LONGEST_BODY = 5_000


@dataclass(frozen=True)
class DocumentDraft:
    """What an owner says of one thing that may be found."""

    owner: str
    object_id: int
    version: int
    title: str
    url: str
    audience: frozenset[str] | set[str]
    body: str = ""
    facets: Mapping[str, str | Iterable[str]] = field(default_factory=dict)
    # "newest" (a time) and "popular" (a count).
    sort: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)

    def facet_pairs(self) -> list[tuple[str, str]]:
        """Return name and value of each facet once."""
        pairs: dict[tuple[str, str], None] = {}
        for name, values in self.facets.items():
            for value in [values] if isinstance(values, str) else values:
                if value:
                    pairs[name, value] = None
        return list(pairs)


@transaction.atomic
def register_document(draft: DocumentDraft) -> Document:
    """Make the thing findable by its audience as it is now.

    An older version than the one registered changes nothing; a withdrawn one comes back with a
    newer version only.
    """
    row = _lock(draft.owner, draft.object_id)
    if row is not None and (
        draft.version < row.version or (row.is_withdrawn and draft.version == row.version)
    ):
        return row
    row = row or Document(owner=draft.owner, object_id=draft.object_id, revision=0)
    _fill(row, draft)
    row.save()
    row.facets.all().delete()
    DocumentFacet.objects.bulk_create(
        DocumentFacet(document=row, name=name, value=value) for name, value in draft.facet_pairs()
    )
    _announce(row)
    return row


@transaction.atomic
def withdraw_document(owner: str, object_id: int) -> None:
    """Take a thing out of every index; safe to repeat."""
    row = _lock(owner, object_id)
    if row is None or row.is_withdrawn:
        return
    row.is_withdrawn = True
    row.revision += 1
    row.changed_at = timezone.now()
    row.save(update_fields=["is_withdrawn", "revision", "changed_at"])
    _announce(row)


@transaction.atomic
def set_popularity(owner: str, object_id: int, popularity: int) -> None:
    """Tell how much a thing is used; unknown things are ignored."""
    row = _lock(owner, object_id)
    if row is None or row.popularity == popularity:
        return
    row.popularity = popularity
    row.revision += 1
    row.changed_at = timezone.now()
    row.save(update_fields=["popularity", "revision", "changed_at"])
    _announce(row)


def _lock(owner: str, object_id: int) -> Document | None:
    rows = Document.objects.select_for_update()
    return rows.filter(owner=owner, object_id=object_id).first()


def _fill(row: Document, draft: DocumentDraft) -> None:
    now = timezone.now()
    newest: datetime = draft.sort.get("newest") or now
    row.version = draft.version
    row.revision += 1
    row.is_withdrawn = False
    row.title, row.body, row.url = nfc(draft.title), nfc(draft.body), draft.url
    row.audience, row.data = sorted(draft.audience), dict(draft.data)
    row.newest_at = newest
    row.popularity = int(draft.sort.get("popular") or 0)
    row.changed_at = now
    row.title_words = index_text(draft.title)
    row.body_words = " ".join(folded_words(draft.body)[:LONGEST_BODY])
    row.title_exact = exact_text(draft.title)
    tags = [tag("owner", draft.owner)]
    tags += [tag("token", token) for token in row.audience]
    tags += [tag(f"facet {name}", value) for name, value in draft.facet_pairs()]
    row.tags = " ".join(tags)


def _announce(row: Document) -> None:
    if settings.SEARCH_URL:
        enqueue("search.push_document", row.pk, about=row, key=f"search.push:{row.pk}")
