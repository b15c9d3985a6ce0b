"""Choices of one or several options, and statements that are true or false."""

from decimal import Decimal
from typing import Any

from .shares import ONE, fragment_problems, read_decimal

MOST_OPTIONS = 12
MOST_STATEMENTS = 8
# Thirds are written 33.33333 in files, so a whole may miss a little.
_NEAR = Decimal("0.01")


def choice_problems(content: dict[str, Any]) -> list[str]:
    """Check number, text and shares of the options."""
    return option_problems(content["options"], kind=content["type"])


def option_problems(options: list[dict[str, Any]], *, kind: str) -> list[str]:
    """Check options of a choice of this kind, or of a gap that is a single choice."""
    if not 2 <= len(options) <= MOST_OPTIONS:
        return ["option_count"]
    problems = fragment_problems([option["html"] for option in options])
    if problems:
        return problems
    shares = [read_decimal(option["share"]) for option in options]
    if any(share is None or abs(share) > 1 for share in shares):
        return ["bad_share"]
    return _key_problems(kind, [share for share in shares if share is not None])


def _key_problems(kind: str, shares: list[Decimal]) -> list[str]:
    if kind == "single_choice":
        return [] if max(shares) == ONE else ["no_key"]
    right = sum((share for share in shares if share > 0), Decimal(0))
    if right == 0:
        return ["no_key"]
    return [] if abs(right - ONE) <= _NEAR else ["bad_share"]


def statement_problems(content: dict[str, Any]) -> list[str]:
    """Check number and text of the statements."""
    statements = content["statements"]
    if not 1 <= len(statements) <= MOST_STATEMENTS:
        return ["statement_count"]
    return fragment_problems([each["html"] for each in statements])
