"""Rules for one question. Content has the shape of ``assessments/items/shape.py``."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from .findings import FAULT, HINT, WARNING, Finding, sort_findings
from .negation import find_unmarked_negation
from .words import LETTERS, plain, read_number, without_math, words

Content = dict[str, Any]
Rule = Callable[[Content], Iterator[Finding]]

CHOICES = frozenset({"single_choice", "multiple_choice"})
MOST_STEM_WORDS = 120
# A key stands out when it is half as long again as the next longest, and by at least so many letters.
KEY_RATIO, KEY_EXCESS = 1.5, 15
LEAST_LEAD_WORDS = 3
CELLS = 4
_ALL = re.compile(
    r"^(tất cả|cả|toàn bộ)\s+(đều|các|những|hai|ba|bốn|2|3|4)?\s*"
    r"(đều\s+)?(đáp án|phương án|ý|câu|lựa chọn|trường hợp)?\s*(trên|kể trên|đúng|đều đúng|đều sai|còn lại)",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\b(cả\s+)?[A-H]\s*(,\s*[A-H]\s*)*(và|&|lẫn)\s*[A-H]\b")
_NONE = re.compile(
    r"^(không có\s+)?(đáp án|phương án|ý|câu)\s+(nào\s+)?(khác|đúng)$|^không có (đáp án|phương án|ý|câu) "
    r"nào|^(a, b, c|cả a, b, c|cả ba|cả bốn) đều sai",
    re.IGNORECASE,
)


def check_question(
    content: Content, *, level: str | None = None, has_outcome: bool | None = None
) -> list[Finding]:
    """Return remarks about a question, the weightiest first.

    ``level`` and ``has_outcome`` are what the bank knows of it; None leaves them out.
    """
    findings = [finding for rule in RULES for finding in rule(content)]
    if level == "":
        findings.append(Finding("no_level", HINT))
    if has_outcome is False:
        findings.append(Finding("no_outcome", HINT))
    return sort_findings(findings)


def check_key(content: Content) -> Iterator[Finding]:
    """Ask for exactly one key of a single choice, and a wrong option among several answers."""
    if content["type"] not in CHOICES:
        return
    shares = [_share(option) for option in content["options"]]
    right = [letter for letter, share in zip(LETTERS, shares, strict=False) if share > 0]
    whole = [letter for letter, share in zip(LETTERS, shares, strict=False) if share == 1]
    if not right:
        yield Finding("no_key", FAULT)
    elif content["type"] == "single_choice" and len(whole) > 1:
        yield Finding("double_key", FAULT, ", ".join(whole))
    elif len(right) == len(shares):
        yield Finding("all_right", FAULT)


def check_answers(content: Content) -> Iterator[Finding]:
    """Ask for an accepted answer, and for numbers that fit into the four cells of the sheet."""
    if content["type"] == "short_text" and not content["texts"]:
        yield Finding("no_key", FAULT)
    if content["type"] != "short_number":
        return
    values = [answer["value"] for answer in content["answers"]]
    if not values:
        yield Finding("no_key", FAULT)
    for value in values:
        if len(_normal(value)) > CELLS:
            yield Finding("over_four_cells", WARNING, _normal(value))


def check_negation(content: Content) -> Iterator[Finding]:
    """Find a stem that asks for the wrong one without saying so loudly."""
    if content["type"] in CHOICES:
        said = find_unmarked_negation(content["stem"])
        if said:
            yield Finding("plain_negation", WARNING, said)


def check_key_length(content: Content) -> Iterator[Finding]:
    """Find a key that is much the longest option."""
    if content["type"] != "single_choice":
        return
    lengths = [len(plain(option["html"])) for option in content["options"]]
    keys = [index for index, option in enumerate(content["options"]) if _share(option) == 1]
    if len(keys) != 1 or len(lengths) < 3 or _has_picture(content):
        return
    key = lengths[keys[0]]
    rest = max(length for index, length in enumerate(lengths) if index != keys[0])
    if key >= rest * KEY_RATIO and key - rest >= KEY_EXCESS:
        yield Finding("long_key", WARNING, LETTERS[keys[0]])


def check_lead(content: Content) -> Iterator[Finding]:
    """Find words that all options begin with: they belong into the stem."""
    texts = [plain(option["html"]) for option in content.get("options", [])]
    if len(texts) < 3 or _has_picture(content):
        return
    split = [without_math(text).split() for text in texts]
    lead: list[str] = []
    for column in zip(*split, strict=False):
        if len({word.lower() for word in column}) > 1:
            break
        lead.append(column[0])
    if len(lead) >= LEAST_LEAD_WORDS and all(len(each) > len(lead) for each in split):
        yield Finding("repeated_lead", HINT, " ".join(lead))


def check_order(content: Content) -> Iterator[Finding]:
    """Find numbers that do not stand in order."""
    read = [read_number(plain(option["html"])) for option in content.get("options", [])]
    numbers = [each for each in read if each is not None]
    if len(numbers) < 3 or len(numbers) != len(read):
        return
    if len({unit for _, unit in numbers}) > 1:
        return
    values = [value for value, _ in numbers]
    if values not in (sorted(values), sorted(values, reverse=True)):
        yield Finding("unordered", HINT)


def check_all_of_above(content: Content) -> Iterator[Finding]:
    """Find “both A and B”, which tells too much and breaks when options are shuffled."""
    for letter, option in zip(LETTERS, content.get("options", []), strict=False):
        text = plain(option["html"]).rstrip(".")
        if _ALL.search(text) or _PAIR.search(text):
            yield Finding("all_of_above", WARNING, letter)
            if not content.get("keep_order"):
                yield Finding("unlocked_order", FAULT, letter)
        elif _NONE.search(text):
            yield Finding("none_of_above", HINT, letter)


def check_same_options(content: Content) -> Iterator[Finding]:
    """Find two options that say the same."""
    seen: dict[object, str] = {}
    for letter, option in zip(LETTERS, content.get("options", []), strict=False):
        text = plain(option["html"])
        if "<img" in option["html"]:
            continue
        key: object = read_number(text) or " ".join(text.lower().rstrip(".").split())
        if key in seen:
            yield Finding("same_options", FAULT, f"{seen[key]}, {letter}")
        seen.setdefault(key, letter)


def check_statements(content: Content) -> Iterator[Finding]:
    """Find statements that are all true, all false or the same."""
    if content["type"] != "true_false_statements":
        return
    statements = content["statements"]
    truths = {bool(each["is_true"]) for each in statements}
    if len(statements) > 1 and len(truths) == 1:
        yield Finding("all_true" if truths == {True} else "all_false", WARNING)
    texts = [plain(each["html"]).lower() for each in statements]
    if len(set(texts)) < len(texts):
        yield Finding("same_statements", FAULT)


def check_stem(content: Content) -> Iterator[Finding]:
    """Find a stem that is too long; a text to be read first is a shared stimulus."""
    count = len(words(without_math(plain(content["stem"]))))
    if content["type"] in CHOICES and count > MOST_STEM_WORDS:
        yield Finding("long_stem", HINT, str(count))


RULES: tuple[Rule, ...] = (
    check_key,
    check_answers,
    check_same_options,
    check_statements,
    check_negation,
    check_all_of_above,
    check_key_length,
    check_lead,
    check_order,
    check_stem,
)


def _share(option: dict[str, str]) -> Decimal:
    """Read the weight of an option; what cannot be read weighs nothing."""
    try:
        share = Decimal(option["share"])
    except (InvalidOperation, TypeError, ValueError):
        return Decimal(0)
    return share if share.is_finite() else Decimal(0)


def _normal(value: str) -> str:
    """Write a number as a pupil fills it in: without zeros at the end, with a comma."""
    text = value.strip().replace(".", ",")
    return text.rstrip("0").rstrip(",") if "," in text else text


def _has_picture(content: Content) -> bool:
    return any("<img" in option["html"] for option in content["options"])
