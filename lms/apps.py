"""App configuration."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class LmsConfig(AppConfig):
    """Connects the receivers of this app, nothing else."""

    name = "lms"

    def ready(self) -> None:  # noqa: D102
        if find_spec("lms.receivers"):
            import_module("lms.receivers")
