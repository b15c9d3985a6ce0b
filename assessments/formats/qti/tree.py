"""Trees of QTI for writing: built with the names of 2.1, turned into those of 3.0 at the end."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

from lxml import etree

from assessments.formats.xml import Node

from .names import NAMES_OF_HTML

_VOID = {"br", "hr", "img", "col", "wbr"}
_UPPER = re.compile(r"(?<!^)([A-Z])")
_KEPT = {"class", "id", "label", "title", "type", "href", "src", "alt", "data", "template"}
SPACES = {
    "2.1": "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "3.0": "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
}


class _Builder(HTMLParser):
    """Builds elements from clean HTML, which is always balanced."""

    def __init__(self, parent: Node, place: Callable[[Node, str], None]) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [parent]
        self.place = place

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "bh-gap":
            self.place(self.open[-1], attrs[0][1] or "")
            return
        node = etree.SubElement(self.open[-1], tag, {key: value or "" for key, value in attrs})
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        parent = self.open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data


def _no_place(parent: Node, number: str) -> None:
    del parent, number


def add_html(parent: Node, markup: str, place: Callable[[Node, str], None] = _no_place) -> Node:
    """Append clean HTML; ``place`` puts something where ``<bh-gap n="1">`` stands."""
    builder = _Builder(parent, place)
    builder.feed(markup)
    builder.close()
    return parent


def serialize(root: Node, version: str) -> bytes:
    """Return the bytes of a tree in the names and the namespace of a version."""
    space = SPACES[version]
    shown = etree.Element(_name(root.tag, version, space), nsmap={None: space})
    _copy(root, shown, version, space)
    return etree.tostring(shown, encoding="UTF-8", xml_declaration=True)


def _copy(source: Node, target: Node, version: str, space: str) -> None:
    target.text = source.text
    is_html = source.tag in NAMES_OF_HTML
    for key, value in source.items():
        keep = version == "2.1" or is_html or key in _KEPT or key.startswith("{")
        target.set(key if keep else _kebab(key), value)
    for child in source:
        copied = etree.SubElement(target, _name(child.tag, version, space))
        copied.tail = child.tail
        _copy(child, copied, version, space)


def _name(tag: str, version: str, space: str) -> str:
    is_own = version == "3.0" and tag not in NAMES_OF_HTML
    return f"{{{space}}}{f'qti-{_kebab(tag)}' if is_own else tag}"


def _kebab(name: str) -> str:
    return _UPPER.sub(lambda found: f"-{found.group(1)}", name).lower()
