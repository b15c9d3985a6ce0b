"""One assessment item of QTI becomes one element."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assessments.formats.markup import BLANKS, Markup
from assessments.formats.parts import make_content
from assessments.formats.report import Element, Place, Reason, refuse, settle
from assessments.items.shape import plain_text

from .arranged import read_associate, read_gap_match, read_match, read_order
from .body import ALONE, PLACE, Body
from .feedback import read_option_feedback, read_solution
from .inline import read_inline
from .manual import read_extended, read_upload
from .processing import Declaration, read_declarations
from .shares import choice_shares

BLANK = "_____"
_INLINE = {"textEntryInteraction", "inlineChoiceInteraction"}
_MANUAL = {"extendedTextInteraction", "uploadInteraction", "drawingInteraction"}
# What shows or reveals and asks nothing.
_SILENT = {"mediaInteraction", "endAttemptInteraction"}
Result = dict[str, Any] | Reason


@dataclass
class Item:
    """An item while it is read: its tree, its responses, its texts."""

    root: Any
    declared: dict[str, Declaration]
    markup: Markup
    body: Body
    stem: str
    interactions: list[Any]

    def html(self, node: Any) -> str:
        """Return the clean HTML of what is inside a node (lxml gives no types for trees)."""
        text = Body(reasons=self.markup.reasons).write(node)
        return self.markup.read(text, "html")

    def response(self, node: Any) -> Declaration:
        """Return the declaration that an interaction writes into."""
        identifier = node.get("responseIdentifier", "")
        return self.declared.get(identifier) or Declaration(identifier)


def read_item(root: Any, place: Place, markup: Markup) -> Element:
    """Read one ``assessmentItem`` (lxml gives no types for trees), whatever it holds."""
    problem = _find_obstacle(root)
    if problem:
        return refuse(place, _kind_of(root), problem)
    body = Body(reasons=markup.reasons)
    stem = body.write(root.find("itemBody"))
    asked = [node for node in body.interactions if node.tag not in _SILENT]
    if any(node.tag == "endAttemptInteraction" for node in body.interactions):
        markup.reasons.append(Reason("hints"))
    item = Item(root, read_declarations(root), markup, body, stem, asked)
    result = _read(item)
    if isinstance(result, Reason):
        return refuse(place, _kind_of(root), result)
    solution = read_solution(root, item.html, [node.get("identifier") for node in asked])
    if any(node.tag == "feedbackBlock" for node in root.iter("feedbackBlock")):
        markup.reasons.append(Reason("note_feedback_place"))
    content = make_content(
        result.pop("type"),
        result.pop("stem"),
        result.pop("solution", "") or solution,
        markup,
        **result,
    )
    return settle(place, content, markup.reasons)


def _find_obstacle(root: Any) -> Reason | None:
    if root.find("itemBody") is None:
        return Reason("no_body")
    if root.find("templateDeclaration") is not None or root.find("templateProcessing") is not None:
        return Reason("template")
    if root.get("adaptive", "false") == "true":
        return Reason("adaptive")
    return None


def _kind_of(root: Any) -> str:
    """Name the interactions of an item for the report."""
    names = [node.tag for node in root.iter() if str(node.tag).endswith("Interaction")]
    return ", ".join(dict.fromkeys(names))[:40] or "description"


def _read(item: Item) -> Result:
    kinds = {node.tag for node in item.interactions}
    if not kinds:
        return Reason("description")
    if kinds <= _INLINE:
        return read_inline(item)
    if kinds <= _MANUAL:
        upload_only = kinds <= {"uploadInteraction", "drawingInteraction"}
        return read_upload(item) if upload_only else read_extended(item)
    if len(item.interactions) > 1:
        return Reason("composite", ", ".join(sorted(kinds))[:120])
    node = item.interactions[0]
    reader = _READERS.get(node.tag)
    if reader is None:
        return Reason("interaction", node.tag)
    return reader(item, node)


def stem_of(item: Item, node: Any, rest: str = "") -> str:
    """Return the stem: the body with the prompt in place of its interaction."""
    prompt = node.find("prompt")
    asked = "" if prompt is None else Body(reasons=item.markup.reasons).write(prompt)
    stem = item.stem.replace(ALONE, "")
    before, _, after = (part.strip(BLANKS) for part in stem.partition(PLACE))
    after = after.replace(PLACE, "")
    asked = f"<p>{asked}</p>" if asked and (before or after) else asked
    return item.markup.read(f"{before}{asked}{rest}{after}", "html")


def _choice(item: Item, node: Any) -> Result:
    declared = item.response(node)
    is_single = declared.cardinality == "single" and node.get("maxChoices", "1") in {"1", "0"}
    choices = node.findall("simpleChoice")
    identifiers = [each.get("identifier", "") for each in choices]
    shares = choice_shares(declared, identifiers, is_single=is_single, reasons=item.markup.reasons)
    told = read_option_feedback(item.root, choices, declared.identifier, item.html)
    return {
        "type": "single_choice" if is_single else "multiple_choice",
        "stem": stem_of(item, node),
        "options": [
            {"html": item.html(each), "share": share, "feedback": told.get(identifier, "")}
            for each, identifier, share in zip(choices, identifiers, shares, strict=True)
        ],
        "keep_order": node.get("shuffle") == "false",
    }


def _hottext(item: Item, node: Any) -> Result:
    """Words to choose inside a text become options beside it."""
    declared = item.response(node)
    is_single = declared.cardinality == "single"
    words = list(node.iter("hottext"))
    identifiers = [each.get("identifier", "") for each in words]
    shares = choice_shares(declared, identifiers, is_single=is_single, reasons=item.markup.reasons)
    item.markup.reasons.append(Reason("hottext"))
    inside = Body(reasons=item.markup.reasons)
    node_copy = inside.write(node)
    return {
        "type": "single_choice" if is_single else "multiple_choice",
        "stem": stem_of(item, node, f"<div>{node_copy}</div>"),
        "options": [
            {"html": item.html(each), "share": share, "feedback": ""}
            for each, share in zip(words, shares, strict=True)
        ],
        "keep_order": True,
    }


def _order(item: Item, node: Any) -> Result:
    read = read_order(node, item.response(node), item.html)
    return (
        read
        if isinstance(read, Reason)
        else {"type": "ordering", "stem": stem_of(item, node), **read}
    )


def _match(item: Item, node: Any) -> Result:
    read = read_match(node, item.response(node), item.html)
    if isinstance(read, Reason):
        return read
    kind = "true_false_statements" if "statements" in read else "matching"
    return {"type": kind, "stem": stem_of(item, node), **read}


def _associate(item: Item, node: Any) -> Result:
    read = read_associate(node, item.response(node), item.html)
    if isinstance(read, Reason):
        return read
    item.markup.reasons.append(Reason("associate"))
    return {"type": "matching", "stem": stem_of(item, node), **read}


def _gap_match(item: Item, node: Any) -> Result:
    gaps: list[str] = []

    def number(gap: Any) -> str:
        gaps.append(gap.get("identifier", ""))
        return f"[[{len(gaps)}]]"

    inside = Body(reasons=item.markup.reasons, write_gap=number)
    text = "".join(
        f"<{each.tag}>{inside.write(each)}</{each.tag}>"
        for each in node
        if each.tag not in {"prompt", "gapText", "gapImg"}
    )
    read = read_gap_match(node, item.response(node), item.html, gaps=gaps)
    if isinstance(read, Reason):
        return read
    return {"type": "cloze", "stem": stem_of(item, node, text), **read}


_READERS: dict[str, Callable[[Item, Any], Result]] = {
    "choiceInteraction": _choice,
    "hottextInteraction": _hottext,
    "orderInteraction": _order,
    "matchInteraction": _match,
    "associateInteraction": _associate,
    "gapMatchInteraction": _gap_match,
}


def words_of(markup: str) -> str:
    """Return the words of HTML on one line, for names and sources."""
    return plain_text(markup.replace(PLACE, BLANK))
