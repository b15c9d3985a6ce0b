"""One question parted into what pupils see and what scoring needs, by type.

Each function takes a content, gives ``(body, key)`` without the head that all types share, and names
parts by fresh tokens. What is shown in an order that would tell the key is put into the order of its
tokens, which are random.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from assessments.scoring.numbers import fits_cells

from .markup import Content

Parted = tuple[dict[str, Any], dict[str, Any]]
CELLS = 4


@dataclass
class Namer:
    """Gives tokens that are new within one question, and renders HTML as browsers show it."""

    token: Callable[[], str]
    render: Callable[[str], str]
    used: set[str] = field(default_factory=set)

    def name(self) -> str:
        """Draw a token that this question has not used."""
        token = self.token()
        while token in self.used:
            token = self.token()
        self.used.add(token)
        return token

    def show(self, markup: str) -> dict[str, str]:
        """Name and render one part."""
        return {"t": self.name(), "html": self.render(markup)}


def split(content: Content, namer: Namer) -> Parted:
    """Part a question of any type."""
    return _SPLIT[content["type"]](content, namer)


def _options(content: Content, namer: Namer) -> Parted:
    shown, key = [], {}
    for option in content["options"]:
        part = namer.show(option["html"])
        shown.append(part)
        feedback = namer.render(option.get("feedback", ""))
        key[part["t"]] = {"share": option["share"], "feedback": feedback}
    body: dict[str, Any] = {"options": shown}
    return body, {"options": key}


def _statements(content: Content, namer: Namer) -> Parted:
    shown = [namer.show(each["html"]) for each in content["statements"]]
    pairs = list(zip(shown, content["statements"], strict=True))
    key: dict[str, Any] = {"statements": {part["t"]: each["is_true"] for part, each in pairs}}
    # Levels stand in the key: analysis counts each statement at its own.
    levels = {part["t"]: each["level"] for part, each in pairs if each.get("level")}
    feedback = {
        part["t"]: namer.render(each["feedback"]) for part, each in pairs if each.get("feedback")
    }
    key |= {"levels": levels} if levels else {}
    key |= {"feedback": feedback} if feedback else {}
    return {"statements": shown}, key


def _number(content: Content, _namer: Namer) -> Parted:
    """Offer four cells when every full answer fits into them, else a plain field."""
    fits = all(fits_cells(answer["value"]) for answer in content["answers"])
    return {"cells": CELLS} if fits else {}, {"answers": content["answers"]}


def _text(content: Content, _namer: Namer) -> Parted:
    return {}, {
        "texts": content["texts"],
        "is_case_sensitive": content.get("is_case_sensitive", False),
    }


def _ordering(content: Content, namer: Namer) -> Parted:
    entries = [namer.show(entry["html"]) for entry in content["entries"]]
    order = [entry["t"] for entry in entries]
    shown = sorted(entries, key=lambda entry: entry["t"])
    if [entry["t"] for entry in shown] == order:
        # Never begin with the right order: it would look answered before anybody answered.
        shown = [*shown[1:], shown[0]]
    return {"entries": shown}, {"order": order}


def _matching(content: Content, namer: Namer) -> Parted:
    left = [namer.show(pair["html"]) for pair in content["pairs"]]
    wanted = [pair["match"] for pair in content["pairs"]]
    markups = dict.fromkeys([*wanted, *content.get("extra_matches", [])])
    matches = {markup: namer.show(markup) for markup in markups}
    key = {part["t"]: matches[markup]["t"] for part, markup in zip(left, wanted, strict=True)}
    shown = sorted(matches.values(), key=lambda part: part["t"])
    return {"left": left, "matches": shown}, {"pairs": key}


def _cloze(content: Content, namer: Namer) -> Parted:
    shown: list[dict[str, Any]] = []
    keys: list[dict[str, Any]] = []
    for gap in content["gaps"]:
        kind = gap["kind"]
        splitter = {"choice": _options, "text": _text, "number": _gap_number}[kind]
        body, key = splitter(gap, namer)
        shown.append({"kind": kind, **body})
        keys.append({"kind": kind, "weight": gap["weight"], **key})
    return {"gaps": shown}, {"gaps": keys}


def _gap_number(gap: Content, _namer: Namer) -> Parted:
    return {}, {"answers": gap["answers"]}


def _essay(content: Content, namer: Namer) -> Parted:
    return {"reply": content["reply"]}, _marking(content, namer)


def _files(content: Content, namer: Namer) -> Parted:
    body = {"accepts": content["accepts"], "most_files": content["most_files"]}
    return body, _marking(content, namer)


def _marking(content: Content, namer: Namer) -> dict[str, Any]:
    return {
        "rubric": content.get("rubric", []),
        "marker_note": namer.render(content.get("marker_note", "")),
    }


_SPLIT: dict[str, Callable[[Content, Namer], Parted]] = {
    "single_choice": _options,
    "multiple_choice": _options,
    "true_false_statements": _statements,
    "short_number": _number,
    "short_text": _text,
    "ordering": _ordering,
    "matching": _matching,
    "cloze": _cloze,
    "essay": _essay,
    "file_answer": _files,
}
