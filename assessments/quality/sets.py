"""Rules for several questions together: a paper, a matrix, an import."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .findings import FAULT, HINT, WARNING, Finding, sort_findings
from .words import LETTERS, plain, without_math

LEAST_FOR_PATTERN = 8
LONGEST_RUN = 4
MOST_SHARE = Decimal("0.45")
# Of twelve statements or more, at most three quarters are on one side.
LEAST_STATEMENTS = 12
MOST_ON_ONE_SIDE = Decimal("0.75")
# So many first words in common, in so many questions: they are material for all of them.
LEAD_WORDS, LEAST_ALIKE = 12, 3
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
    return sort_findings(
        [
            *_check_points(items, total),
            *_check_letters(items),
            *_check_statements(items),
            *_check_leads(items),
            *_check_metadata(items),
            *_check_twins(items),
        ]
    )


def list_keys(items: Sequence[SetItem]) -> list[tuple[int, str]]:
    """Return the places of single choices with the letters of their keys: ``[(1, "B"), …]``."""
    keys = []
    for place, item in enumerate(items, 1):
        if item.content["type"] != "single_choice":
            continue
        shares = [option["share"] for option in item.content["options"]]
        if "1" in shares and len(shares) <= len(LETTERS):
            keys.append((place, LETTERS[shares.index("1")]))
    return keys


def _find(code: str, weight: str, places: Sequence[int]) -> list[Finding]:
    """Name the places; none makes no remark."""
    return [Finding(code, weight, ", ".join(map(str, places)), tuple(places))] if places else []


def _check_points(items: Sequence[SetItem], total: Decimal | None) -> list[Finding]:
    if total is None or any(item.points is None for item in items):
        return []
    found = sum((item.points or Decimal(0) for item in items), Decimal(0))
    if found == total:
        return []
    return [Finding("set_points", FAULT, f"{found.normalize():f}".replace(".", ","))]


def _check_letters(items: Sequence[SetItem]) -> list[Finding]:
    """Find patterns of keys: no long run, no letter far too often, no ABCDABCD."""
    keys = list_keys(items)
    if len(keys) < LEAST_FOR_PATTERN:
        return []
    findings = []
    run = max(_list_runs(keys), key=len)
    if len(run) > LONGEST_RUN:
        letters, places = "".join(key for _, key in run), tuple(place for place, _ in run)
        findings.append(Finding("set_run", WARNING, letters, places))
    letter, count = Counter(key for _, key in keys).most_common(1)[0]
    if Decimal(count) / len(keys) > MOST_SHARE:
        places = tuple(place for place, key in keys if key == letter)
        findings.append(Finding("set_letter", WARNING, letter, places))
    letters = "".join(key for _, key in keys)
    if not findings and any(_repeats(letters, period) for period in (2, 3, 4)):
        findings.append(Finding("set_pattern", WARNING, letters[:8]))
    return findings


def _list_runs(keys: list[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    runs = [[keys[0]]]
    for key in keys[1:]:
        if key[1] == runs[-1][0][1]:
            runs[-1].append(key)
        else:
            runs.append([key])
    return runs


def _repeats(keys: str, period: int) -> bool:
    return all(keys[place] == keys[place - period] for place in range(period, len(keys)))


def _check_statements(items: Sequence[SetItem]) -> list[Finding]:
    """Statements of the whole set are not nearly all true or nearly all false."""
    sides = [
        bool(each["is_true"]) for item in items for each in item.content.get("statements") or []
    ]
    if len(sides) < LEAST_STATEMENTS:
        return []
    true = Decimal(sum(sides)) / len(sides)
    if 1 - MOST_ON_ONE_SIDE <= true <= MOST_ON_ONE_SIDE:
        return []
    places = tuple(n for n, item in enumerate(items, 1) if item.content.get("statements"))
    code = "set_true" if true > MOST_ON_ONE_SIDE else "set_false"
    side = sum(sides) if true > MOST_ON_ONE_SIDE else len(sides) - sum(sides)
    return [Finding(code, WARNING, f"{side}/{len(sides)}", places)]


def _check_leads(items: Sequence[SetItem]) -> list[Finding]:
    """Questions that all begin with the same long words: these are material for all of them."""
    leads: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, item in enumerate(items, 1):
        words = without_math(plain(item.content["stem"])).lower().split()
        if len(words) > LEAD_WORDS:
            leads[tuple(words[:LEAD_WORDS])].append(place)
    alike = [places for places in leads.values() if len(places) >= LEAST_ALIKE]
    return [finding for places in alike for finding in _find("set_lead", HINT, places)]


def _check_metadata(items: Sequence[SetItem]) -> list[Finding]:
    no_level = [n for n, item in enumerate(items, 1) if not _has_level(item)]
    no_outcome = [n for n, item in enumerate(items, 1) if not item.has_outcome]
    return [*_find("set_no_level", HINT, no_level), *_find("set_no_outcome", HINT, no_outcome)]


def _check_twins(items: Sequence[SetItem]) -> list[Finding]:
    counts = Counter(item.fingerprint for item in items)
    places = [
        n for n, item in enumerate(items, 1) if item.fingerprint and counts[item.fingerprint] > 1
    ]
    return _find("set_twins", FAULT, places)


def _has_level(item: SetItem) -> bool:
    """Statements carry their levels themselves."""
    if item.level:
        return True
    statements = item.content.get("statements") or []
    return bool(statements) and all(each.get("level") for each in statements)
