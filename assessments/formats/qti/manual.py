"""What a person marks: extended texts and uploads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessments.formats.report import Reason
from assessments.formats.rubrics import read_guide

from .body import ALONE, PLACE, Body

if TYPE_CHECKING:
    from .items import Item

_KINDS = {"image": "image", "audio": "audio"}
MOST_FILES = 10
_SCORER = {"scorer", "tutor", "author"}


def _stem(item: Item) -> str:
    """Return the body with the prompts of the fields in their places."""
    stem = item.stem.replace(ALONE, "")
    for node in item.body.interactions:
        prompt = node.find("prompt")
        asked = "" if prompt is None else Body(reasons=item.markup.reasons).write(prompt)
        stem = stem.replace(PLACE, f"<p>{asked}</p>" if asked else "", 1)
    return item.markup.read(stem, "html")


def _guide(item: Item) -> dict[str, Any]:
    notes = [
        item.html(node)
        for node in item.root.iter("rubricBlock")
        if set((node.get("view") or "").split()) & _SCORER
    ]
    note, rubric = read_guide("".join(notes))
    return {"rubric": rubric, "marker_note": note}


def _named(node: Any, prefix: str) -> int | None:
    """Return the count that a class like ``bh-words-min-50`` names."""
    for each in (node.get("class") or "").split():
        if each.startswith(prefix) and each.removeprefix(prefix).isdigit():
            return int(each.removeprefix(prefix))
    return None


def _count(text: str | None, most: int) -> int:
    return min(int(text), most) if text and text.isdigit() else 0


def read_extended(item: Item) -> dict[str, Any]:
    """Read extended texts (and uploads beside them) as an essay."""
    texts = [node for node in item.interactions if node.tag == "extendedTextInteraction"]
    uploads = [node for node in item.interactions if node.tag != "extendedTextInteraction"]
    if len(texts) > 1:
        item.markup.reasons.append(Reason("several_fields"))
    node = texts[0]
    lines = _count(node.get("expectedLines"), 200)
    if not lines:
        lines = min(_count(node.get("expectedLength"), 20_000) // 80, 200)
    files = _named(uploads[0], "bh-files-") or 1 if uploads else 0
    return {
        "type": "essay",
        "stem": _stem(item),
        "solution": _model_answer(item, node),
        "reply": {
            "lines": lines,
            "fewest_words": _named(node, "bh-fewest-words-"),
            "most_words": _named(node, "bh-most-words-"),
            "most_files": min(files, MOST_FILES),
        },
        **_guide(item),
    }


def _model_answer(item: Item, node: Any) -> str:
    declared = item.response(node)
    return item.markup.read("\n".join(declared.correct), "plain")


def read_upload(item: Item) -> dict[str, Any]:
    """Read uploads and drawings as a file answer."""
    accepts: list[str] = []
    files = 0
    for node in item.interactions:
        files += _named(node, "bh-files-") or 1
        named = [
            each.removeprefix("bh-accepts-")
            for each in (node.get("class") or "").split()
            if each.startswith("bh-accepts-")
        ]
        accepts += named or [_accepted(node)]
    if any(node.tag == "drawingInteraction" for node in item.interactions):
        item.markup.reasons.append(Reason("drawing"))
    kinds = [each for each in ("document", "image", "audio") if each in accepts]
    return {
        "type": "file_answer",
        "stem": _stem(item),
        "accepts": kinds or ["document", "image", "audio"],
        "most_files": min(files, MOST_FILES),
        **_guide(item),
    }


def _accepted(node: Any) -> str:
    if node.tag == "drawingInteraction":
        return "image"
    kind = (node.get("type") or "").partition("/")[0]
    return _KINDS.get(kind, "document" if kind else "")
