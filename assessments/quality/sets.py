"""Rules for several questions together: a paper, a matrix, an import."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .findings import FAULT, HINT, WARNING, Finding, sort_findings
from .words import LETTERS

LEAST_FOR_PATTERN = 8
LONGEST_RUN = 4
MOST_SHARE = Decimal("0.45")
TEN = Decimal(10)


@dataclass(frozen=True)
class SetItem:
    """One question of a set: its content, what it gives, and what the bank knows of it."""

    content: dict[str, Any]
    points: Decimal | None = None
    level: str = ""
    has_outcome: bool = True
    # Equal for questions that read the same.
    fingerprint: str = ""


def check_set(items: Sequence[SetItem], *, total: Decimal | None = TEN) -> list[Finding]:
    """Return remarks about questions that stand together; ``total`` None leaves points out."""
    findings = [*_check_points(items, total), *_check_letters(items), *_check_metadata(items)]
    twins = [
        key for key, count in Counter(i.fingerprint for i in items).items() if key and count > 1
    ]
    if twins:
        places = [str(n) for n, item in enumerate(items, 1) if item.fingerprint in twins]
        findings.append(Finding("set_twins", FAULT, ", ".join(places)))
    return sort_findings(findings)


def find_keys(items: Sequence[SetItem]) -> str:
    """Return the letters of the keys of single choices in order: ``"BADC"``."""
    letters = []
    for item in items:
        if item.content["type"] != "single_choice":
            continue
        shares = [option["share"] for option in item.content["options"]]
        if "1" in shares and len(shares) <= len(LETTERS):
            letters.append(LETTERS[shares.index("1")])
    return "".join(letters)


def _check_points(items: Sequence[SetItem], total: Decimal | None) -> list[Finding]:
    if total is None or any(item.points is None for item in items):
        return []
    found = sum((item.points or Decimal(0) for item in items), Decimal(0))
    if found == total:
        return []
    return [Finding("set_points", FAULT, f"{found.normalize():f}".replace(".", ","))]


def _check_letters(items: Sequence[SetItem]) -> list[Finding]:
    """Keys follow no pattern: no long run, no letter far too often, no ABCDABCD."""
    keys = find_keys(items)
    if len(keys) < LEAST_FOR_PATTERN:
        return []
    findings = []
    run = max(_list_runs(keys), key=len)
    if len(run) > LONGEST_RUN:
        findings.append(Finding("set_run", WARNING, run))
    letter, count = Counter(keys).most_common(1)[0]
    if Decimal(count) / len(keys) > MOST_SHARE:
        findings.append(Finding("set_letter", WARNING, letter))
    if not findings and any(_repeats(keys, period) for period in (2, 3, 4)):
        findings.append(Finding("set_pattern", WARNING, keys[:8]))
    return findings


def _list_runs(keys: str) -> list[str]:
    runs = [keys[0]]
    for letter in keys[1:]:
        if letter == runs[-1][0]:
            runs[-1] += letter
        else:
            runs.append(letter)
    return runs


def _repeats(keys: str, period: int) -> bool:
    return all(keys[place] == keys[place - period] for place in range(period, len(keys)))


def _check_metadata(items: Sequence[SetItem]) -> list[Finding]:
    no_level = [str(n) for n, item in enumerate(items, 1) if not _has_level(item)]
    no_outcome = [str(n) for n, item in enumerate(items, 1) if not item.has_outcome]
    findings = []
    if no_level:
        findings.append(Finding("set_no_level", HINT, ", ".join(no_level)))
    if no_outcome:
        findings.append(Finding("set_no_outcome", HINT, ", ".join(no_outcome)))
    return findings


def _has_level(item: SetItem) -> bool:
    """Statements carry their levels themselves."""
    if item.level:
        return True
    statements = item.content.get("statements") or []
    return bool(statements) and all(each.get("level") for each in statements)
