"""Real services as fixtures: started by the first test that asks, stopped with the run.

Locally a test whose service cannot be installed is skipped by name; with ``CI=true`` it fails. A test
that asks for one gets the marker ``services``, and all such tests run in one worker of pytest-xdist,
so that each service is started once.
"""

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from scripts.services.elasticsearch import Elasticsearch
from scripts.services.redis import Redis
from scripts.services.seaweedfs import SeaweedFS
from scripts.services.server import Server, ServiceMissingError, find_free_port

SERVICE_FIXTURES = {"redis_url", "s3_storage_url", "elasticsearch_url"}


def keep_running(service: type[Server]) -> Iterator[str]:
    """Start a service, give its address, stop it; skip or fail when it is not installed."""
    server = service()
    try:
        server.start()
    except ServiceMissingError as error:
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(f"CI must have every service: {error}")
        pytest.skip(f"{service.name}: {error}")
    yield server.url
    server.stop()


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """Address of a Redis, such as redis://127.0.0.1:12345/0."""
    yield from keep_running(Redis)


@pytest.fixture(scope="session")
def s3_storage_url() -> Iterator[str]:
    """STORAGE_URL of a SeaweedFS with an empty bucket."""
    yield from keep_running(SeaweedFS)


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """Address of an Elasticsearch of one node; indexes of other tests may lie in it."""
    yield from keep_running(Elasticsearch)


@pytest.fixture
def s3_storage(settings, s3_storage_url: str) -> str:
    """Make the default storage the S3 store for one test."""
    from config.settings.storage import _s3

    settings.STORAGES = {**settings.STORAGES, "default": _s3(s3_storage_url)}
    return s3_storage_url


@pytest.fixture
def mail_sink(settings) -> Iterator[list]:
    """Send mail for real to an SMTP server of the test; gives the list of messages it took."""
    from aiosmtpd.controller import Controller
    from aiosmtpd.handlers import Message

    class Keeper(Message):
        """Keeps each message as email.message.Message."""

        def __init__(self) -> None:
            super().__init__()
            self.kept: list = []

        def handle_message(self, message) -> None:
            self.kept.append(message)

    keeper = Keeper()
    controller = Controller(keeper, hostname="127.0.0.1", port=find_free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    yield keeper.kept
    controller.stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a service, and keep them, and each browser file, in one worker."""
    for item in items:
        if SERVICE_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("services")
        if item.get_closest_marker("services"):
            item.add_marker(pytest.mark.xdist_group("services"))
        elif item.get_closest_marker("browser") or item.get_closest_marker("story"):
            item.add_marker(pytest.mark.xdist_group(urlsplit(item.nodeid).path.split("::")[0]))
