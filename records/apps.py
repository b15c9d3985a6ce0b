"""App configuration."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Connects the receivers of this app, nothing else."""

    name = "records"

    def ready(self) -> None:  # noqa: D102
        if find_spec("records.receivers"):
            import_module("records.receivers")
