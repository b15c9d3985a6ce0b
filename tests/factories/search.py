"""Documents for the index, made through its own door."""

from datetime import UTC, datetime

from search.actions import DocumentDraft, register_document
from search.models import Document

OWNER = "tests.thing"
NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


def make_document(object_id: int, title: str, **fields) -> Document:
    """Register one document that everybody of the sector may find."""
    values = {
        "owner": OWNER,
        "object_id": object_id,
        "version": 1,
        "title": title,
        "url": f"/kho/{object_id}/",
        "audience": {"sector"},
        "sort": {"newest": NOON},
        **fields,
    }
    return register_document(DocumentDraft(**values))
