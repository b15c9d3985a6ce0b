"""Fixtures of this app's tests."""

import pytest


@pytest.fixture(autouse=True)
def _static_files_as_they_are(settings) -> None:
    """Wagtail's admin asks for static files by name; tests collect none."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
