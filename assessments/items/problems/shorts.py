"""Short numbers and short texts, as questions and as gaps."""

from typing import Any

from .shares import has_whole, read_decimal, share_problems

LONGEST_TEXT = 200


def number_problems(content: dict[str, Any]) -> list[str]:
    """Check values, tolerances and shares of the accepted numbers."""
    answers = content["answers"]
    if not answers or not has_whole(answers):
        return ["no_key"]
    values = [(read_decimal(each["value"]), read_decimal(each["tolerance"])) for each in answers]
    if any(value is None or spread is None or spread < 0 for value, spread in values):
        return ["bad_number"]
    return share_problems(answers)


def text_problems(content: dict[str, Any]) -> list[str]:
    """Check lengths and shares of the accepted texts."""
    texts = content["texts"]
    if not texts or not has_whole(texts):
        return ["no_key"]
    if any(not text["text"].strip() or len(text["text"]) > LONGEST_TEXT for text in texts):
        return ["bad_text"]
    return share_problems(texts)
