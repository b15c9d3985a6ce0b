"""App configuration."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class SectorConfig(AppConfig):
    """Connects the receivers of this app, nothing else."""

    name = "sector"

    def ready(self) -> None:  # noqa: D102
        if find_spec("sector.receivers"):
            import_module("sector.receivers")
