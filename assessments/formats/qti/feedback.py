"""Feedback of QTI: what belongs to an option, and what explains the whole."""

from collections.abc import Callable, Sequence
from typing import Any

Html = Callable[[Any], str]


def read_option_feedback(
    root: Any, choices: list[Any], response: str, html: Html
) -> dict[str, str]:
    """Give the feedback of each option: inside it, or a modal one that its choice shows."""
    identifiers = {each.get("identifier", "") for each in choices}
    told = {
        each.get("identifier", ""): html(found)
        for each in choices
        if (found := each.find("feedbackInline")) is not None
    }
    shown_by_response = _outcomes_of(root, response)
    for modal in root.findall("modalFeedback"):
        identifier = modal.get("identifier", "")
        if identifier in identifiers and modal.get("outcomeIdentifier") in shown_by_response:
            told.setdefault(identifier, html(modal))
    return told


def _outcomes_of(root: Any, response: str) -> set[str]:
    """Name the outcomes that are nothing but the response itself."""
    return {
        node.get("identifier", "")
        for node in root.iter("setOutcomeValue")
        if (variable := node.find("variable")) is not None
        and variable.get("identifier") == response
    }


def read_solution(root: Any, html: Html, known: Sequence[str | None]) -> str:
    """Join modal feedback and feedback blocks that belong to no single option."""
    del known
    choices = {node.get("identifier") for node in root.iter("simpleChoice")}
    texts = [
        html(node)
        for node in root.iter("modalFeedback", "feedbackBlock")
        if node.get("identifier") not in choices
    ]
    return "".join(dict.fromkeys(text for text in texts if text))
