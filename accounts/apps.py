"""App configuration."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Connects the receivers of this app, nothing else."""

    name = "accounts"

    def ready(self) -> None:  # noqa: D102
        if find_spec("accounts.receivers"):
            import_module("accounts.receivers")
