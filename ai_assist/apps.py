"""App configuration."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class AiAssistConfig(AppConfig):
    """Connects the receivers of this app, nothing else."""

    name = "ai_assist"

    def ready(self) -> None:  # noqa: D102
        if find_spec("ai_assist.receivers"):
            import_module("ai_assist.receivers")
