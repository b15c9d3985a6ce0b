"""Take personal data out of a text before it leaves the house."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from core.text import fold, nfc

# Order matters: a 12-digit number holds what looks like a telephone number.
_PATTERNS = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("id", re.compile(r"(?<!\d)(?:\d[ .]?){11}\d(?!\d)")),
    ("phone", re.compile(r"(?<!\d)(?:\+84|84|0)(?:[ .-]?\d){9}(?!\d)")),
    ("code", re.compile(r"(?<!\d)\d{10}(?!\d)")),
)


@dataclass(frozen=True)
class Redacted:
    """The text without personal data, and how much of what kind was taken out."""

    text: str
    removed: dict[str, int]


def redact(text: str, names: Iterable[str]) -> Redacted:
    """Replace e-mails, telephone numbers, id numbers and these people's names by neutral words.

    Names are found whole and as middle plus given name, with or without their marks.
    """
    text = nfc(text)
    removed: Counter[str] = Counter()
    for kind, pattern in _PATTERNS:
        text, count = pattern.subn("[…]", text)
        removed[kind] += count
    text, removed["name"] = _without_names(text, names)
    return Redacted(text, {kind: count for kind, count in removed.items() if count})


def _without_names(text: str, names: Iterable[str]) -> tuple[str, int]:
    folded = fold(text)
    spans: list[tuple[int, int]] = []
    for variant in _variants(names):
        start = folded.find(variant)
        while start >= 0:
            end = start + len(variant)
            if _is_name(text, folded, start, end):
                spans.append((start, end))
            start = folded.find(variant, start + 1)
    result, last, count = [], 0, 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last:
            result.append(text[last:start] + "[người]")
            last = end
            count += 1
    return "".join(result) + text[last:], count


def _variants(names: Iterable[str]) -> set[str]:
    variants = set()
    for name in names:
        words = fold(name).split()
        if len(words) >= 2:
            variants |= {" ".join(words), " ".join(words[-2:])}
    return variants


def _is_name(text: str, folded: str, start: int, end: int) -> bool:
    """Ask for whole words with a capital: "minh anh" in small letters is seldom a person."""
    before = folded[start - 1 : start]
    after = folded[end : end + 1]
    return text[start].isupper() and not before.isalnum() and not after.isalnum()
