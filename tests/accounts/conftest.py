"""Fixtures of this app's tests."""

import pytest
from django.test import Client


@pytest.fixture
def client_factory():
    """Make more browsers."""
    return Client
