"""How characters look: properties of runs, of their styles, and of the styles these build on."""

from collections.abc import Callable
from dataclasses import replace

from lxml.etree import _Element as Node

from .rich import PLAIN, Style

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off", "none"})
_SWITCHES = {"b": "bold", "i": "italic", "strike": "strike", "dstrike": "strike", "u": "underline"}
_USUAL = frozenset({"", "auto", "000000"})
DEEPEST = 20


def value(node: Node | None, name: str, default: str = "") -> str:
    """Return the ``w:val`` of a child, or the default when the child is not there."""
    child = None if node is None else node.find(f"{W}{name}")
    return default if child is None else child.get(f"{W}val", "")


def is_on(node: Node) -> bool:
    """Say whether a switch such as ``w:b`` is on."""
    return node.get(f"{W}val", "1").lower() not in _OFF


def read_looks(properties: Node | None, base: Style = PLAIN) -> Style:
    """Apply the run properties of an element to a style."""
    if properties is None:
        return base
    changes: dict[str, object] = {}
    for child in properties:
        name = str(child.tag).removeprefix(W)
        if name in _SWITCHES:
            changes[_SWITCHES[name]] = is_on(child)
        elif name in _READERS:
            changes |= _READERS[name](child)
    return replace(base, **changes) if changes else base  # type: ignore[arg-type]  # names above


def _read_color(node: Node) -> str:
    color = node.get(f"{W}val", "").lower()
    if node.get(f"{W}themeColor", "") in {"text1", "dark1", "tx1"}:
        return ""
    is_dark = len(color) == 6 and all(color[at] in "012" for at in (0, 2, 4)) and color != "000000"
    return "" if color in _USUAL or is_dark else color


def _plain_color(color: str) -> str:
    return "" if color.lower() in {"", "none", "auto", "ffffff", "white"} else color.lower()


def _read_place(node: Node) -> dict[str, object]:
    kind = node.get(f"{W}val", "")
    return {"sub": kind == "subscript", "sup": kind == "superscript"}


_READERS: dict[str, Callable[[Node], dict[str, object]]] = {
    "vertAlign": _read_place,
    "color": lambda node: {"color": _read_color(node)},
    "highlight": lambda node: {"highlight": _plain_color(node.get(f"{W}val", ""))},
    "shd": lambda node: {"highlight": _plain_color(node.get(f"{W}fill", ""))},
}


class Looks:
    """The styles of a document by their ids."""

    def __init__(self, root: Node | None) -> None:
        """Index ``word/styles.xml``."""
        self._styles: dict[str, Node] = {}
        self._default = ""
        for style in [] if root is None else root.iter(f"{W}style"):
            self._styles[style.get(f"{W}styleId", "")] = style
            is_default = style.get(f"{W}default", "0") in {"1", "true"}
            if is_default and style.get(f"{W}type") == "paragraph":
                self._default = style.get(f"{W}styleId", "")

    def chain(self, style_id: str) -> list[Node]:
        """Return the style and what it builds on, the foundation first."""
        found: list[Node] = []
        while style_id in self._styles and len(found) < DEEPEST:
            style = self._styles[style_id]
            found.append(style)
            style_id = value(style, "basedOn")
        return found[::-1]

    def of_style(self, style_id: str, base: Style = PLAIN) -> Style:
        """Apply a style to another."""
        for style in self.chain(style_id):
            base = read_looks(style.find(f"{W}rPr"), base)
        return base

    def of_paragraph(self, properties: Node | None) -> Style:
        """Return how text of a paragraph looks before its runs say more."""
        return self.of_style(value(properties, "pStyle") or self._default)

    def numbering_of(self, properties: Node | None) -> Node | None:
        """Return the ``w:numPr`` of a paragraph: its own, or that of its style."""
        own = None if properties is None else properties.find(f"{W}numPr")
        if own is not None:
            return own
        for style in reversed(self.chain(value(properties, "pStyle") or self._default)):
            found = style.find(f"{W}pPr/{W}numPr")
            if found is not None:
                return found
        return None
