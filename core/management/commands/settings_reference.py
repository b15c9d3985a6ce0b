"""Write docs/reference/settings.md from the settings themselves, or check that it is in step."""

import importlib
import pkgutil
from argparse import ArgumentParser
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

HEAD = """# Settings

Every setting is an environment variable with a default, so an empty environment runs. This page is
written by `manage.py settings_reference` from `config/settings/`; do not edit it by hand.
"""


def render_reference() -> str:
    """Return the page: one section a settings file, one row a variable."""
    package = importlib.import_module("config.settings")
    env = importlib.import_module("config.settings.env")
    parts = [HEAD]
    for found in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"config.settings.{found.name}")
        rows = [_row(setting) for setting in _settings_of(module, env)]
        if rows:
            title = (module.__doc__ or "").splitlines()[0].rstrip(".")
            parts.append(
                f"## {title}\n\n`config/settings/{found.name}.py`\n\n"
                "| variable | kind | default | meaning |\n|---|---|---|---|\n" + "\n".join(rows)
            )
    return "\n\n".join(part.strip() for part in parts) + "\n"


def reference_path() -> Path:
    """Return where the page is kept."""
    path: Path = settings.ROOT / "docs" / "reference" / "settings.md"
    return path


def _settings_of(module: ModuleType, env: ModuleType) -> list[Any]:
    """List the variables that this file reads, in the order of the file."""
    source = Path(module.__file__ or "").read_text(encoding="utf-8")
    places = {name: source.find(f'"{name}"') for name in env.REGISTRY}
    if module is env:
        return []
    return [
        env.REGISTRY[name] for name in sorted(places, key=places.__getitem__) if places[name] >= 0
    ]


def _row(setting: Any) -> str:
    default = f"`{setting.default}`" if setting.default else "–"
    return f"| `{setting.name}` | {setting.kind} | {default} | {setting.about} |"


class Command(BaseCommand):
    """``settings_reference`` writes the page; ``--check`` fails when it is not in step."""

    help = "Write docs/reference/settings.md, or --check it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the switch."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Compare or write."""
        path, text = reference_path(), render_reference()
        is_same = path.is_file() and path.read_text(encoding="utf-8") == text
        if options["check"] and not is_same:
            message = "docs/reference/settings.md is not in step: run manage.py settings_reference."
            raise CommandError(message)
        if not is_same:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            self.stdout.write("docs/reference/settings.md written")
