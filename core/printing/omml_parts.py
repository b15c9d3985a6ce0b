"""Pieces of Office Math: runs, groups and their properties, in the order that its schema asks."""

from collections.abc import Iterable

from lxml import etree

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMES = {"m": M.strip("{}"), "w": W.strip("{}")}
_FONT = "Cambria Math"


def add(parent: etree._Element, children: Iterable[etree._Element]) -> etree._Element:
    """Append the children and return the parent."""
    parent.extend(children)
    return parent


def group(name: str, children: Iterable[etree._Element]) -> etree._Element:
    """Return ``m:name`` around the children: a numerator, an index, a row."""
    return add(etree.Element(f"{M}{name}", nsmap=_NAMES), children)


def build(name: str, *parts: etree._Element | None) -> etree._Element:
    """Return a structure such as ``m:f`` from its parts, leaving out those that are None."""
    return group(name, [part for part in parts if part is not None])


def prop(name: str, **values: str | None) -> etree._Element:
    """Return ``m:namePr`` with its settings; None leaves a setting out."""
    element = etree.Element(f"{M}{name}Pr", nsmap=_NAMES)
    for key, value in values.items():
        if value is not None:
            etree.SubElement(element, f"{M}{key}").set(f"{M}val", value)
    return element


def run(text: str, *, style: str | None = None, is_text: bool = False) -> etree._Element:
    """Return a run: ``style`` is Word's ``p`` upright, ``b`` bold or ``bi`` bold italic.

    ``is_text`` makes words of it, which keep their spaces.
    """
    element = etree.Element(f"{M}r", nsmap=_NAMES)
    if style or is_text:
        properties = etree.SubElement(element, f"{M}rPr")
        if is_text:
            etree.SubElement(properties, f"{M}nor")
        else:
            etree.SubElement(properties, f"{M}sty").set(f"{M}val", style or "p")
    fonts = etree.SubElement(etree.SubElement(element, f"{W}rPr"), f"{W}rFonts")
    for place in ("ascii", "hAnsi"):
        fonts.set(f"{W}{place}", _FONT)
    holder = etree.SubElement(element, f"{M}t")
    holder.text = "".join(char for char in text if char >= " " or char in "\t\n")
    if text != text.strip():
        holder.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def text_of(node: etree._Element) -> str:
    """Return the text of a leaf."""
    return (node.text or "").strip()
