"""Between plain text that people type and the HTML that is stored."""

import html
import re

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\s*<p>(.*?)</p>\s*", re.DOTALL)
_ANY_TAG = re.compile(r"<[^>]+>")


def write_html(text: str) -> str:
    """Turn typed text into HTML: escaped, lines kept."""
    return "<br>".join(html.escape(text.strip(), quote=False).splitlines())


def read_plain(markup: str) -> str | None:
    """Return the text behind simple HTML, or None when editing it as text would lose something."""
    paragraphs = _PARAGRAPH.findall(markup)
    rest = _PARAGRAPH.sub("", markup)
    joined = "<br>".join([*paragraphs, rest] if rest.strip() else paragraphs)
    text = _BREAK.sub("\n", joined)
    return None if _ANY_TAG.search(text) else html.unescape(text).strip()
