"""The one sanitizer: what people write becomes HTML that may be shown.

Everything not named in a profile is dropped: tags keep their text, scripts and styles lose it too.
Importers tell people what was dropped with ``find_dropped``.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3
from django.conf import settings

from .text import nfc

_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "br",
        "code",
        "em",
        "i",
        "mark",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    }
)
_BLOCKS = frozenset(
    {"blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "h2", "h3", "h4", "hr", "li",
     "ol", "p", "pre", "ul"}
)  # fmt: skip
_TABLES = frozenset(
    {"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
)
_ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "title"},
    "audio": {"controls", "src"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_NAMED_FILE = re.compile(r"file:[A-Za-z0-9][A-Za-z0-9._-]{0,99}", re.ASCII)
_GONE = {"script", "style", "iframe", "object", "embed", "template", "noscript", "svg", "math"}


@dataclass(frozen=True)
class Profile:
    """What one kind of text may hold."""

    tags: frozenset[str]
    attributes: dict[str, set[str]] = field(default_factory=lambda: _ATTRIBUTES)


PROFILES = {
    # Lessons, descriptions: everything a text needs, no scripts, no forms, no foreign pictures.
    "content": Profile(_INLINE | _BLOCKS | _TABLES | {"img"}),
    # Stems, options and feedback of questions: pictures and sounds by the name of a kept file.
    "question": Profile((_INLINE | _BLOCKS | _TABLES | {"img", "audio"}) - {"h2", "h3", "h4"}),
    # One line: titles with an index, short notes.
    "inline": Profile(_INLINE - {"a", "br"}),
    # Notes of reviewers and messages: paragraphs and lists.
    "note": Profile(_INLINE | {"p", "ul", "ol", "li", "blockquote"}),
}

# "a<b" inside a formula is no tag; what has a closing tag or a line break in it is no formula.
_FORMULA = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)


def clean_html(text: str, profile: str = "content") -> str:
    r"""Return HTML that is safe to show, in composed form; ``\( … \)`` stays text for formulas."""
    chosen = PROFILES[profile]
    return nh3.clean(
        _FORMULA.sub(_escape_formula, nfc(text)),
        tags=set(chosen.tags),
        attributes={
            tag: names for tag, names in chosen.attributes.items() if tag in chosen.tags | {"*"}
        },
        clean_content_tags=_GONE,
        attribute_filter=_keep_attribute,
        url_schemes=_SCHEMES | ({"file"} if "audio" in chosen.tags else set()),
        link_rel="noopener noreferrer",
    ).strip()


def find_dropped(text: str, profile: str = "content") -> list[str]:
    """Name the tags that ``clean_html`` would drop, for the report to whoever brought the text."""
    reader = _TagReader()
    reader.feed(text)
    reader.close()
    return sorted(reader.tags - PROFILES[profile].tags - {"html", "head", "body", "meta", "title"})


def _escape_formula(match: re.Match[str]) -> str:
    found = match.group()
    if re.search(r"</|<br|<img", found, re.IGNORECASE):
        return found
    return found.replace("<", "&lt;").replace(">", "&gt;")


def _keep_attribute(_tag: str, name: str, value: str) -> str | None:
    """Let pictures and sounds come from this house only: others would tell strangers who reads."""
    if name == "src":
        is_own = value.startswith("/") and not value.startswith(("//", "/\\"))
        is_own = is_own or value.startswith(f"{settings.CONTENT_ORIGIN}/")
        return value if is_own or _NAMED_FILE.fullmatch(value) else None
    return None if value.lower().startswith("file:") else value


class _TagReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.tags.add(tag)
