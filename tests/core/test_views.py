"""Health, metrics, and the progress of a job for who asked for it."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from core import health
from core.actions import enqueue
from core.models import Job
from tests.factories.accounts import TeacherFactory

pytestmark = pytest.mark.django_db


def test_liveness_asks_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").content == b"ok\n"


def test_readiness_asks_database_storage_queue_and_search_and_leaves_no_file(client):
    answer = client.get("/readyz")

    assert answer.status_code == 200
    checks = answer.json()["checks"]
    assert checks["database"]["ok"]
    assert checks["storage"]["ok"]
    assert checks["queue"]["ok"]
    assert checks["search"]["ok"]
    assert default_storage.listdir("health")[1] == []


def test_a_critical_failure_takes_the_server_out_and_another_does_not(client, monkeypatch):
    health.run_checks()  # finds the apps' own checks, which must survive this test
    monkeypatch.setattr(health, "_checks", dict(health._checks))
    health.health_check("far")(lambda: "The far thing does not answer.")
    assert client.get("/readyz").status_code == 200

    @health.health_check("near", is_critical=True)
    def broken():
        raise OSError("secret path")

    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["near"]["note"] == "OSError"


def test_a_search_cluster_that_is_away_is_told_and_nothing_more(client, settings):
    settings.SEARCH_URL = "http://127.0.0.1:9"

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert not answer.json()["checks"]["search"]["ok"]


def test_old_waiting_jobs_are_told(client):
    job = enqueue("test.none")
    Job.objects.filter(pk=job.pk).update(run_after=timezone.now() - 2 * health.LONGEST_WAIT)

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert not answer.json()["checks"]["queue"]["ok"]


def test_metrics_count_requests_and_jobs(client):
    enqueue("test.none")
    client.get("/healthz")

    text = client.get("/metrics").content.decode()

    assert 'benhoc_jobs{queue="default",state="queued"} 1.0' in text
    assert 'route="core:show_liveness"' in text


def test_metrics_are_for_this_machine_or_for_the_token(client, settings):
    assert client.get("/metrics", REMOTE_ADDR="10.0.0.9").status_code == 404
    assert client.get("/metrics", HTTP_X_FORWARDED_FOR="10.0.0.9").status_code == 404

    settings.METRICS_TOKEN = "prometheus-reads"

    assert client.get("/metrics").status_code == 404
    answer = client.get("/metrics", HTTP_AUTHORIZATION="Bearer prometheus-reads")
    assert answer.status_code == 200


def test_who_asked_for_a_job_sees_its_progress(client):
    teacher = TeacherFactory()
    job = enqueue("test.none", owner_id=teacher.pk)
    Job.objects.filter(pk=job.pk).update(done_count=3, total_count=9, state="running")
    client.force_login(teacher)

    answer = client.get(reverse("core:show_job_progress", args=[job.public_id]))

    assert answer.json() == {"state": "running", "stage": "", "done": 3, "total": 9, "error": ""}


def test_nobody_else_finds_the_job(client):
    job = enqueue("test.none", owner_id=TeacherFactory().pk)
    unowned = enqueue("test.none")
    client.force_login(TeacherFactory())

    for row in (job, unowned):
        assert (
            client.get(reverse("core:show_job_progress", args=[row.public_id])).status_code == 404
        )
