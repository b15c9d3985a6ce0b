"""App configuration."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Connects the receivers of this app, nothing else."""

    name = "media"

    def ready(self) -> None:  # noqa: D102
        if find_spec("media.receivers"):
            import_module("media.receivers")
