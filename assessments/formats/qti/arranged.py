"""Order, match, associate and gap match of QTI."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from assessments.formats.parts import plain
from assessments.formats.report import Reason
from assessments.items.shape import plain_text

from .processing import Declaration

Html = Callable[[Any], str]
_TRUE = {"đúng", "true", "t", "đ", "yes", "correct", "right", "có"}
_FALSE = {"sai", "false", "f", "s", "no", "incorrect", "wrong", "không"}


def pairs_of(declared: Declaration) -> list[tuple[str, str]]:
    """Give the right pairs of a response: those of the key, or those that the mapping rewards."""
    told = declared.correct or [key for key, score in declared.mapping.items() if score > 0]
    pairs = [tuple(each.split()) for each in told]
    return [(pair[0], pair[1]) for pair in pairs if len(pair) == 2]


def read_order(node: Any, declared: Declaration, html: Html) -> dict[str, Any] | Reason:
    """Read an order interaction into ``entries`` in the right order (lxml gives no types)."""
    choices = {each.get("identifier", ""): each for each in node.findall("simpleChoice")}
    if not declared.correct:
        return Reason("no_key")
    if sorted(declared.correct) != sorted(choices):
        return Reason("order_part")
    return {"entries": [{"html": html(choices[each])} for each in declared.correct]}


def read_match(node: Any, declared: Declaration, html: Html) -> dict[str, Any] | Reason:
    """Read a match interaction into ``statements`` (true or false) or ``pairs``."""
    sets = [each.findall("simpleAssociableChoice") for each in node.findall("simpleMatchSet")]
    if len(sets) != 2:
        return Reason("no_key")
    left, right = ({each.get("identifier", ""): each for each in group} for group in sets)
    pairs = [(a, b) if a in left else (b, a) for a, b in pairs_of(declared)]
    if not pairs:
        return Reason("no_key")
    is_plain = "bh-matching" not in (node.get("class") or "")
    truths = is_plain and _truths({key: html(each) for key, each in right.items()})
    told = dict(pairs)
    if truths and len(told) == len(pairs) and set(told) == set(left):
        return {"statements": [_statement(left[key], truths[told[key]], html) for key in left]}
    return _pair_up(left, right, pairs, html)


def _truths(labels: dict[str, str]) -> dict[str, bool] | None:
    """Tell which of two columns means true."""
    words = {key: plain_text(label).casefold().strip(".") for key, label in labels.items()}
    is_true = [key for key, word in words.items() if word in _TRUE]
    is_false = [key for key, word in words.items() if word in _FALSE]
    if len(labels) != 2 or len(is_true) != 1 or len(is_false) != 1:
        return None
    return {is_true[0]: True, is_false[0]: False}


def _statement(node: Any, is_true: bool, html: Html) -> dict[str, Any]:  # noqa: FBT001  # the key
    classes = (node.get("class") or "").split()
    levels = [each.removeprefix("level-") for each in classes if each.startswith("level-")]
    return {"html": html(node), "is_true": is_true, "level": levels[0] if levels else ""}


def _pair_up(
    left: dict[str, Any], right: dict[str, Any], pairs: list[tuple[str, str]], html: Html
) -> dict[str, Any] | Reason:
    told = dict(pairs)
    if len(told) < len(pairs) or set(told) != set(left):
        # The other way round each may have one partner.
        turned = {b: a for a, b in pairs}
        if len(turned) < len(pairs) or set(turned) != set(right):
            return Reason("match_many")
        left, right, told = right, left, turned
    used = set(told.values())
    if not set(told) <= set(left) or not used <= set(right):
        return Reason("no_key")
    return {
        "pairs": [{"html": html(left[key]), "match": html(right[told[key]])} for key in left],
        "extra_matches": [html(each) for key, each in right.items() if key not in used],
    }


def read_associate(node: Any, declared: Declaration, html: Html) -> dict[str, Any] | Reason:
    """Read an associate interaction: one list becomes two columns by its right pairs."""
    choices = {each.get("identifier", ""): each for each in node.findall("simpleAssociableChoice")}
    pairs = pairs_of(declared)
    named = [each for pair in pairs for each in pair]
    if not pairs:
        return Reason("no_key")
    if len(set(named)) < len(named) or not set(named) <= set(choices):
        return Reason("match_many")
    return {
        "pairs": [{"html": html(choices[a]), "match": html(choices[b])} for a, b in pairs],
        "extra_matches": [html(each) for key, each in choices.items() if key not in named],
    }


def read_gap_match(
    node: Any, declared: Declaration, html: Html, *, gaps: list[str]
) -> dict[str, Any] | Reason:
    """Read a gap match: each gap offers all texts, and the right one has the whole share."""
    texts = {each.get("identifier", ""): each for each in node.iter("gapText", "gapImg")}
    right = {b: a for a, b in ((a, b) if a in texts else (b, a) for a, b in pairs_of(declared))}
    if not right or set(right) != set(gaps):
        return Reason("no_key")
    shown = {key: html(each) for key, each in texts.items()}
    return {
        "gaps": [
            {
                "kind": "choice",
                "weight": _weight(declared, f"{right[gap]} {gap}"),
                "options": [
                    {"html": text, "share": "1" if key == right[gap] else "0", "feedback": ""}
                    for key, text in shown.items()
                ],
            }
            for gap in gaps
        ]
    }


def _weight(declared: Declaration, key: str) -> str:
    score = declared.mapping.get(key, Decimal(1)) if declared.uses_mapping else Decimal(1)
    return plain(score) if score > 0 else "1"
