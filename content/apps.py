"""App configuration."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """Connects the receivers of this app, nothing else."""

    name = "content"

    def ready(self) -> None:  # noqa: D102
        if find_spec("content.receivers"):
            import_module("content.receivers")
