"""App configuration."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Connects the receivers of this app, nothing else."""

    name = "assessments"

    def ready(self) -> None:  # noqa: D102
        if find_spec("assessments.receivers"):
            import_module("assessments.receivers")
