"""App configuration."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Connects the receivers of this app, nothing else."""

    name = "review"

    def ready(self) -> None:  # noqa: D102
        if find_spec("review.receivers"):
            import_module("review.receivers")
