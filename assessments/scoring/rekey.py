"""Mending a key after pupils answered: what the change is, and the key that comes of it.

A change names options and statements by what they say (``analysis/counting.py: option_name``), so that
it fits every paper of a test, whatever tokens and order that paper has:
``{"kind": "all"}`` (full marks for everybody), ``{"kind": "options", "right": [name]}``,
``{"kind": "statements", "true": [name]}``, ``{"kind": "number", "value": "8.5", "tolerance": "0"}``,
``{"kind": "text", "texts": [text]}``.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assessments.analysis.counting import option_name

KINDS = {
    "single_choice": "options",
    "multiple_choice": "options",
    "true_false_statements": "statements",
    "short_number": "number",
    "short_text": "text",
}
# What a wrong option of several costs: as much as a right one brings.
_FULL, _NOTHING = Decimal(1), Decimal(0)


def can_change(kind: str, change: Mapping[str, Any]) -> bool:
    """Tell whether the change is one for this type of question, and says something."""
    if change["kind"] == "all":
        return kind not in {"essay", "file_answer"}
    if KINDS.get(kind) != change["kind"]:
        return False
    if change["kind"] == "options":
        return bool(change["right"])
    return change["kind"] != "text" or bool(change["texts"])


def rekey(
    key: Mapping[str, Any], body: Mapping[str, Any], change: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the key of an item after the change; ``body`` is the item as pupils saw it."""
    mended = {name: value for name, value in key.items() if name != "is_given"}
    if change["kind"] == "all":
        return {**mended, "is_given": True}
    if change["kind"] == "options":
        return {**mended, "options": _share_options(key, body, set(change["right"]))}
    if change["kind"] == "statements":
        true = set(change["true"])
        said = {each["t"]: option_name(each["html"]) in true for each in body["statements"]}
        return {**mended, "statements": said}
    if change["kind"] == "number":
        answer = {"value": change["value"], "tolerance": change["tolerance"], "share": "1"}
        return {**mended, "answers": [answer]}
    return {**mended, "texts": [{"text": text, "share": "1"} for text in change["texts"]]}


def _share_options(
    key: Mapping[str, Any], body: Mapping[str, Any], right: set[str]
) -> dict[str, dict[str, Any]]:
    """Give each right option of one the whole mark, each right one of several an equal part."""
    names = {each["t"]: option_name(each["html"]) for each in body["options"]}
    found = [token for token, name in names.items() if name in right]
    is_single = key["type"] == "single_choice"
    part = _FULL if is_single else _FULL / max(len(found), 1)
    minus = _NOTHING if is_single else -part
    return {
        token: {**option, "share": str(round(part if token in found else minus, 5))}
        for token, option in key["options"].items()
    }
