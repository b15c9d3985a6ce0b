"""Formulas as drawings: MathJax in quickjs turns LaTeX into SVG of paths, sharp at any size.

One engine a process in a thread of its own, as in ``core/math.py``; drawings are kept by their
source.
"""

import re
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from django.conf import settings

LONGEST = 4000
SECONDS = 5
# MathJax counts in ex of its own font: 1 ex = 0.45 em beside Times.
EM_OF_EX = 0.45
_SIZE = re.compile(r'width="([\d.]+)ex" height="([\d.]+)ex"')
_DEPTH = re.compile(r"vertical-align:\s*(-?[\d.]+)(?:ex)?")
# Notes of MathJax to itself; the source in them may hold "<", which no XML reader takes.
_NOTE = re.compile(r' data-[a-z-]+="[^"]*"')
_SVG_TAG = re.compile(r"<svg [^>]*>")
# Lines of tables are drawn with the width of a hair, unless a sheet says more.
_SHEET = "<style>line{stroke-width:60px;stroke:black}</style>"


@dataclass(frozen=True)
class Drawing:
    """A formula as SVG with its size in em: height over all, and how far it hangs below the line."""

    svg: bytes
    width: float
    height: float
    depth: float


def draw_formula(tex: str, *, is_display: bool = False) -> Drawing | None:
    """Draw one formula, or return None when it cannot be read or the front end is not built."""
    return _draw(tex.strip(), is_display)


@lru_cache(maxsize=8192)
def _draw(tex: str, is_display: bool) -> Drawing | None:  # noqa: FBT001  # private, for the cache
    if not tex or len(tex) > LONGEST or not _bundle().is_file():
        return None
    waiting: Future[str] = _thread().submit(_call, tex, is_display)
    return _measure(waiting.result())


def _measure(svg: str) -> Drawing | None:
    size = _SIZE.search(svg)
    if not svg.startswith("<svg") or size is None:
        return None
    depth = _DEPTH.search(svg)
    drawn = _SVG_TAG.sub(lambda tag: tag.group() + _SHEET, svg, count=1)
    drawn = _NOTE.sub("", drawn).replace("<svg ", '<svg color="black" ', 1)
    if not _is_whole(drawn):
        return None
    return Drawing(
        svg=drawn.encode(),
        width=float(size[1]) * EM_OF_EX,
        height=float(size[2]) * EM_OF_EX,
        depth=-float(depth[1]) * EM_OF_EX if depth else 0.0,
    )


def _is_whole(svg: str) -> bool:
    """Tell whether the drawing is XML: one broken formula must not stop a whole paper."""
    try:
        fromstring(svg)
    except (ParseError, DefusedXmlException):
        return False
    return True


def _bundle() -> Path:
    path: Path = settings.FRONTEND_DIST / "server" / "mathjax.js"
    return path


@cache
def _thread() -> ThreadPoolExecutor:
    # quickjs measures its stack by thread, so one thread owns the engine.
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="formulas")


@cache
def _engine() -> Any:
    """Load the bundle; only the engine's own thread calls this."""
    import quickjs

    context = quickjs.Context()
    context.set_memory_limit(256 << 20)
    context.set_max_stack_size(4 << 20)
    context.eval(_bundle().read_text(encoding="utf-8"))
    return context


def _call(tex: str, is_display: bool) -> str:  # noqa: FBT001  # private
    import quickjs

    context = _engine()
    context.set_time_limit(SECONDS)
    draw: Callable[[str, bool], str] = context.get("drawTex")
    try:
        return str(draw(tex, is_display))
    except quickjs.JSException as error:
        # Out of time or memory: the next formula gets a fresh engine.
        _engine.cache_clear()
        return f"!{error}"
