"""Two wordings of a question side by side, word by word. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from .markup import Content, plain_text

SAME, OLD, NEW = "same", "old", "new"
_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Change:
    """One part of a question with its runs of words: ``("old", "…")`` went, ``("new", "…")`` came."""

    part: str
    letter: str
    runs: list[tuple[str, str]]

    @property
    def is_same(self) -> bool:
        """Whether nothing changed here."""
        return all(kind == SAME for kind, _ in self.runs)


def compare(old: Content, new: Content) -> list[Change]:
    """Return the parts of both wordings in order, those that only one has as well."""
    before, after = dict(_list_parts(old)), dict(_list_parts(new))
    keys = list(dict.fromkeys([*before, *after]))
    return [
        Change(part, letter, _diff(before.get((part, letter), ""), after.get((part, letter), "")))
        for part, letter in keys
    ]


def _list_parts(content: Content) -> Iterator[tuple[tuple[str, str], str]]:
    """Give each part's place and text: stem, options with their weights, answers, solution."""
    yield ("stem", ""), plain_text(content["stem"])
    for letter, option in zip("ABCDEFGHIJKL", content.get("options", []), strict=False):
        mark = (
            " ✓"
            if option["share"] == "1"
            else ""
            if option["share"] == "0"
            else f" ({option['share']})"
        )
        yield ("option", letter), plain_text(option["html"]) + mark
    for letter, each in zip("abcdefgh", content.get("statements", []), strict=False):
        yield ("statement", letter), f"{plain_text(each['html'])} {'✓' if each['is_true'] else '✗'}"
    for number, entry in enumerate(content.get("entries", []), start=1):
        yield ("entry", str(number)), plain_text(entry["html"])
    for number, pair in enumerate(content.get("pairs", []), start=1):
        yield ("pair", str(number)), f"{plain_text(pair['html'])} = {plain_text(pair['match'])}"
    for number, answer in enumerate(content.get("answers", []), start=1):
        yield ("answer", str(number)), f"{answer['value']} ± {answer['tolerance']}"
    for number, text in enumerate(content.get("texts", []), start=1):
        yield ("answer", str(number)), text["text"]
    if content.get("solution"):
        yield ("solution", ""), plain_text(content["solution"])


def _diff(old: str, new: str) -> list[tuple[str, str]]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    runs: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append((SAME, "".join(before[a:b])))
            continue
        runs += [(OLD, "".join(before[a:b]))] if b > a else []
        runs += [(NEW, "".join(after[c:d]))] if d > c else []
    return runs
