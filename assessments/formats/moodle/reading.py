"""Moodle XML: ``<quiz>`` of ``<question type="…">``; categories are questions of type category.

Read as a stream, one question in memory. Hostile XML stays harmless: no document type, no entities, no
network, no huge trees.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from assessments.formats.gathering import Gathered
from assessments.formats.markup import Clean, Markup
from assessments.formats.report import (
    Element,
    Place,
    Reason,
    SharedText,
    UnreadableError,
    refuse,
    settle,
)
from assessments.formats.tags import Tags, read_tags

from .nodes import html_of, make_markup, raw_of, text_of
from .types import READERS

_NO_COUNTERPART = {
    "description": "description",
    "calculated": "calculated",
    "calculatedmulti": "calculated",
    "calculatedsimple": "calculated",
    "random": "random",
    "randomsamatch": "random",
}
_HOSTILE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_ROOT = re.compile(rb"<quiz[\s/>]")


def read_moodle_xml(data: bytes, clean: Clean, gathered: Gathered) -> Iterator[Element] | Reason:
    """Give the elements of a Moodle XML file, or the reason why it is none.

    Where the XML breaks off the iterator raises UnreadableError.
    """
    root = _ROOT.search(data)
    if _HOSTILE.search(data, 0, root.start() if root else len(data)):
        return Reason("xml_doctype")
    return _read_stream(data, clean, gathered)


_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def _line_of(error: Exception) -> str:
    line = getattr(error, "lineno", None)
    return str(line) if line else "?"


def _read_stream(data: bytes, clean: Clean, gathered: Gathered) -> Iterator[Element]:
    """Read question by question; what was read is forgotten at once."""
    category = ""
    try:
        for node in _iter_nodes(data):
            if node.get("type") == "category":
                category = text_of(node.find("category"))
            elif (element := _read_node(node, category, clean, gathered)) is not None:
                yield element
    except etree.XMLSyntaxError as error:
        raise UnreadableError(Reason("xml_syntax", _line_of(error))) from error


def _iter_nodes(data: bytes) -> Iterator[Any]:
    """Give the children of the quiz one after the other (lxml gives no types for nodes)."""
    depth = 0
    for event, node in etree.iterparse(io.BytesIO(data), events=("start", "end"), **_SAFE):
        if event == "start":
            depth += 1
            if depth == 1 and node.tag != "quiz":
                raise UnreadableError(Reason("not_quiz"))
            continue
        depth -= 1
        if depth == 1:
            yield node
            node.clear()
            while node.getprevious() is not None:
                del node.getparent()[0]


def _read_node(node: Any, category: str, clean: Clean, gathered: Gathered) -> Element | None:
    tags = read_tags(text_of(each) for each in node.findall("tags/tag"))
    place = Place(
        node.sourceline or 0,
        text_of(node.find("name"))[:255],
        category,
        text_of(node.find("questiontext"))[:1500],
        metadata=tags.metadata,
        stimulus=tags.stimulus,
    )
    if node.tag != "question":
        return refuse(place, str(node.tag), Reason("unknown_element", str(node.tag)[:60]))
    kind = (node.get("type") or "").strip()
    if kind == "description" and tags.stimulus:
        markup = make_markup(node, clean, gathered)
        html = html_of(node.find("questiontext"), markup)
        gathered.stimuli[tags.stimulus] = SharedText(tags.stimulus, place.name, html)
        return None
    return _read_question(node, kind, place, tags=tags, markup=make_markup(node, clean, gathered))


def _read_question(node: Any, kind: str, place: Place, *, tags: Tags, markup: Markup) -> Element:
    reader = READERS.get(kind)
    if reader is None:
        code = _NO_COUNTERPART.get(kind, "no_counterpart")
        return refuse(place, kind or "unknown", Reason(code, kind[:40]))
    is_embedded = kind in {"cloze", "multianswer", "gapfill"}
    stem = "" if is_embedded else _read_stem(node, markup)
    head = {
        "stem": stem,
        "solution": html_of(node.find("generalfeedback"), markup),
        "markup": markup,
    }
    result = reader(node, head)
    if isinstance(result, Reason):
        return refuse(place, kind, result)
    for letter, level in tags.statement_levels.items():
        index = ord(letter) - ord("a")
        if index < len(result.get("statements", [])):
            result["statements"][index]["level"] = level
    if tags.others:
        markup.reasons.append(Reason("note_tags"))
    _account_for_rest(node, markup)
    return settle(place, result, markup.reasons)


def _read_stem(node: Any, markup: Markup) -> str:
    text = node.find("questiontext")
    stem = html_of(text, markup)
    image = text_of(node.find("image"))
    if image and text is not None and image not in raw_of(text):
        stem += markup.read(f'<p><img src="{image}" alt=""></p>', "html")
    return stem


def _account_for_rest(node: Any, markup: Markup) -> None:
    """Name what the house has no place for, so that nothing goes silently."""
    if any(text_of(hint) for hint in node.findall("hint")):
        markup.reasons.append(Reason("hints"))
    said = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
    if any(text_of(node.find(tag)) for tag in said):
        markup.reasons.append(Reason("note_standard_feedback"))
    for file in node.iter("file"):
        name = (file.get("name") or "?")[:100]
        if name not in markup.found:
            markup.reasons.append(Reason("file", name))
