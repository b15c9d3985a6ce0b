"""One vocabulary for QTI 2.x and 3.0: names become those of 2.x, namespaces go."""

import re
from typing import Any

from lxml import etree

_KEBAB = re.compile(r"-([a-z])")
_KEPT = ("data-", "aria-", "{")
# HTML 5 and MathML names of 3.0 are those of 2.x already; SSML marks how words are spoken.
_PREFIX = "qti-"
_HTML_NS = "http://www.w3.org/1999/xhtml"


def _camel(name: str) -> str:
    return _KEBAB.sub(lambda found: found.group(1).upper(), name)


def normalize(root: Any) -> Any:
    """Rename elements and attributes of the tree in place; lxml gives no types for trees."""
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        name = etree.QName(node).localname
        node.tag = _camel(name.removeprefix(_PREFIX)) if name.startswith(_PREFIX) else name
        for key in list(node.attrib):
            plain = key if key.startswith(_KEPT) else _camel(key)
            if plain != key:
                node.set(plain, node.attrib.pop(key))
    return root


_INLINE = "a abbr b br code em i mark s small span strong sub sup u"
_BLOCKS = "blockquote dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre ul"
_TABLES = "caption col colgroup table tbody td tfoot th thead tr"
_MEDIA = "audio img object source video"
NAMES_OF_HTML = frozenset(f"{_INLINE} {_BLOCKS} {_TABLES} {_MEDIA}".split())
