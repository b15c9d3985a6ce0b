"""Addresses of what Vite has built, and the list of icons that the sprite holds.

Names in ``frontend/dist/static/built`` carry a hash, so they are served as they are and kept for
ever by browsers. Without a build (tests of Python alone) pages still render, only bare.
"""

import json
import time
import warnings
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

SPRITE = "frontend/dist/generated/icons.svg"
SITE_ENTRY = "frontend/core/site.entry.ts"
_FRONTEND: Path = settings.FRONTEND_DIST.parent


class MissingAssetWarning(UserWarning):
    """A template names an icon or an entry that does not exist; tests turn this into an error."""


def build_asset_tags(name: str) -> SafeString:
    """Build the link and script elements of ``frontend/<app>/<name>.entry.ts``."""
    source = f"frontend/{name}.entry.ts"
    manifest = read_manifest()
    entry = manifest.get(source)
    if entry is None:
        if not (_FRONTEND.parent / source).exists():
            warnings.warn(f"no front-end entry is called {name}", MissingAssetWarning, stacklevel=3)
        return SafeString("")
    sheets = format_html_join(
        "\n",
        '<link rel="stylesheet" href="{}">',
        ((_address(file),) for file in _list_sheets(manifest, source)),
    )
    script = format_html('<script type="module" src="{}"></script>', _address(entry["file"]))
    return format_html("{}\n{}", sheets, script)


def list_preloaded_fonts() -> list[str]:
    """Name the two faces that the first line of every page needs."""
    files = (entry["file"] for entry in read_manifest().values())
    return sorted(_address(file) for file in files if "-400-" in file and "be-vietnam-pro" in file)


def find_sprite_address() -> str:
    """Return the address of the icon sprite."""
    return find_built_address(SPRITE)


def find_built_address(source: str) -> str:
    """Return the address of one built file, by its place in the repository."""
    unbuilt = f"built/{Path(source).name}"
    return _address(read_manifest().get(source, {}).get("file", unbuilt))


def read_manifest() -> dict[str, Any]:
    """Read Vite's manifest; a new build is seen within a second, for each icon of a page asks."""
    return _read_manifest(settings.FRONTEND_DIST, int(time.monotonic()))


@lru_cache(maxsize=1)
def _read_manifest(dist: Path, _second: int) -> dict[str, Any]:
    path = dist / "static" / "built" / "manifest.json"
    try:
        return _parse(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return {}


@lru_cache(maxsize=1)
def list_icons() -> frozenset[str]:
    """Name the icons of the sprite."""
    lines = (_FRONTEND / "core" / "icons.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=2)
def _parse(path: Path, _changed: int) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return manifest


def _list_sheets(manifest: dict[str, Any], source: str) -> list[str]:
    entry = manifest[source]
    imported = (
        sheet
        for name in entry.get("imports", [])
        if name != SITE_ENTRY
        for sheet in _list_sheets(manifest, name)
    )
    return list(dict.fromkeys([*imported, *entry.get("css", [])]))


def _address(file: str) -> str:
    return f"{settings.STATIC_URL}{file}"
