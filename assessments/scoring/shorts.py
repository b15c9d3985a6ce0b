"""Short answers, as questions and as gaps of a text."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from .numbers import is_near, read_number
from .texts import matches, normal_text

NOTHING = Decimal(0)


def number_share(key: Mapping[str, Any], answer: Any) -> Decimal | None:
    """Return the best share of the accepted numbers, None when nothing was written."""
    if not isinstance(answer, str) or not answer.strip():
        return None
    number = read_number(answer)
    if number is None:
        return NOTHING
    return max(
        (
            Decimal(each["share"])
            for each in key["answers"]
            if is_near(number, each["value"], each["tolerance"])
        ),
        default=NOTHING,
    )


def text_share(key: Mapping[str, Any], answer: Any) -> Decimal | None:
    """Return the best share of the accepted texts, None when nothing was written."""
    if not isinstance(answer, str) or not answer.strip():
        return None
    strict = bool(key.get("is_case_sensitive"))
    written = normal_text(answer, is_case_sensitive=strict)
    return max(
        (
            Decimal(each["share"])
            for each in key["texts"]
            if matches(normal_text(each["text"], is_case_sensitive=strict), written)
        ),
        default=NOTHING,
    )


def option_share(key: Mapping[str, Any], answer: Any) -> Decimal | None:
    """Return the share of the chosen option, None when none of them was chosen."""
    option = key["options"].get(answer) if isinstance(answer, str) else None
    return None if option is None else Decimal(option["share"])
