"""The search cluster beside the database: jobs carry rows, rebuilding, and what happens while it is away."""

import pytest
from django.core.management import call_command

from core.queries import list_jobs
from search.actions import withdraw_document
from search.backends import outside_backend
from search.backends.elastic import ALIAS
from search.management.commands.reindex import rebuild_cluster
from search.models import Document
from search.queries import search_documents
from search.tasks import push_document
from tests.factories.search import OWNER, make_document

pytestmark = pytest.mark.django_db


def find(text):
    page = search_documents(text, owner=OWNER, tokens={"sector"})
    return [hit.document.title for hit in page.hits]


@pytest.fixture
def cluster(settings, elasticsearch_url):
    settings.SEARCH_URL = elasticsearch_url
    backend = outside_backend()
    for name in backend.patient.indices.get(index=f"{ALIAS}-*"):
        backend.patient.indices.delete(index=name)
    return backend


def test_without_a_cluster_nothing_is_asked_for():
    make_document(1, "Đường tròn")

    assert not list_jobs()


def test_each_write_asks_once_for_the_newest_state(settings):
    settings.SEARCH_URL = "http://127.0.0.1:1"

    document = make_document(1, "Bản một")
    make_document(1, "Bản hai", version=2)

    assert [job.args for job in list_jobs()] == [[document.pk]]


def test_while_the_cluster_is_away_the_database_answers(settings, caplog):
    settings.SEARCH_URL = "http://127.0.0.1:1"
    make_document(1, "Đường tròn")

    assert find("duong tron") == ["Đường tròn"]
    assert "did not answer" in caplog.text


@pytest.mark.services
def test_the_job_carries_the_row_and_late_jobs_do_no_harm(cluster):
    document = make_document(1, "Bản một")
    push_document(None, document.pk)
    old = Document.objects.get(pk=document.pk)
    make_document(1, "Bản hai", version=2)
    push_document(None, document.pk)
    cluster.push(old)
    cluster.refresh()

    assert find("ban hai") == ["Bản hai"]
    assert find("ban mot") == []

    withdraw_document(OWNER, 1)
    push_document(None, document.pk)
    push_document(None, document.pk)
    cluster.refresh()
    assert find("ban") == []


@pytest.mark.services
def test_rebuilding_moves_the_alias_and_leaves_one_index(cluster):
    make_document(1, "Đường tròn")
    rebuild_cluster(cluster)
    make_document(2, "Đường thẳng")

    call_command("reindex", verbosity=0)

    assert sorted(find("duong")) == ["Đường thẳng", "Đường tròn"]
    assert len(cluster.patient.indices.get(index=f"{ALIAS}-*")) == 1
    assert cluster.is_ready()


@pytest.mark.services
def test_what_changes_during_a_rebuild_is_carried_over(cluster, monkeypatch):
    document = make_document(1, "Trước khi dựng lại")
    publish = cluster.publish

    def change_first(name):
        make_document(1, "Trong khi dựng lại", version=2)
        return publish(name)

    monkeypatch.setattr(cluster, "publish", change_first)
    rebuild_cluster(cluster)

    assert find("dung lai") == ["Trong khi dựng lại"]
    assert document.pk
