"""Foreign XML, parsed so that entities, documents types and networks stay out of it."""

import re
from typing import Any

from lxml import etree

from .report import Reason

# lxml's own types end at the first tree that is read; names of elements are ours to check.
Node = Any
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def make_parser() -> etree.XMLParser:
    """Make a parser without entities, document types, network and huge trees."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def parse_xml(data: bytes) -> Any:
    """Return the root of an XML file (lxml gives no types for it), or a Reason."""
    looked_at = data.replace(b"\x00", b"") if data[:2] in _WIDE else data
    if _ENTITY.search(looked_at):
        return Reason("xml_doctype")
    try:
        root = etree.fromstring(data, make_parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        return Reason("xml_syntax", str(line) if line else "?")
    return Reason("xml_syntax", "?") if root is None else root


def add(parent: Node, tag: str, text: str | None = None, **attributes: str) -> Node:
    """Append an element; a trailing underscore of an attribute's name goes."""
    named = {key.rstrip("_"): value for key, value in attributes.items()}
    node: Node = etree.SubElement(parent, tag, named)
    node.text = text
    return node
