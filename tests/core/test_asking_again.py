"""Asking for work that waits already: the worker sees what the one who asked has changed."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction

from core.actions import enqueue
from core.jobs import lease
from core.models import Job

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # SQLite has one writer at a time: there is nothing to hold.
    pytest.mark.postgres,
]


def claim_soon(job):
    """Claim on a connection of its own; OperationalError when somebody holds the job."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '200ms'")
        return lease.claim(job.pk, token="worker")
    finally:
        connection.close()


def test_a_job_that_is_asked_for_again_is_not_taken_before_the_commit():
    job = enqueue("test.note", key="k")

    with ThreadPoolExecutor(1) as elsewhere, transaction.atomic():
        enqueue("test.note", key="k")
        with pytest.raises(OperationalError, match="lock timeout"):
            elsewhere.submit(claim_soon, job).result()

    with ThreadPoolExecutor(1) as elsewhere:
        assert elsewhere.submit(claim_soon, job).result() == job
    assert Job.objects.count() == 1
