"""App configuration."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    """Connects receivers, navigation and slots, nothing else."""

    name = "core"

    def ready(self) -> None:  # noqa: D102
        if find_spec("core.receivers"):
            import_module("core.receivers")
        # Places in the navigation and fillings of slots are registered by the apps that own them.
        autodiscover_modules("nav", "slots")
