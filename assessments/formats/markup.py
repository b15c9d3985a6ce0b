r"""From the text of a foreign file to the house's HTML: clean, LaTeX in ``\( … \)``, pictures named.

Pictures are not kept yet: each becomes its name in brackets and a reason ``picture``.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

from .report import Reason

Clean = Callable[[str], str]

_MATH = re.compile(r"\\\(.{1,2000}?\\\)|\\\[.{1,2000}?\\\]", re.DOTALL)
_DOUBLE_DOLLAR = re.compile(r"\$\$(?!\$)([^$]{1,2000}?)\$\$")
_SINGLE_DOLLAR = re.compile(r"(?<![\\$\w])\$(?=[^\s$])([^$\n]{1,400}?)(?<=[^\s\\])\$(?![\w$])")
_LOOKS_LIKE_MATH = re.compile(
    r"[\\^_=+<>]|^[A-Za-z]['′]?$|^[A-Z]{2,4}$|\d[a-zA-Z]|[a-zA-Z]\s*[-/(]|[-/)]\s*[a-zA-Z]"
)
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_SOURCE = re.compile(r"""\bsrc\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_KNOWN_TAG = re.compile(
    r"</?(p|br|b|i|u|em|strong|sub|sup|span|div|ul|ol|li|table|t[rdh]|thead|tbody|img|a|h[1-6]"
    r"|pre|code|blockquote|script|style|iframe|audio|video|object|embed|svg|math|font|hr)\b[^>]*>",
    re.IGNORECASE,
)
_ACTIVE = re.compile(r"<(script|style|iframe|object|embed|audio|video|svg|form)\b", re.IGNORECASE)
_BREAK = re.compile(r"\r\n?|\n")


@dataclass
class Markup:
    """Turns texts of one question into HTML and gathers what was lost on the way."""

    clean: Clean
    reasons: list[Reason] = field(default_factory=list)
    images: list[str] = field(default_factory=list)

    def read(self, text: str, form: str = "moodle") -> str:
        """Return clean HTML of a text in Moodle's form ``html``, ``plain``, ``markdown`` or ``moodle``."""
        if form == "markdown":
            self.reasons.append(Reason("markdown"))
        is_html = form == "html" or (form == "moodle" and bool(_KNOWN_TAG.search(text)))
        if not is_html:
            return self.clean(
                _BREAK.sub("<br>", html.escape(_with_math(text.strip()), quote=False))
            )
        shown = self._name_images(_protect_math(_with_math(text.strip())))
        if _ACTIVE.search(shown):
            self.reasons.append(Reason("active_content"))
        return self.clean(shown)

    def _name_images(self, text: str) -> str:
        return _IMAGE.sub(self._name_image, text)

    def _name_image(self, found: re.Match[str]) -> str:
        source = _SOURCE.search(found.group(0))
        address = html.unescape(source.group(1).strip("\"'")) if source else ""
        is_inline = address.startswith("data:")
        name = "" if is_inline else address.rpartition("/")[2].partition("?")[0]
        name = unquote(name)[:100] or f"#{len(self.images) + 1}"
        self.images.append(name)
        self.reasons.append(Reason("picture", name))
        return html.escape(f"[{name}]")


def _with_math(text: str) -> str:
    r"""Write TeX between dollars as ``\( … \)``; a lone amount of money stays."""
    text = _DOUBLE_DOLLAR.sub(lambda found: rf"\({found.group(1).strip()}\)", text)
    return _SINGLE_DOLLAR.sub(_dollar, text)


def _dollar(found: re.Match[str]) -> str:
    inner = found.group(1)
    return rf"\({inner}\)" if _LOOKS_LIKE_MATH.search(inner) else found.group(0)


def _protect_math(text: str) -> str:
    """Keep comparison signs inside formulas from being read as tags (domain.md §10.3)."""
    return _MATH.sub(lambda found: found.group(0).replace("<", "&lt;").replace(">", "&gt;"), text)
