"""Jobs of the index."""

from core.jobs import JobRun, job

from .backends import outside_backend
from .models import Document


@job("search.push_document")
def push_document(run: JobRun, document_id: int) -> None:
    """Carry one row to the cluster; safe to run twice and late."""
    backend = outside_backend()
    if backend is None:
        return
    document = Document.objects.prefetch_related("facets").get(pk=document_id)
    backend.push(document)  # type: ignore[attr-defined]  # only clusters are pushed to
