"""Moodle XML: ``<quiz>`` of ``<question type="…">``; categories are questions of type category.

Hostile XML stays harmless: no document type, no entities, no network, no huge trees.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from .markup import Clean, Markup
from .parts import make_content, number_text, percent_share, true_false_options
from .report import Element, Place, Reason, refuse, settle

_NO_COUNTERPART = {
    "matching": "matching",
    "essay": "essay",
    "description": "description",
    "cloze": "several_blanks",
}
_FORMS = {"html": "html", "plain_text": "plain", "markdown": "markdown"}
_TRUE = {"true": True, "false": False}
_ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def read_moodle_xml(data: bytes, clean: Clean) -> Iterator[Element] | Reason:
    """Give the elements of a Moodle XML file, or the reason why it is none."""
    if _ENTITY.search(data):
        return Reason("xml_doctype")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return Reason("xml_syntax", _syntax(error))
    if root is None or root.tag != "quiz":
        return Reason("not_quiz")
    return _read_quiz(root, clean)


def _syntax(error: Exception) -> str:
    line = getattr(error, "lineno", None)
    return str(line) if line else "?"


def _read_quiz(root: Any, clean: Clean) -> Iterator[Element]:
    category = ""
    for node in root:
        place = Place(node.sourceline or 0, _name(node), category, _source(node))
        if node.tag != "question":
            yield refuse(place, str(node.tag), Reason("unknown_element", str(node.tag)[:60]))
            continue
        kind = (node.get("type") or "").strip()
        if kind == "category":
            category = _text_of(node.find("category"))
            continue
        yield _read_question(node, kind, place, clean)


def _read_question(node: Any, kind: str, place: Place, clean: Clean) -> Element:
    reader = _READERS.get(kind)
    if reader is None:
        code = _NO_COUNTERPART.get(kind, "no_counterpart")
        return refuse(place, kind or "unknown", Reason(code, kind[:40]))
    markup = Markup(clean)
    head = {
        "stem": _html(node.find("questiontext"), markup),
        "solution": _html(node.find("generalfeedback"), markup),
        "markup": markup,
    }
    result = reader(node, head)
    if isinstance(result, Reason):
        return refuse(place, kind, result)
    _account_for_rest(node, markup)
    return settle(place, result, markup.reasons)


def _multichoice(node: Any, head: dict[str, Any]) -> Any:
    is_single = _text_of(node.find("single"), "true").lower() in {"true", "1"}
    options = [
        {
            "html": _html(answer, head["markup"]),
            "share": percent_share(answer.get("fraction", "0")) or "x",
            "feedback": _html(answer.find("feedback"), head["markup"]),
        }
        for answer in node.findall("answer")
    ]
    keep = _text_of(node.find("shuffleanswers"), "true").lower() in {"false", "0"}
    kind = "single_choice" if is_single else "multiple_choice"
    return make_content(kind, **head, options=options, keep_order=keep)


def _truefalse(node: Any, head: dict[str, Any]) -> Any:
    told: dict[bool, tuple[str, str]] = {}
    for answer in node.findall("answer"):
        word = _TRUE.get(_text_of(answer).lower())
        share = percent_share(answer.get("fraction", "0"))
        if word is None or share is None:
            return Reason("no_key")
        told[word] = (share, _html(answer.find("feedback"), head["markup"]))
    right = [word for word, (share, _) in told.items() if share == "1"]
    if len(right) != 1:
        return Reason("no_key")
    feedback = tuple(told.get(word, ("", ""))[1] for word in (True, False))
    options = true_false_options(is_true=right[0], feedback=(feedback[0], feedback[1]))
    return make_content("single_choice", **head, **options)


def _shortanswer(node: Any, head: dict[str, Any]) -> Any:
    texts = []
    for answer in node.findall("answer"):
        share = percent_share(answer.get("fraction", "0")) or "x"
        if share == "0":
            # A wrong answer is kept by Moodle for its feedback only.
            head["markup"].reasons.append(Reason("answer_feedback"))
            continue
        texts.append({"text": _text_of(answer), "share": share})
    strict = _text_of(node.find("usecase"), "0") == "1"
    return make_content("short_text", **head, texts=texts, is_case_sensitive=strict)


def _numerical(node: Any, head: dict[str, Any]) -> Any:
    answers = []
    for answer in node.findall("answer"):
        share = percent_share(answer.get("fraction", "0")) or "x"
        if share == "0":
            head["markup"].reasons.append(Reason("answer_feedback"))
            continue
        written = _text_of(answer)
        value = number_text(written)
        tolerance = number_text(_text_of(answer.find("tolerance"), "0") or "0")
        if value is None or tolerance is None:
            return Reason("bad_number", written[:60])
        answers.append({"value": value, "tolerance": tolerance, "share": share})
    if node.find("units/unit") is not None:
        head["markup"].reasons.append(Reason("units"))
    return make_content("short_number", **head, answers=answers)


_READERS: dict[str, Callable[[Any, dict[str, Any]], Any]] = {
    "multichoice": _multichoice,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
}


def _account_for_rest(node: Any, markup: Markup) -> None:
    """Name what the house has no place for, so that nothing goes silently."""
    if any(_text_of(hint) for hint in node.findall("hint")):
        markup.reasons.append(Reason("hints"))
    said = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
    if any(_text_of(node.find(tag)) for tag in said):
        markup.reasons.append(Reason("note_standard_feedback"))
    if node.find("tags/tag") is not None:
        markup.reasons.append(Reason("note_tags"))
    named = {reason.detail for reason in markup.reasons if reason.code == "picture"}
    for file in node.iter("file"):
        name = (file.get("name") or "?")[:100]
        if name not in named:
            markup.reasons.append(Reason("file", name))


def _name(node: Any) -> str:
    return _text_of(node.find("name"))[:255]


def _text_of(node: Any, default: str = "") -> str:
    """Return the text of ``<x><text>…</text></x>`` or of ``<x>…</x>``."""
    if node is None:
        return default
    inner = node.find("text")
    found = node if inner is None else inner
    return "".join(found.itertext()).strip() or default


def _html(node: Any, markup: Markup) -> str:
    """Read a text node in its declared form; attached files are accounted for once."""
    if node is None:
        return ""
    inner = node.find("text")
    text = "".join(inner.itertext()) if inner is not None else (node.text or "")
    return markup.read(text, _FORMS.get(node.get("format", ""), "moodle"))


def _source(node: Any) -> str:
    found = node.find("questiontext")
    return _text_of(found)[:1500]
