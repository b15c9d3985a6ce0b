r"""From the text of a foreign file to the house's HTML: clean, LaTeX in ``\( … \)``, pictures named.

A picture or sound whose bytes are at hand is kept as ``file:NAME``; any other becomes its name in
brackets and a reason ``picture``.
"""

import base64
import binascii
import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

from .keeping import KeptFiles
from .report import Reason

Clean = Callable[[str], str]
Find = Callable[[str], bytes | None]
# A space that does not break is no blank at the edge of a text.
BLANKS = " \t\r\n\f"

# What has a tag or another beginning in it is no formula, but two loose signs.
_IN_MATH = r"(?:(?!\\[(\[]|</|<(?:br|img|audio|table|t[drh]|p|div|b|i|u|sub|sup)\b).){1,2000}?"
_MATH = re.compile(rf"\\\({_IN_MATH}\\\)|\\\[{_IN_MATH}\\\]", re.DOTALL)
_DOUBLE_DOLLAR = re.compile(r"\$\$(?!\$)([^$]{1,2000}?)\$\$")
_SINGLE_DOLLAR = re.compile(r"(?<![\\$\w])\$(?=[^\s$])([^$\n]{1,400}?)(?<=[^\s\\])\$(?![\w$])")
_LOOKS_LIKE_MATH = re.compile(
    r"[\\^_=+<>]|^[A-Za-z]['′]?$|^[A-Z]{2,4}$|\d[a-zA-Z]|[a-zA-Z]\s*[-/(]|[-/)]\s*[a-zA-Z]"
)
_MEDIA = re.compile(
    r"<img\b[^>]*>|<audio\b[^>]*>(?:(?!<audio\b).){0,4000}?</audio\s*>", re.IGNORECASE | re.DOTALL
)
_INLINE = re.compile(r"data:[^,]{0,200};base64,", re.IGNORECASE)
_SOURCE = re.compile(r"""\bsrc\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_KNOWN_TAG = re.compile(
    r"</?(p|br|b|i|u|em|strong|sub|sup|span|div|ul|ol|li|table|t[rdh]|thead|tbody|img|a|h[1-6]"
    r"|pre|code|blockquote|script|style|iframe|audio|video|object|embed|svg|math|font|hr)\b[^>]*>",
    re.IGNORECASE,
)
_ACTIVE = re.compile(r"<(script|style|iframe|object|embed|video|svg|form)\b", re.IGNORECASE)
_BREAK = re.compile(r"\r\n?|\n")


def _find_nothing(address: str) -> bytes | None:
    del address
    return None


def decode_base64(text: str) -> bytes | None:
    """Return the bytes of base64 text, or None when it is damaged."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


@dataclass
class Markup:
    """Turns texts of one question into HTML and gathers what was lost on the way.

    ``find`` gives the bytes that an address of the file stands for; ``kept`` takes them.
    """

    clean: Clean
    kept: KeptFiles = field(default_factory=KeptFiles)
    find: Find = _find_nothing
    reasons: list[Reason] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    # Names of the files that were kept, as the source writes them.
    found: set[str] = field(default_factory=set)

    def read(self, text: str, form: str = "moodle") -> str:
        """Return clean HTML of a text in Moodle's form ``html``, ``plain``, ``markdown`` or ``moodle``."""
        if form == "markdown":
            self.reasons.append(Reason("markdown"))
        is_html = form == "html" or (form == "moodle" and bool(_KNOWN_TAG.search(text)))
        if not is_html:
            return self.clean(
                _BREAK.sub("<br>", html.escape(with_math(text.strip(BLANKS)), quote=False))
            )
        shown = _protect_math(_with_math_outside(text.strip(BLANKS), self._keep_media))
        if _ACTIVE.search(shown):
            self.reasons.append(Reason("active_content"))
        return self.clean(shown)

    def _keep_media(self, found: re.Match[str]) -> str:
        """Put a kept picture or sound in place of the foreign one, or its name in brackets."""
        element = found.group(0)
        source = _SOURCE.search(element)
        address = html.unescape(source.group(1).strip("\"'")) if source else ""
        data = self._load(address)
        kept = self.kept.keep(data) if data else None
        name = unquote(address.rpartition("/")[2].partition("?")[0])
        self.found.add(name[:100])
        if kept is None:
            return self._lose(address)
        if source is None or element[:4].lower() != "<img":
            return f'<audio controls src="file:{kept}"></audio>'
        # Only the address changes: what is said about the picture stays.
        return f'{element[: source.start()]}src="file:{kept}"{element[source.end() :]}'

    def _load(self, address: str) -> bytes | None:
        if found := _INLINE.match(address):
            return decode_base64(address[found.end() :])
        return self.find(address)

    def _lose(self, address: str) -> str:
        is_inline = address.startswith("data:")
        name = "" if is_inline else address.rpartition("/")[2].partition("?")[0]
        name = unquote(name)[:100] or f"#{len(self.images) + 1}"
        self.images.append(name)
        self.reasons.append(Reason("picture", name))
        return html.escape(f"[{name}]")


def _with_math_outside(text: str, keep: Callable[[re.Match[str]], str]) -> str:
    """Write formulas of the words, and pictures by ``keep``, whose addresses are no words."""
    pieces, end = [], 0
    for found in _MEDIA.finditer(text):
        pieces += [with_math(text[end : found.start()]), keep(found)]
        end = found.end()
    return "".join([*pieces, with_math(text[end:])])


def with_math(text: str) -> str:
    r"""Write TeX between dollars as ``\( … \)``; a lone amount of money stays."""
    text = _DOUBLE_DOLLAR.sub(lambda found: rf"\({found.group(1).strip()}\)", text)
    return _SINGLE_DOLLAR.sub(_dollar, text)


def _dollar(found: re.Match[str]) -> str:
    inner = found.group(1)
    return rf"\({inner}\)" if _LOOKS_LIKE_MATH.search(inner) else found.group(0)


def _protect_math(text: str) -> str:
    """Keep comparison signs inside formulas from being read as tags (domain.md §10.3)."""
    return _MATH.sub(lambda found: found.group(0).replace("<", "&lt;").replace(">", "&gt;"), text)
