"""App configuration."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Connects the receivers of this app, nothing else."""

    name = "core"

    def ready(self) -> None:  # noqa: D102
        if find_spec("core.receivers"):
            import_module("core.receivers")
