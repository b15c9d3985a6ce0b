"""What every test may rely on: a seeded database, no network, uploads in a temporary folder.

On a laptop a test whose service is missing is skipped by name; with ``CI=true`` a skipped test fails
the run, so that nothing is left out silently.
"""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import blocking_manager_key

pytest_plugins = ["tests.support.services"]

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}
SNAPSHOT = pytest.StashKey[list]()

# CI judges the change with the same examples each time; a laptop looks for new ones.
hypothesis_settings.register_profile("ci", derandomize=True)
if IN_CI:
    hypothesis_settings.load_profile("ci")


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_setup: None) -> Iterator[None]:
    """Add to the empty tables what migrations would have put there."""
    from .support.database import end_other_sessions, seed_database, take_snapshot

    with request.config.stash[blocking_manager_key].unblock():
        from django.db import connection

        seed_database()
        # Tells Django that somebody else puts rows back after a flush: see pytest_runtest_teardown.
        connection._test_serialized_contents = "[]"
        request.config.stash[SNAPSHOT] = take_snapshot()
    yield
    with request.config.stash[blocking_manager_key].unblock():
        end_other_sessions()


def commits(item: pytest.Item) -> bool:
    """Tell whether a test commits, so that the database is flushed after it."""
    marker = item.get_closest_marker("django_db")
    names = set(getattr(item, "fixturenames", ()))
    return bool(marker and marker.kwargs.get("transaction")) or bool(
        names & {"transactional_db", "live_server"}
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep Django from making content types and permissions anew after each flush.

    It leaves them out for tests with a serialized rollback; what is put back instead is our snapshot.
    """
    for item in items:
        if commits(item):
            item.fixturenames.append("django_db_serialized_rollback")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, None, None]:
    """Put the seeded rows back after a test that committed and was flushed."""
    yield
    if commits(item) and nextitem is not None and SNAPSHOT in item.config.stash:
        from .support.database import put_back

        with item.config.stash[blocking_manager_key].unblock():
            put_back(item.config.stash[SNAPSHOT])


@pytest.fixture(autouse=True)
def _uploads_apart(tmp_path: Path, settings) -> None:
    """Give each test its own folder of uploads."""
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture(autouse=True)
def _fresh_translation() -> Iterator[None]:
    """Start each test in Vietnamese, whatever the test before activated."""
    from django.utils import translation

    translation.activate("vi")
    yield
    translation.deactivate()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Refuse a run of CI in which something was skipped."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not IN_CI or reporter is None:
        return
    skipped = reporter.stats.get("skipped", [])
    if skipped and exitstatus == 0:
        reporter.write_line("")
        for report in skipped:
            reporter.write_line(f"skipped in CI, which is refused: {report.nodeid}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
