"""How rules read a text: words without marks of HTML, emphasis, numbers."""

import html
import re
import unicodedata
from decimal import Decimal, InvalidOperation

LETTERS = "ABCDEFGHIJKL"
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")
_EMPHASIS = re.compile(r"<(b|strong|u|em|i|mark)\b[^>]*>(.*?)</\1>", re.IGNORECASE | re.DOTALL)
_MATH = re.compile(r"\\\((.*?)\\\)|\\\[(.*?)\\\]", re.DOTALL)
_WORD = re.compile(r"[^\W_]+")
# 12 · -3,5 · 1.234,5 · 0.25, with a unit or a percent sign after it.
_NUMBER = re.compile(r"^([-−+]?\d+(?:[.,]\d+)?)\s*([^\d,.]{0,12})$")


def plain(markup: str) -> str:
    """Return the words of an HTML fragment on one line, in composed form."""
    text = _SPACE.sub(" ", html.unescape(_TAG.sub(" ", markup))).strip()
    return unicodedata.normalize("NFC", text)


def words(text: str) -> list[str]:
    """Return the lower-case words of plain text, marks kept: "má" and "mà" are two words."""
    return _WORD.findall(text.lower())


def emphasized(markup: str) -> str:
    """Return the words that stand in bold, italics or underlined."""
    return " ".join(plain(match[2]) for match in _EMPHASIS.finditer(markup))


def without_math(text: str) -> str:
    """Return the text with its formulas left out."""
    return _MATH.sub(" ", text)


def read_number(text: str) -> tuple[Decimal, str] | None:
    """Read an option that is one number with at most a unit; formulas around it do not matter."""
    bare = _MATH.sub(lambda match: match[1] or match[2] or "", text)
    bare = bare.replace("{,}", ",").replace("\\,", " ").replace("\\%", "%")
    found = _NUMBER.match(_SPACE.sub(" ", bare).strip().rstrip(".").strip())
    if found is None:
        return None
    try:
        value = Decimal(found[1].replace("−", "-").replace(",", "."))
    except InvalidOperation:  # pragma: no cover  # the pattern lets numbers through only
        return None
    return value, found[2].strip()
