"""The harness itself: what a test finds when it starts."""

import socket

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from pytest_socket import SocketConnectBlockedError
from wagtail.models import Page, Site


@pytest.mark.django_db
def test_a_page_tree_with_a_default_site_is_there():
    site = Site.objects.get(is_default_site=True)

    assert site.root_page.get_parent() == Page.get_first_root_node()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_the_seeded_rows_come_back_after_a_flush(turn):
    site = Site.objects.get(is_default_site=True)
    kind = ContentType.objects.get_for_model(Page)

    assert site.root_page.content_type == kind
    assert site.root_page.get_parent() == Page.get_first_root_node()


def test_the_network_outside_is_refused():
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_uploads_go_to_a_folder_of_the_test(tmp_path):
    assert tmp_path / "uploads" == settings.MEDIA_ROOT


@pytest.mark.django_db
def test_sqlite_stands_in_for_row_locks_by_immediate_transactions():
    if connection.vendor == "sqlite":
        assert connection.transaction_mode == "IMMEDIATE"
