"""Foreign XML, parsed so that entities, documents types and networks stay out of it."""

import re
from typing import Any

from lxml import etree

from .report import Reason

# lxml's own types end at the first tree that is read; names of elements are ours to check.
Node = Any
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_ROOT = re.compile(rb"<[A-Za-z_][\w.:-]*")
_PREFIX = re.compile(r"Namespace prefix (\w[\w.-]{0,40}) ")
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
    root = _parse(data)
    declared = _declare_prefixes(data) if isinstance(root, Reason) else None
    return root if declared is None else _parse(declared)


def _parse(data: bytes) -> Any:
    try:
        root = etree.fromstring(data, make_parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        return Reason("xml_syntax", str(line) if line else "?")
    return Reason("xml_syntax", "?") if root is None else root


def _declare_prefixes(data: bytes) -> bytes | None:
    """Declare the prefixes of names that a file forgot to, when nothing else is wrong with it.

    Readers go by the names after the prefix, so that the address says only that it was missing.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    codes = {entry.type_name for entry in parser.error_log}
    start = _ROOT.search(data)
    if codes != {"NS_ERR_UNDEFINED_NAMESPACE"} or start is None:
        return None
    missing = {
        found[1]
        for entry in parser.error_log
        if (found := _PREFIX.match(entry.message)) and found[1] != "xml"
    }
    known = b"".join(
        f' xmlns:{prefix}="urn:undeclared:{prefix}"'.encode() for prefix in sorted(missing)
    )
    return data[: start.end()] + known + data[start.end() :] if known else None


def add(parent: Node, tag: str, text: str | None = None, **attributes: str) -> Node:
    """Append an element; a trailing underscore of an attribute's name goes."""
    named = {key.rstrip("_"): value for key, value in attributes.items()}
    node: Node = etree.SubElement(parent, tag, named)
    node.text = text
    return node
