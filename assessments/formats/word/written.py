"""Forms that a question names in square brackets: read by the labels of ``convention``.

What follows "Lời giải" is the solution to the end of the question, whatever it says.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assessments.formats.parts import number_text, percent_share
from assessments.formats.report import Reason
from assessments.items.shape import Content

from . import convention as c
from .answers import number_with_spread
from .choosing import build_choice
from .document import Line
from .drafts import Draft, base, take_feedback, text_of
from .labels import ANSWER, SOLUTION, read_tokens
from .rich import Rich
from .tables import Table

Heads = Mapping[str, re.Pattern[str]]


@dataclass
class Section:
    """Lines under one label; the first of them without it."""

    name: str
    found: re.Match[str] | None = None
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> Rich:
        """Its lines as one text."""
        return text_of(self.lines).strip()

    @property
    def words(self) -> str:
        """Its words on one line."""
        return " ".join(self.text.words.split())


@dataclass
class Sections:
    """What a question is made of: its stem, then its labelled parts."""

    all: list[Section]

    def of(self, name: str) -> list[Section]:
        """Return the sections of a name."""
        return [section for section in self.all if section.name == name]

    def html(self, name: str) -> str:
        """Return the HTML of the first section of a name, or nothing."""
        found = self.of(name)
        return found[0].text.to_html() if found else ""

    def words(self, name: str) -> str:
        """Return the words of the first section of a name, or nothing."""
        found = self.of(name)
        return found[0].words if found else ""


def build_written(draft: Draft, kind: str) -> Content:
    """Return the content of a question whose form is named, with its own solution."""
    heads, build = _FORMS[kind]
    sections = _divide(draft.lines, {**heads, "solution": SOLUTION})
    rest = build(draft, sections)
    # Builders may take tables or lines of pairs out of the stem.
    content = base(kind, sections.all[0].text, **rest)
    return {**content, "solution": sections.html("solution")}


def _divide(lines: list[Line], heads: Heads) -> Sections:
    first = lines[0]
    end, _tokens = read_tokens(first.text.text)
    found = [Section("stem", None, [replace(first, text=first.text.cut(end))])]
    for line in lines[1:]:
        text = line.text.strip()
        head = None if line.table or found[-1].name == "solution" else _head(text, heads, found)
        if head is None:
            found[-1].lines.append(line)
        else:
            name, match = head
            kept = replace(line, text=text.cut(match.end()))
            found.append(Section(name, match, [kept]))
    return Sections(found)


def _head(text: Rich, heads: Heads, found: list[Section]) -> tuple[str, re.Match[str]] | None:
    for name, pattern in heads.items():
        match = pattern.match(text.text)
        if match is None:
            continue
        # Entries count on; another number is a word of the entry before.
        count = sum(section.name == name for section in found)
        if name != "entry" or int(match["number"]) == count + 1:
            return name, match
    return None


def _ordering(draft: Draft, sections: Sections) -> dict[str, Any]:
    del draft
    return {"entries": [{"html": section.text.to_html()} for section in sections.of("entry")]}


def _matching(draft: Draft, sections: Sections) -> dict[str, Any]:
    """Read the table of pairs, which is the one with the head, else the last; or ``left => right``."""
    stem = sections.all[0]
    tables = [line for line in stem.lines if line.table and _is_pairs(line.table)]
    named = [line for line in tables if line.table and line.table.has_head(c.MATCHING_HEAD)]
    chosen = next(iter(named or tables[-1:]), None)
    rows = _read_rows(chosen.table) if chosen and chosen.table else []
    rest = [line for line in stem.lines if line is not chosen]
    if chosen is None:
        pairs = [None if line.table else _read_pair(line.text) for line in rest[1:]]
        rows = [pair for pair in pairs if pair]
        rest = rest[:1] + [line for line, pair in zip(rest[1:], pairs, strict=True) if not pair]
    stem.lines = rest
    if not rows:
        draft.problems.append(Reason("word_no_pairs"))
    return {
        "pairs": [{"html": left, "match": right} for left, right in rows if left],
        "extra_matches": [right for left, right in rows if not left],
    }


def _read_pair(text: Rich) -> tuple[str, str] | None:
    found = c.ARROW.search(text.text)
    if found is None:
        return None
    sign = c.ENTRY.match(text.text)
    left = text.cut(sign.end() if sign and sign.end() <= found.start() else 0, found.start())
    return left.strip().to_html(), text.cut(found.end()).strip().to_html()


def _is_pairs(table: Table) -> bool:
    return all(len(row) == 2 for row in table.rows)


def _read_rows(table: Table) -> list[tuple[str, str]]:
    rows = [(row[0].text.strip().to_html(), row[1].text.strip().to_html()) for row in table.rows]
    return rows[1:] if table.has_head(c.MATCHING_HEAD) else rows


def _cloze(draft: Draft, sections: Sections) -> dict[str, Any]:
    gaps = sections.of("gap")
    by_number = {int(section.found["number"]): section for section in gaps if section.found}
    if sorted(by_number) != list(range(1, len(gaps) + 1)):
        draft.problems.append(Reason("gap_mismatch"))
    return {"gaps": [_gap(draft, by_number[number]) for number in sorted(by_number)]}


def _gap(draft: Draft, section: Section) -> dict[str, Any]:
    about = c.read_gap_about((section.found and section.found["about"]) or "")
    lines, feedback = take_feedback(section.lines)
    kind = about.get("kind") or _guess_kind(lines)
    gap = {"kind": kind, "weight": about.get("weight", "1")}
    if kind == "choice":
        inner = _divide(lines, {"answer": ANSWER})
        asked = Draft(
            draft.raw, draft.divided, inner.words("answer"), {"form": "single_choice"},
            inner.all[0].text, feedback=feedback,
        )  # fmt: skip
        content = build_choice(asked)
        draft.problems += asked.problems
        return gap | {"options": content["options"]}
    words = " ".join(text_of(lines).words.split())
    if kind == "number":
        return gap | {"answers": _numbers(draft, words)}
    return gap | {"texts": _texts(words), "is_case_sensitive": "strict" in about}


def _guess_kind(lines: list[Line]) -> str:
    """Tell the kind of a gap that does not name it: options, numbers, else words."""
    if len([line for line in lines if line.text]) > 1:
        return "choice"
    answers = c.split_accepted(text_of(lines).words)
    return "number" if answers and all(number_text(text) for text, _ in answers) else "text"


def _texts(words: str) -> list[dict[str, str]]:
    return [
        {"text": text, "share": percent_share(percent) or "1"}
        for text, percent in c.split_accepted(words)
    ]


def _numbers(draft: Draft, words: str) -> list[dict[str, str]]:
    answers = []
    for text, percent in c.split_accepted(words):
        read = number_with_spread(text)
        if read is None:
            draft.problems.append(Reason("bad_number", text[:80]))
        else:
            share = percent_share(percent) or "1"
            answers.append({"value": read[0], "tolerance": read[1], "share": share})
    return answers


def _short(draft: Draft, sections: Sections) -> dict[str, Any]:
    words = sections.words("answer") or draft.answer
    if not words:
        draft.problems.append(Reason("no_key"))
    if draft.tokens["form"] == "short_number":
        return {"answers": _numbers(draft, words)}
    return {"texts": _texts(words), "is_case_sensitive": "strict" in draft.tokens}


def _essay(draft: Draft, sections: Sections) -> dict[str, Any]:
    return {"reply": c.read_reply(sections.words("reply")), **_marking(draft, sections)}


def _file(draft: Draft, sections: Sections) -> dict[str, Any]:
    accepts, most = c.read_handing_in(sections.words("reply"))
    return {"accepts": accepts, "most_files": most, **_marking(draft, sections)}


def _marking(draft: Draft, sections: Sections) -> dict[str, Any]:
    """Take the table of criteria out of wherever it stands, and read the marking note."""
    del draft
    rubric: list[dict[str, Any]] = []
    for section in sections.all:
        tables = [
            line for line in section.lines if line.table and line.table.has_head(c.RUBRIC_HEAD)
        ]
        for line in tables[:1] if not rubric and section.name != "solution" else []:
            rubric = _read_rubric(line.table) if line.table else []
            section.lines = [each for each in section.lines if each is not line]
    return {"rubric": rubric, "marker_note": sections.html("guide")}


def _read_rubric(table: Table) -> list[dict[str, Any]]:
    """Read criteria; where names stand once, each begins a criterion, else equal ones go on."""
    rubric: list[dict[str, Any]] = []
    stands_once = any(not row[0] for row in table.words[1:])
    for row in table.words[1:]:
        name, points, text = (" ".join(words.split()) for words in (*row, "", "", "")[:3])
        if name and (stands_once or not rubric or rubric[-1]["name"] != name):
            rubric.append({"name": name, "levels": []})
        if rubric:
            level = {"points": number_text(points) or points, "text": text}
            rubric[-1]["levels"].append(level)
    return rubric


_Build = Callable[[Draft, Sections], dict[str, Any]]
_MARKED: Heads = {"reply": c.REPLY, "guide": c.GUIDE}
_FORMS: dict[str, tuple[Heads, _Build]] = {
    "short_number": ({"answer": ANSWER}, _short),
    "short_text": ({"answer": ANSWER}, _short),
    "ordering": ({"entry": c.ENTRY}, _ordering),
    "matching": ({}, _matching),
    "cloze": ({"gap": c.GAP}, _cloze),
    "essay": (_MARKED, _essay),
    "file_answer": (_MARKED, _file),
}
WRITTEN = frozenset(_FORMS)
