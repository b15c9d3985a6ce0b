r"""Formulas: ``\( … \)`` and ``\[ … \]`` in clean HTML become MathML, on the server.

Temml runs inside quickjs from the bundle that the front-end build makes. One engine a process, in a
thread of its own (quickjs measures its stack by thread); results are kept by their source.
"""

import html
import re
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

LONGEST = 4000
SECONDS = 2
# A text node may hold formulas; an attribute never does, even when it looks so.
_TOKEN = re.compile(r"""<[a-zA-Z/!](?:[^>"']|"[^"]*"|'[^']*')*>""")
_FORMULA = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
_VERBATIM = re.compile(r"<(/?)(code|pre)\b", re.IGNORECASE)


def render_math(clean_html: str) -> SafeString:
    r"""Return the HTML with its formulas as MathML; the HTML must have passed ``clean_html``.

    A formula that cannot be read stays visible as its source, with a sentence beside it. Never
    raises because of what people wrote.
    """
    if "\\(" not in clean_html and "\\[" not in clean_html:
        return mark_safe(clean_html)  # noqa: S308  # promised clean by the caller
    parts: list[str] = []
    verbatim = 0
    start = 0
    for tag in _TOKEN.finditer(clean_html):
        parts.append(_render_text(clean_html[start : tag.start()], is_verbatim=verbatim > 0))
        parts.append(tag.group())
        if kind := _VERBATIM.match(tag.group()):
            verbatim = max(0, verbatim + (-1 if kind[1] else 1))
        start = tag.end()
    parts.append(_render_text(clean_html[start:], is_verbatim=verbatim > 0))
    return mark_safe("".join(parts))  # noqa: S308  # clean HTML and Temml's escaped output


def render_tex(tex: str, *, is_display: bool = False) -> SafeString:
    """Return one formula as MathML, or its source with a readable message."""
    return _render_tex(tex.strip(), is_display, get_language() or "")


def find_tex_fault(tex: str) -> str:
    """Return why this TeX cannot be read, in the words of the TeX reader, or an empty text."""
    result = _convert(tex.strip(), False)  # noqa: FBT003  # private, positional for the cache
    return result[1:] if result.startswith("!") else ""


def find_mathml(tex: str, *, is_display: bool = False) -> str | None:
    """Return the bare MathML of one formula, or None when it cannot be read or drawn here."""
    result = _convert(tex.strip(), is_display)
    return None if result == "?" or result.startswith("!") else result


def _render_text(text: str, *, is_verbatim: bool) -> str:
    if is_verbatim or "\\" not in text:
        return text
    return _FORMULA.sub(_replace, text)


def _replace(match: re.Match[str]) -> str:
    is_display = match[1] is None
    tex = html.unescape(match[2] if is_display else match[1])
    return render_tex(tex, is_display=is_display)


@lru_cache(maxsize=4096)
def _render_tex(tex: str, is_display: bool, _language: str) -> SafeString:  # noqa: FBT001
    result = _convert(tex, is_display)
    if result == "?":
        return format_html('<code class="math-source">{}</code>', tex)
    if result.startswith("!"):
        return format_html(
            '<span class="math-fault"><code>{}</code> {}</span>',
            tex[:LONGEST],
            gettext("This formula cannot be read. Check its brackets and commands."),
        )
    # The source read aloud is better than nothing for readers without MathML.
    marked = result.replace("<math", f'<math alttext="{escape(tex)}"', 1)
    return mark_safe(marked)  # noqa: S308  # Temml escapes every text it writes


def _convert(tex: str, is_display: bool) -> str:  # noqa: FBT001  # private
    r"""Return MathML, ``!reason`` for wrong TeX, or ``?`` when the engine is not built."""
    if len(tex) > LONGEST:
        return "!too long"
    if not (settings.FRONTEND_DIST / "server" / "temml.js").is_file():
        return "?"
    waiting: Future[str] = _thread().submit(_call, tex, is_display)
    return waiting.result()


@cache
def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="math")


@cache
def _engine() -> Any:
    """Load the bundle; only the engine's own thread calls this."""
    import quickjs

    context = quickjs.Context()
    context.set_memory_limit(64 << 20)
    context.set_max_stack_size(4 << 20)
    context.eval((settings.FRONTEND_DIST / "server" / "temml.js").read_text(encoding="utf-8"))
    return context


def _call(tex: str, is_display: bool) -> str:  # noqa: FBT001  # private
    import quickjs

    context = _engine()
    context.set_time_limit(SECONDS)
    try:
        return str(context.get("renderTex")(tex, is_display))
    except quickjs.JSException as error:
        # Out of time or memory: the next formula gets a fresh engine.
        _engine.cache_clear()
        return f"!{error}"
