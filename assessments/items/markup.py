r"""The HTML inside a question: its words, its kept pictures and sounds, and changes to all of it.

A kept picture stands as ``<img src="file:NAME" alt="…">``, a kept sound as
``<audio controls src="file:NAME"></audio>``; ``content["files"]`` says which file NAME is. Names are
letters, digits, point, dash and underscore: ``name_file`` makes one from the bytes.
"""

import hashlib
import html
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", re.ASCII)
GAP = re.compile(r"\[\[(\d{1,2})\]\]", re.ASCII)
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")
_SOURCE = re.compile(r'\bsrc="file:([^"]*)"')
_ELEMENT = re.compile(
    r'<(?P<tag>img|audio)\b[^>]*\bsrc="file:(?P<name>[^"]*)"[^>]*>(?:</audio>)?', re.IGNORECASE
)
_SHOWN = re.compile(r"<(?:img|audio|math)\b", re.IGNORECASE)

Content = dict[str, Any]
Change = Callable[[str], str]

# Where HTML lies in a content: lists of parts, and the fields of a part.
_PARTS = {
    "options": ("html", "feedback"),
    "statements": ("html", "feedback"),
    "entries": ("html",),
    "pairs": ("html", "match"),
}


def plain_text(markup: str) -> str:
    """Return the words of an HTML fragment on one line."""
    return _SPACE.sub(" ", html.unescape(_TAG.sub(" ", markup))).strip()


def is_empty(markup: str) -> bool:
    """Tell whether nothing is to be seen or heard: no words, no picture, no sound."""
    return not plain_text(markup) and not _SHOWN.search(markup)


def name_file(data: bytes, extension: str) -> str:
    """Name kept bytes by their digest, so that the same picture has the same name everywhere."""
    return f"{hashlib.sha256(data).hexdigest()[:24]}.{extension.lower().lstrip('.')}"


def iter_html(content: Content) -> Iterator[str]:
    """Give every HTML fragment of a question's content."""
    seen: list[str] = []

    def note(markup: str) -> str:
        seen.append(markup)
        return markup

    map_html(content, note)
    yield from seen


def map_html(content: Content, change: Change) -> Content:
    """Return the content with every HTML fragment changed; the given one stays as it is."""
    changed = {**content}
    for name in ("stem", "solution", "marker_note"):
        if name in content:
            changed[name] = change(content[name])
    for name, fields in _PARTS.items():
        if name in content:
            changed[name] = [_change_part(part, fields, change) for part in content[name]]
    if "extra_matches" in content:
        changed["extra_matches"] = [change(markup) for markup in content["extra_matches"]]
    if "gaps" in content:
        changed["gaps"] = [_change_gap(gap, change) for gap in content["gaps"]]
    return changed


def _change_part(part: Content, fields: tuple[str, ...], change: Change) -> Content:
    return {**part, **{field: change(part[field]) for field in fields if field in part}}


def _change_gap(gap: Content, change: Change) -> Content:
    if "options" not in gap:
        return {**gap}
    fields = _PARTS["options"]
    return {**gap, "options": [_change_part(part, fields, change) for part in gap["options"]]}


def list_files(content: Content) -> list[str]:
    """Name the kept pictures and sounds that the question shows, each once."""
    names = (name for markup in iter_html(content) for name in _SOURCE.findall(markup))
    return list(dict.fromkeys(html.unescape(name) for name in names))


def place_files(markup: str, addresses: Mapping[str, str]) -> str:
    """Put addresses in place of names; a name without address keeps standing."""

    def place(found: re.Match[str]) -> str:
        address = addresses.get(html.unescape(found[1]))
        return f'src="{html.escape(address)}"' if address else found[0]

    return _SOURCE.sub(place, markup)


def drop_file(markup: str, name: str) -> str:
    """Put the name in brackets in place of a picture or sound that could not be kept."""

    def drop(found: re.Match[str]) -> str:
        is_it = html.unescape(found["name"]) == name
        return html.escape(f"[{name}]") if is_it else found[0]

    return _ELEMENT.sub(drop, markup)


def list_gaps(stem: str) -> list[int]:
    """Give the numbers of the gaps ``[[n]]`` of a cloze text in their order."""
    return [int(number) for number in GAP.findall(stem)]
