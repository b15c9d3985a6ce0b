"""Typed reading of environment variables, and the list of all of them for the reference page.

Every setting that an operator may change is read here once, with its meaning beside it, so that
``docs/reference/settings.md`` can be generated and checked. Secrets have no defaults: they come from
the environment or from a file that ``make run`` draws at random under ``var/secrets``.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, type, default as text, and what it does."""

    name: str
    kind: str
    default: str
    about: str


REGISTRY: dict[str, Setting] = {}


def text(name: str, default: str, about: str) -> str:
    """Read a string."""
    REGISTRY[name] = Setting(name, "text", default, about)
    return os.environ.get(name, default)


def number(name: str, default: int, about: str) -> int:
    """Read a whole number, or fail with the variable's name."""
    REGISTRY[name] = Setting(name, "number", str(default), about)
    raw = os.environ.get(name, "")
    if not raw:
        return default
    try:
        return int(raw)
    except ValueError as error:
        message = f"{name} must be a whole number, not {raw!r}."
        raise ImproperlyConfigured(message) from error


def flag(name: str, about: str, *, default: bool) -> bool:
    """Read a yes/no value: 1, true, yes, on or 0, false, no, off."""
    REGISTRY[name] = Setting(name, "flag", "1" if default else "0", about)
    raw = os.environ.get(name, "").strip().lower()
    if not raw:
        return default
    if raw in {"1", "true", "yes", "on"}:
        return True
    if raw in {"0", "false", "no", "off"}:
        return False
    message = f"{name} must be 1 or 0, not {raw!r}."
    raise ImproperlyConfigured(message)


def path(name: str, default: Path, about: str) -> Path:
    """Read a folder; relative ones start at the project's root."""
    REGISTRY[name] = Setting(name, "path", str(default.relative_to(ROOT)), about)
    raw = os.environ.get(name, "")
    return (ROOT / raw) if raw else default


def secret(name: str, about: str) -> str:
    """Read a secret from the environment or from ``var/secrets``; there is no default."""
    found = optional_secret(name, about)
    if found:
        return found
    message = f"{name} is not set. Set it in the environment, or run `make run` once on a laptop."
    raise ImproperlyConfigured(message)


def optional_secret(name: str, about: str) -> str:
    """Read a secret as ``secret`` does; empty where nobody set one, and what needs it is off."""
    REGISTRY[name] = Setting(name, "secret", "", about)
    raw = os.environ.get(name, "")
    kept = ROOT / "var" / "secrets" / name
    if not raw and kept.is_file():
        return kept.read_text().strip()
    return raw


def export(name: str, value: str) -> None:
    """Hand a setting on to a library that reads the environment itself."""
    os.environ[name] = value
