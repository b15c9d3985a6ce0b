"""``manage.py reindex``: writes the search index anew while people go on searching."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from search.backends import outside_backend
from search.backends.elastic import ElasticBackend
from search.models import Document

CHUNK = 1000


class Command(BaseCommand):
    """Rebuild the database's full text, and the cluster's index where there is one."""

    help = "Rebuild the search index; readers keep the old one until the new one is complete."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Run both parts."""
        if connection.vendor == "postgresql":
            from search.backends import postgresql as backend
        else:
            from search.backends import sqlite as backend  # type: ignore[no-redef]  # one of the two
        backend.prepare()
        backend.rebuild()
        self.stdout.write("The database's index is rebuilt.")
        cluster = outside_backend()
        if isinstance(cluster, ElasticBackend):
            count = rebuild_cluster(cluster)
            self.stdout.write(f"The cluster's index is rebuilt: {count} documents.")


def rebuild_cluster(cluster: ElasticBackend) -> int:
    """Fill a new index, move the alias, then carry over what changed meanwhile."""
    started_at = timezone.now()
    name = cluster.make_index()
    count, last = 0, 0
    documents = Document.objects.prefetch_related("facets").order_by("pk")
    while chunk := list(documents.shown().filter(pk__gt=last)[:CHUNK]):
        cluster.push_many(chunk, index=name)
        count, last = count + len(chunk), chunk[-1].pk
    cluster.publish(name)
    cluster.push_many(documents.filter(changed_at__gte=started_at), index=name)
    cluster.refresh(name)
    return count
