"""Inline interactions: one text entry is a short question, several are a cloze."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessments.formats.report import Reason

from .body import ALONE, PLACE, Body
from .processing import Declaration
from .shares import choice_shares, number_answers, text_answers

if TYPE_CHECKING:
    from .items import Item

_NUMBERS = {"float", "integer"}
_BLANK = "_____"


def read_inline(item: Item) -> dict[str, Any] | Reason:
    """Read the text entries and inline choices of an item."""
    nodes = item.interactions
    is_cloze = "bh-cloze" in (item.root.find("itemBody").get("class") or "")
    if len(nodes) == 1 and nodes[0].tag == "textEntryInteraction" and not is_cloze:
        return _short(item, nodes[0])
    stem = item.stem.replace(ALONE, "")
    gaps = []
    for number, node in enumerate(nodes, start=1):
        gap = _gap(item, node)
        if isinstance(gap, Reason):
            return gap
        gaps.append(gap)
        stem = stem.replace(PLACE, f"[[{number}]]", 1)
    return {"type": "cloze", "stem": item.markup.read(stem, "html"), "gaps": gaps}


def _short(item: Item, node: Any) -> dict[str, Any] | Reason:
    declared = item.response(node)
    before, _, after = item.stem.partition(PLACE)
    # An answer box after everything needs no blank.
    is_last = not after.strip() and before.endswith(ALONE)
    before = before.removesuffix(ALONE)
    stem = item.markup.read(before if is_last else f"{before}{_BLANK}{after}", "html")
    if declared.base_type in _NUMBERS:
        answers = number_answers(declared)
        return (
            Reason("bad_number")
            if answers is None
            else {"type": "short_number", "stem": stem, "answers": answers}
        )
    return {"type": "short_text", "stem": stem, **_texts(item, node, declared)}


def _texts(item: Item, node: Any, declared: Declaration) -> dict[str, Any]:
    answers = text_answers(declared, item.markup)
    if "bh-any-case" in (node.get("class") or "").split():
        answers["is_case_sensitive"] = False
    return answers


def _gap(item: Item, node: Any) -> dict[str, Any] | Reason:
    declared = item.response(node)
    weight = _weight(node, declared)
    if node.tag == "inlineChoiceInteraction":
        return {"kind": "choice", "weight": weight, "options": _options(item, node, declared)}
    if declared.base_type in _NUMBERS:
        answers = number_answers(declared)
        if answers is None:
            return Reason("bad_number")
        return {"kind": "number", "weight": weight, "answers": answers}
    return {"kind": "text", "weight": weight, **_texts(item, node, declared)}


def _weight(node: Any, declared: Declaration) -> str:
    """Give the weight that a class names, or one."""
    del declared
    classes = (node.get("class") or "").split()
    named = [each.removeprefix("bh-weight-") for each in classes if each.startswith("bh-weight-")]
    return named[0].replace("_", ".") if named else "1"


def _options(item: Item, node: Any, declared: Declaration) -> list[dict[str, str]]:
    choices = node.findall("inlineChoice")
    shares = choice_shares(
        declared,
        [each.get("identifier", "") for each in choices],
        is_single=True,
        reasons=item.markup.reasons,
    )
    return [
        {
            "html": item.markup.read(Body(reasons=item.markup.reasons).write(each), "html"),
            "share": share,
            "feedback": item.html(told)
            if (told := each.find("feedbackInline")) is not None
            else "",
        }
        for each, share in zip(choices, shares, strict=True)
    ]
