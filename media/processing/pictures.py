"""Pictures of files: smaller images, the first page of a PDF. Done in processes of their own."""

from importlib.util import find_spec
from pathlib import Path

from .sandbox import MEGABYTE, Bounds, SandboxError, run_child

_BOUNDS = Bounds(seconds=60, memory=2048 * MEGABYTE)


def write_scaled(source: Path, target: Path, *, width: int) -> None:
    """Write the image as WebP, at most so wide, or raise SandboxError."""
    answer = run_child("scale_image", str(source), str(target), str(width), bounds=_BOUNDS)
    if answer["state"] != "written":
        raise SandboxError(str(answer))


def can_draw_pdf() -> bool:
    """Whether PDFium is installed."""
    return find_spec("pypdfium2") is not None


def draw_first_page(source: Path, target: Path) -> None:
    """Write the first page of a PDF as WebP, or raise SandboxError."""
    answer = run_child("draw_pdf", str(source), str(target), bounds=_BOUNDS)
    if answer["state"] != "written":
        raise SandboxError(str(answer))
