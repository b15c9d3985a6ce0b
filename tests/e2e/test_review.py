"""The review pages beside prototype 07, and a decision made in a browser."""

import pytest

pytestmark = pytest.mark.django_db
