"""The body of an item as HTML: formulas, pictures and sounds kept, interactions as places."""

import html
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from assessments.formats.markup import BLANKS
from assessments.formats.mathml import read_mathml
from assessments.formats.report import Reason

# Stands where an interaction was, until its kind is known.
PLACE = "\ue020"
# Stands before it when the interaction had a paragraph to itself.
ALONE = "\ue023"
_VOID = {"br", "hr", "img", "col", "wbr"}
_ATTRIBUTES = {
    "src",
    "alt",
    "width",
    "height",
    "colspan",
    "rowspan",
    "href",
    "start",
    "lang",
    "dir",
}
_GONE = {"stylesheet", "rubricBlock", "feedbackBlock", "templateBlock", "templateInline", "script"}
_GONE |= {"style", "feedbackInline", "modalFeedback", "catalogInfo", "positionObjectStage"}
_FLAT = {
    "contentBody",
    "itemBody",
    "prompt",
    "ruby",
    "rbc",
    "rb",
    "hottext",
    "include",
    "stimulusBody",
}
_SPEECH = {"rt", "rp", "rtc"}
# What a reader wrote around one thing alone; it comes off again.
STEM_CLASS = "bh-stem"


@dataclass
class Body:
    """Writes the nodes of one item as HTML.

    ``interactions`` gathers the interaction elements in the order of their places; ``write_gap`` says
    what stands for a gap of a gap match.
    """

    interactions: list[Any] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    write_gap: Callable[[Any], str] = lambda _: PLACE

    def write(self, node: Any) -> str:
        """Return the HTML of what is inside a node (lxml gives no types for trees)."""
        parts = [_escape(node.text)]
        for child in node:
            if isinstance(child.tag, str):
                parts.append(self._write_element(child))
            parts.append(_escape(child.tail))
        return "".join(parts).strip(BLANKS)

    def _write_element(self, node: Any) -> str:
        name = node.tag
        if name.endswith("Interaction"):
            return self._place(node)
        if name in _GONE or name in _SPEECH:
            return ""
        special = {
            "gap": self.write_gap,
            "math": self._write_math,
            "object": self._write_object,
            "audio": self._write_media,
            "video": self._write_media,
        }
        if name in special:
            return special[name](node)
        inner = self._write_inside(node)
        is_wrapper = name == "div" and STEM_CLASS in (node.get("class") or "").split()
        return inner if name in _FLAT or is_wrapper else self._wrap(node, inner)

    def _write_inside(self, node: Any) -> str:
        parts = [_escape(node.text)]
        for child in node:
            if isinstance(child.tag, str):
                parts.append(self._write_element(child))
            parts.append(_escape(child.tail))
        return "".join(parts)

    def _place(self, node: Any) -> str:
        self.interactions.append(node)
        return PLACE

    def _wrap(self, node: Any, inner: str) -> str:
        attributes = "".join(
            f' {key}="{html.escape(value)}"' for key, value in node.items() if key in _ATTRIBUTES
        )
        if node.tag in _VOID:
            return f"<{node.tag}{attributes}>"
        if inner.strip() == PLACE and node.tag in {"p", "div", "span"}:
            # A paragraph that held nothing but the interaction goes with it.
            return ALONE + PLACE
        return f"<{node.tag}{attributes}>{inner}</{node.tag}>"

    def _write_math(self, node: Any) -> str:
        tex = read_mathml(node)
        if tex is None:
            self.reasons.append(Reason("formula"))
            return _escape(" ".join("".join(node.itertext()).split()))
        return rf"\({_escape(tex)}\)"

    def _write_object(self, node: Any) -> str:
        address, kind = node.get("data") or "", node.get("type") or ""
        words = html.escape(" ".join("".join(node.itertext()).split()))
        if kind.startswith("image/"):
            width = "".join(
                f' {key}="{html.escape(node.get(key))}"'
                for key in ("width", "height")
                if node.get(key)
            )
            return f'<img src="{html.escape(address)}" alt="{words}"{width}>'
        if kind.startswith("audio/"):
            return f'<audio src="{html.escape(address)}"></audio>'
        if not address:
            return self._write_inside(node)
        self.reasons.append(Reason("file", address.rpartition("/")[2][:100]))
        return words

    def _write_media(self, node: Any) -> str:
        source = node.find("source")
        address = node.get("src") or (source.get("src") if source is not None else "") or ""
        if node.tag == "audio":
            return f'<audio src="{html.escape(address)}"></audio>'
        self.reasons.append(Reason("file", address.rpartition("/")[2][:100] or "video"))
        return html.escape(f"[{address.rpartition('/')[2][:100]}]")


def _escape(text: str | None) -> str:
    """Escape words; dollars are no formulas in QTI, which has MathML."""
    return html.escape(text or "", quote=False).replace("$", "&#36;")
