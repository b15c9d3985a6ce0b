"""App configuration."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Connects the receivers of this app, nothing else."""

    name = "search"

    def ready(self) -> None:  # noqa: D102
        if find_spec("search.receivers"):
            import_module("search.receivers")
