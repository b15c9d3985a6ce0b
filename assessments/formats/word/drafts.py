"""A question of a Word file on its way from lines to content."""

from dataclasses import dataclass, field
from typing import Any

from assessments.formats.report import Reason
from assessments.items.shape import SHAPE, Content

from .answers import Divided
from .convention import FEEDBACK, GAP, read_particular
from .document import Line
from .labels import ANSWER, SOLUTION
from .outline import RawQuestion
from .rich import Rich, join


@dataclass
class Draft:
    """A question on its way: what its lines hold and what was found wanting."""

    raw: RawQuestion
    divided: Divided
    answer: str
    tokens: dict[str, str]
    stem: Rich
    lines: list[Line] = field(default_factory=list)
    feedback: dict[str, Rich] = field(default_factory=dict)
    reasons: list[Reason] = field(default_factory=list)
    problems: list[Reason] = field(default_factory=list)


def base(kind: str, stem: Rich, **rest: Any) -> Content:
    """Put a content together."""
    return {"v": SHAPE, "type": kind, "stem": stem.to_html(), "solution": "", "images": [], **rest}


def take_particulars(lines: list[Line]) -> tuple[list[Line], dict[str, str]]:
    """Take lines such as ``[Nguồn: SGK]`` away, and return what they say by key."""
    rest: list[Line] = []
    told: dict[str, str] = {}
    for line in lines:
        found = None if line.table or line.text.things else read_particular(line.text.text)
        if found is None:
            rest.append(line)
        else:
            told[found[0]] = found[1]
    return rest, told


def take_feedback(lines: list[Line]) -> tuple[list[Line], dict[str, Rich]]:
    """Take what follows ``Phản hồi A:`` away, and return it by letter."""
    rest: list[Line] = []
    told: dict[str, list[Rich]] = {}
    letter = ""
    for line in lines:
        text = line.text.strip()
        found = None if line.table else FEEDBACK.match(text.text)
        if found:
            letter = found["letter"].upper()
            text = text.cut(found.end())
        elif letter and any(head.match(text.text) for head in (ANSWER, SOLUTION, GAP)):
            letter = ""
        if letter:
            told.setdefault(letter, []).append(text)
        else:
            rest.append(line)
    return rest, {letter: join(texts, "\n").strip() for letter, texts in told.items()}


def text_of(lines: list[Line]) -> Rich:
    """Return lines as one text."""
    return join([line.text for line in lines], "\n")
