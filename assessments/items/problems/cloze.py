"""A text with gaps."""

from typing import Any

from assessments.items.markup import list_gaps

from .choices import option_problems
from .shares import read_decimal
from .shorts import number_problems, text_problems

MOST_GAPS = 30


def cloze_problems(content: dict[str, Any]) -> list[str]:
    """Check that text and gaps agree and that each gap has a key and a weight."""
    gaps = content["gaps"]
    if not 1 <= len(gaps) <= MOST_GAPS:
        return ["gap_count"]
    if sorted(list_gaps(content["stem"])) != list(range(1, len(gaps) + 1)):
        return ["gap_mismatch"]
    weights = [read_decimal(gap["weight"]) for gap in gaps]
    if any(weight is None or not 0 < weight <= 100 for weight in weights):
        return ["bad_weight"]
    return list(dict.fromkeys(code for gap in gaps for code in _gap_problems(gap)))


def _gap_problems(gap: dict[str, Any]) -> list[str]:
    if gap["kind"] == "choice":
        return option_problems(gap["options"], kind="single_choice")
    if gap["kind"] == "text":
        return text_problems(gap)
    return number_problems(gap) if gap["kind"] == "number" else ["unknown_type"]
