"""Questions written as Moodle XML, each in the type that Moodle has for it."""

import base64
from collections.abc import Callable, Sequence
from typing import Any

from lxml import etree

from assessments.formats.exporting import Export, ExportItem, settle_export
from assessments.formats.outgoing import Outgoing, hide_dollars, percent
from assessments.formats.rubrics import write_guide
from assessments.formats.tags import write_tags
from assessments.formats.xml import Node, add
from assessments.items.markup import GAP

from .cloze_writing import protect as protect_braces
from .cloze_writing import write_gap

_COLUMNS = ("Đúng", "Sai")


def write_moodle_xml(questions: Sequence[ExportItem]) -> Export:
    """Write questions; every type has its counterpart, and what is lost is named."""
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n']
    elements = []
    category, stimuli = None, set()
    for number, item in enumerate(questions, start=1):
        wanted = str(item.metadata.get("category") or "")
        if wanted != (category or ""):
            parts.append(_show(_category(wanted)))
            category = wanted
        if item.stimulus and item.stimulus.key not in stimuli:
            stimuli.add(item.stimulus.key)
            parts.append(_show(_stimulus(item)))
        out = Outgoing(item, address=_address)
        parts.append(_show(_question(item, out)))
        elements.append(settle_export(number, item, out.reasons))
    parts.append("</quiz>\n")
    return Export("moodlexml", "".join(parts).encode(), tuple(elements))


def _address(name: str) -> str:
    return f"@@PLUGINFILE@@/{name}"


def _show(node: Node) -> str:
    return etree.tostring(node, encoding="unicode") + "\n"


def _category(name: str) -> Node:
    node = etree.Element("question", type="category")
    _plain(node, "category", name or "$course$/top")
    return node


def _stimulus(item: ExportItem) -> Node:
    text = item.stimulus
    node = etree.Element("question", type="description")
    if text is not None:
        out = Outgoing(item, address=_address)
        _plain(node, "name", out.text(text.title))
        _html(node, "questiontext", text.html, out)
        _write_tags(node, write_tags({}, text.key, []), out)
    return node


def _question(item: ExportItem, out: Outgoing) -> Node:
    content = item.content
    kind, write = _WRITERS[content["type"]]
    node = etree.Element("question", type=kind)
    _plain(node, "name", out.text(item.name))
    if content["type"] == "cloze":
        _cloze_text(node, content, out)
    else:
        _html(node, "questiontext", content["stem"], out)
    _html(node, "generalfeedback", content.get("solution", ""), out)
    _value(node, "defaultgrade", "1")
    _value(node, "hidden", "0")
    write(node, content, out)
    key = item.stimulus.key if item.stimulus else ""
    _write_tags(node, write_tags(item.metadata, key, content.get("statements", [])), out)
    return node


def _value(parent: Node, tag: str, text: str) -> None:
    add(parent, tag, text)


def _plain(parent: Node, tag: str, text: str) -> Node:
    node = add(parent, tag)
    add(node, "text", text)
    return node


def _html(parent: Node, tag: str, markup: str, out: Outgoing, **attributes: str) -> Node:
    """Write a text node with the files that it shows."""
    node = add(parent, tag, format="html", **attributes)
    _fill(node, hide_dollars(out.html(markup)), out)
    return node


def _fill(node: Node, written: str, out: Outgoing) -> None:
    add(node, "text", written)
    for name, data in out.used.items():
        if _address(name) in written:
            file = add(node, "file", name=name, path="/", encoding="base64")
            file.text = base64.b64encode(data).decode()


def _write_tags(node: Node, tags: list[str], out: Outgoing) -> None:
    if tags:
        parent = add(node, "tags")
        for tag in tags:
            _plain(parent, "tag", out.text(tag))


def _choice(node: Node, content: dict[str, Any], out: Outgoing) -> None:
    _value(node, "single", "true" if content["type"] == "single_choice" else "false")
    _value(node, "shuffleanswers", "false" if content.get("keep_order") else "true")
    _value(node, "answernumbering", "ABCD")
    for option in content["options"]:
        answer = _html(node, "answer", option["html"], out, fraction=percent(option["share"]))
        if option.get("feedback"):
            _html(answer, "feedback", option["feedback"], out)


def _statements(node: Node, content: dict[str, Any], out: Outgoing) -> None:
    _plain(node, "scoringmethod", "subpoints")
    _value(node, "shuffleanswers", "false")
    _value(node, "numberofrows", str(len(content["statements"])))
    _value(node, "numberofcolumns", "2")
    _value(node, "answernumbering", "abc")
    for number, each in enumerate(content["statements"], start=1):
        row = add(node, "row", number=str(number))
        _html(row, "optiontext", each["html"], out)
        _plain(row, "feedbacktext", "")
    for number, word in enumerate(_COLUMNS, start=1):
        _plain(add(node, "column", number=str(number)), "responsetext", word)
    for number, each in enumerate(content["statements"], start=1):
        for column, is_right in (("1", each["is_true"]), ("2", not each["is_true"])):
            weight = add(node, "weight", rownumber=str(number), columnnumber=column)
            _value(weight, "value", "1.000" if is_right else "0.000")


def _texts(node: Node, content: dict[str, Any], out: Outgoing) -> None:
    _value(node, "usecase", "1" if content.get("is_case_sensitive") else "0")
    for each in content["texts"]:
        answer = _plain(node, "answer", out.text(each["text"]))
        answer.set("fraction", percent(each["share"]))


def _numbers(node: Node, content: dict[str, Any], out: Outgoing) -> None:
    del out
    for each in content["answers"]:
        answer = _plain(node, "answer", each["value"])
        answer.set("fraction", percent(each["share"]))
        _value(answer, "tolerance", each["tolerance"])


def _ordering(node: Node, content: dict[str, Any], out: Outgoing) -> None:
    _value(node, "layouttype", "VERTICAL")
    _value(node, "selecttype", "ALL")
    _value(node, "selectcount", "0")
    _value(node, "gradingtype", "ABSOLUTE_POSITION")
    for number, each in enumerate(content["entries"], start=1):
        _html(node, "answer", each["html"], out, fraction=f"{number}.0000000")


def _matching(node: Node, content: dict[str, Any], out: Outgoing) -> None:
    _value(node, "shuffleanswers", "true")
    for pair in content["pairs"]:
        subquestion = _html(node, "subquestion", pair["html"], out)
        _plain(subquestion, "answer", out.plain(pair["match"]))
    for extra in content.get("extra_matches", []):
        _plain(_html(node, "subquestion", "", out), "answer", out.plain(extra))


def _cloze_text(node: Node, content: dict[str, Any], out: Outgoing) -> None:
    """Write the embedded answers in the places of the gaps."""
    stem = protect_braces(content["stem"])
    gaps = content["gaps"]
    written = {
        str(number): write_gap(gap, out, html=lambda markup: hide_dollars(out.html(markup)))
        for number, gap in enumerate(gaps, start=1)
    }
    text = hide_dollars(out.html(stem))
    text = GAP.sub(lambda found: written.get(found[1], found[0]), text)
    _fill(add(node, "questiontext", format="html"), text, out)


def _nothing(node: Node, content: dict[str, Any], out: Outgoing) -> None:
    """Gaps stand in the text already."""


def _guide(node: Node, content: dict[str, Any], out: Outgoing) -> None:
    guide = write_guide(content.get("marker_note", ""), content.get("rubric", []))
    _html(node, "graderinfo", guide, out)


def _essay(node: Node, content: dict[str, Any], out: Outgoing) -> None:
    reply = content["reply"]
    _value(node, "responseformat", "editor")
    _value(node, "responserequired", "1")
    _value(node, "responsefieldlines", str(reply.get("lines", 0)))
    for tag, key in (("minwordlimit", "fewest_words"), ("maxwordlimit", "most_words")):
        if reply.get(key):
            _value(node, tag, str(reply[key]))
    _value(node, "attachments", str(reply.get("most_files", 0)))
    _value(node, "attachmentsrequired", "0")
    _guide(node, content, out)


def _file_answer(node: Node, content: dict[str, Any], out: Outgoing) -> None:
    _value(node, "responseformat", "noinline")
    _value(node, "responserequired", "0")
    _value(node, "attachments", str(content["most_files"]))
    _value(node, "attachmentsrequired", "1")
    _value(node, "filetypeslist", ",".join(content["accepts"]))
    _guide(node, content, out)


_WRITERS: dict[str, tuple[str, Callable[[Node, dict[str, Any], Outgoing], None]]] = {
    "single_choice": ("multichoice", _choice),
    "multiple_choice": ("multichoice", _choice),
    "true_false_statements": ("mtf", _statements),
    "short_text": ("shortanswer", _texts),
    "short_number": ("numerical", _numbers),
    "ordering": ("ordering", _ordering),
    "matching": ("matching", _matching),
    "cloze": ("cloze", _nothing),
    "essay": ("essay", _essay),
    "file_answer": ("essay", _file_answer),
}
