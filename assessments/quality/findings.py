"""One remark of a rule."""

from typing import NamedTuple

# How much a remark weighs: a fault makes marks wrong, a warning gives the key away or misleads,
# a hint makes the question harder to find or to read.
FAULT, WARNING, HINT = "fault", "warning", "hint"
ORDER = (FAULT, WARNING, HINT)


class Finding(NamedTuple):
    """A code of ``assessments/quality_words.py``, its weight, and the letter, number or word meant.

    ``places`` are the numbers of the questions of a set that are meant, from 1.
    """

    code: str
    weight: str
    detail: str = ""
    places: tuple[int, ...] = ()


def sort_findings(findings: list[Finding]) -> list[Finding]:
    """Put what weighs most first and keep the order of the rules within a weight."""
    return sorted(findings, key=lambda finding: ORDER.index(finding.weight))
