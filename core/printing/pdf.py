"""Typst as printer: a template of ours reads JSON, and out comes a tagged PDF (PDF/UA-1).

Templates lie in ``<app>/printing/<name>.typ`` and are called ``<app>/<name>``. They import what they
share from ``/core/house.typ``. Text of people goes in as data, never as source; the compiler sees
only a folder of its own with the template, the data and the pictures given.
"""

import json
import tempfile
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst
from django.conf import settings
from django.utils import timezone

from .flow import list_runs
from .formulas import draw_formula

Standard = Literal["ua-1", "a-2b"]
PICTURE_TYPES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"RIFF": "webp"}


class PrintError(Exception):
    """The printer refused: a fault in a template or in the data given to it."""


def print_pdf(
    template: str,
    data: Mapping[str, Any],
    *,
    pictures: Mapping[str, bytes] | None = None,
    standard: Standard = "ua-1",
    made_at: datetime | None = None,
) -> bytes:
    """Return the PDF of a template and its data.

    ``data`` is plain JSON; flows of ``read_flow`` may stand anywhere in it, and their formulas are
    drawn. ``pictures`` are PNG, JPEG, GIF, WebP or SVG by the ``src`` that the flows use; one that is
    missing or of another type prints as its alternative text. Raises PrintError when Typst refuses.
    """
    with tempfile.TemporaryDirectory(prefix="print-") as name:
        folder = Path(name)
        source = _lay_out(folder, template)
        values = {**data, "drawings": _draw_all(folder, data)}
        values["pictures"] = _write_pictures(folder, pictures or {})
        (folder / "data.json").write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
        try:
            pdf = typst.compile(
                source,
                root=folder,
                font_paths=_fonts(),
                pdf_standards=[standard],
                timestamp=(made_at or timezone.now()).replace(microsecond=0),
            )
        except typst.TypstError as error:
            raise PrintError(f"{template}: {error.message} {error.hints}") from error
    if not isinstance(pdf, bytes):
        message = f"{template}: nothing was printed."
        raise PrintError(message)
    return pdf


def _lay_out(folder: Path, template: str) -> Path:
    """Put the template and the house's own functions into the compiler's folder."""
    app, _slash, name = template.partition("/")
    (folder / "core").mkdir()
    for path in (settings.ROOT / "core" / "printing" / "templates").glob("*.typ"):
        (folder / "core" / path.name).write_bytes(path.read_bytes())
    (folder / app).mkdir(exist_ok=True)
    for path in (settings.ROOT / app / "printing").glob("*.typ"):
        (folder / app / path.name).write_bytes(path.read_bytes())
    return folder / app / f"{name}.typ"


def _draw_all(folder: Path, data: Any) -> dict[str, dict[str, Any]]:
    """Draw every formula that stands in the data; those that cannot be read are left out."""
    drawings: dict[str, dict[str, Any]] = {}
    for run in _find_runs(data):
        key = formula_key(run)
        if run["k"] != "math" or key in drawings:
            continue
        drawn = draw_formula(run["tex"], is_display=run["is_display"])
        if drawn is not None:
            name = f"formula-{len(drawings)}.svg"
            (folder / name).write_bytes(drawn.svg)
            drawings[key] = {
                "name": name,
                "width": drawn.width,
                "height": drawn.height,
                "depth": drawn.depth,
            }
    return drawings


def formula_key(run: Mapping[str, Any]) -> str:
    """Return the name by which templates look up the drawing of a formula."""
    return f"{'D' if run.get('is_display') else 'I'}{run.get('tex', '')}"


def _find_runs(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, list) and data and isinstance(data[0], dict) and "k" in data[0]:
        return list_runs(data)
    if isinstance(data, Mapping):
        return [run for value in data.values() for run in _find_runs(value)]
    if isinstance(data, (list, tuple)):
        return [run for value in data for run in _find_runs(value)]
    return []


def _write_pictures(folder: Path, pictures: Mapping[str, bytes]) -> dict[str, str]:
    """Write pictures under names of ours; what is no picture is left out."""
    names: dict[str, str] = {}
    for number, (src, content) in enumerate(pictures.items()):
        ending = find_ending(content)
        if ending:
            names[src] = f"picture-{number}.{ending}"
            (folder / names[src]).write_bytes(content)
    return names


def find_ending(content: bytes) -> str:
    """Return the file ending of a picture by its first bytes, or an empty text."""
    for start, ending in PICTURE_TYPES.items():
        if content.startswith(start):
            return ending
    return "svg" if b"<svg" in content[:400] else ""


@cache
def _fonts() -> Any:
    """Load the fonts once: the house's for print, and those inside Typst for signs they lack."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(settings.FRONTEND_DIST / "print")],
    )
