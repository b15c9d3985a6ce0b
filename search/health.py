"""Whether the search index answers, for ``/readyz``."""

from django.conf import settings

from core.health import health_check

from .models import Document


@health_check("search")
def ask_the_index() -> str:
    """Not critical: without the cluster the database searches."""
    Document.objects.order_by("pk").values_list("pk", flat=True).first()
    if not settings.SEARCH_URL:
        return ""
    # The client is loaded only where there is a cluster.
    from .backends.elastic import ElasticBackend

    if not ElasticBackend(settings.SEARCH_URL).is_ready():
        return "The search cluster does not answer or holds no index; the database searches."
    return ""
