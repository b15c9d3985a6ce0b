"""App configuration."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class CurriculumConfig(AppConfig):
    """Connects the receivers of this app, nothing else."""

    name = "curriculum"

    def ready(self) -> None:  # noqa: D102
        if find_spec("curriculum.receivers"):
            import_module("curriculum.receivers")
