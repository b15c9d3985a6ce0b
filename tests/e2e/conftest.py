"""Fixtures of the browser tests: one Chromium a run, a server on the test database, pages to order.

    def test_something(open_page, teacher):
        page = open_page("/kho/", user=teacher, width=360, theme="dark")

Every page opens on app.benhoc.localhost, as on a laptop.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.test import Client, override_settings
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from scripts.browser import find_chromium
from scripts.services.server import find_free_port

from .pages import Viewport

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here as a browser test, and keep it in one worker of pytest-xdist."""
    for item in items:
        if "/tests/e2e/" in item.path.as_posix():
            item.add_marker("browser")
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start Chromium once."""
    path = find_chromium()
    if path is None:
        if IN_CI:
            pytest.fail("CI must have Chromium.")
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        # Two cores are shared with the other half of the suite: what comes may come late.
        expect.set_options(timeout=20_000)
        browser = playwright.chromium.launch(
            executable_path=str(path),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def live_port(
    django_db_setup: None,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[int]:
    """Serve the application from the test database; middleware reads its settings only here."""
    port = find_free_port()
    static = {
        "STATIC_ROOT": tmp_path_factory.mktemp("static"),
        "WHITENOISE_AUTOREFRESH": True,
        "WHITENOISE_USE_FINDERS": True,
    }
    with override_settings(**_origins(port), **static), django_db_blocker.unblock():
        server = LiveServer(f"127.0.0.1:{port}")
    yield port
    server.stop()


@pytest.fixture
def app_origin(live_port: int, transactional_db: None, settings: Any) -> str:
    """Return the address of the application; its sibling is the content origin."""
    for name, value in _origins(live_port).items():
        setattr(settings, name, value)
    return str(settings.APP_ORIGIN)


@pytest.fixture
def open_page(chromium: Browser, app_origin: str) -> Iterator[Callable[..., Page]]:
    """Open pages: ``open_page(path, user=None, width=1280, theme="light", locale="vi-VN")``."""
    contexts = []

    def open_one(path: str, *, user: Any = None, **look: Any) -> Page:
        view = Viewport(**look)
        context = chromium.new_context(base_url=app_origin, **view.as_options())
        contexts.append(context)
        if user is not None:
            context.add_cookies([_session_of(user, app_origin)])
        page = context.new_page()
        page.goto(path)
        page.wait_for_load_state("load")
        return page

    yield open_one
    for context in contexts:
        context.close()


def _session_of(user: Any, origin: str) -> Any:
    client = Client()
    client.force_login(user)
    name = django_settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": origin}


def _origins(port: int) -> dict[str, Any]:
    content = f"http://content.benhoc.localhost:{port}"
    app = f"http://app.benhoc.localhost:{port}"
    return {
        "APP_ORIGIN": app,
        "CONTENT_ORIGIN": content,
        "CSRF_TRUSTED_ORIGINS": [app],
        "CONTENT_SECURITY_POLICY": _policy_for(content),
    }


def _policy_for(content_origin: str) -> dict[str, Any]:
    """Put the port of the live server into the policy of the settings."""
    policy = django_settings.CONTENT_SECURITY_POLICY
    old = urlsplit(django_settings.CONTENT_ORIGIN).hostname
    directives = {
        name: [
            content_origin if isinstance(value, str) and old and old in value else value
            for value in values
        ]
        for name, values in policy["DIRECTIVES"].items()
    }
    return {**policy, "DIRECTIVES": directives}
