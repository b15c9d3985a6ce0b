"""Text as Word holds it: a style for each character, and things that stand between characters."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from itertools import groupby

from assessments.formats.markup import with_math

THING = "\ufffc"
_SPACES = re.compile(r"[^\S\n]+")


@dataclass(frozen=True)
class Style:
    """How characters look; ``color`` and ``highlight`` are empty for what is usual."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    sub: bool = False
    sup: bool = False
    color: str = ""
    highlight: str = ""


PLAIN = Style()
_TAGS = (
    ("bold", "b"),
    ("italic", "i"),
    ("underline", "u"),
    ("strike", "s"),
    ("sub", "sub"),
    ("sup", "sup"),
)
LOOKS = tuple(each.name for each in fields(Style))


@dataclass(frozen=True)
class Thing:
    """What is no text: ``kind`` is math, picture, formula_picture, table or lost.

    ``html`` stands in its place; ``reason`` and ``detail`` say what was lost on the way.
    """

    kind: str
    html: str
    reason: str = ""
    detail: str = ""
    text: str = ""


@dataclass(frozen=True)
class Rich:
    """A piece of text: as many styles as characters, as many things as signs of things."""

    text: str = ""
    styles: tuple[Style, ...] = ()
    things: tuple[Thing, ...] = ()

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        """Say whether anything can be seen."""
        return bool(self.text.strip())

    def __add__(self, other: "Rich") -> "Rich":
        return Rich(self.text + other.text, self.styles + other.styles, self.things + other.things)

    def cut(self, start: int, end: int | None = None) -> "Rich":
        """Return the characters from ``start`` to ``end`` with their things."""
        before = self.text.count(THING, 0, start)
        text = self.text[start:end]
        things = self.things[before : before + text.count(THING)]
        return Rich(text, self.styles[start:end], things)

    def strip(self) -> "Rich":
        """Return it without space at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))

    def without(self, *looks: str) -> "Rich":
        """Return it with these looks taken off."""
        plain = {look: getattr(PLAIN, look) for look in looks}
        styles = tuple(replace(style, **plain) for style in self.styles)
        return Rich(self.text, styles, self.things)

    def look(self, name: str) -> object:
        """Return the look that all visible letters share, or None when they differ."""
        found = {
            getattr(style, name)
            for char, style in zip(self.text, self.styles, strict=True)
            if not char.isspace() and char != THING
        }
        return found.pop() if len(found) == 1 else None

    @property
    def words(self) -> str:
        """The text with the words of its things in their places."""
        things = iter(self.things)
        return "".join(next(things).text if char == THING else char for char in self.text)

    @property
    def lines(self) -> list["Rich"]:
        """The lines of it."""
        return list(self._iter_lines())

    def _iter_lines(self) -> Iterator["Rich"]:
        start = 0
        for line in self.text.split("\n"):
            yield self.cut(start, start + len(line))
            start += len(line) + 1

    def to_html(self) -> str:
        """Write it as HTML: lines with ``<br>``, tables as blocks of their own."""
        blocks: list[str] = []
        for line in self._iter_lines():
            blocks += _write_line(line.strip())
        markup = ""
        for block in (block for block in blocks if block):
            is_block = block.startswith("<table")
            joins = markup and not is_block and not markup.endswith("</table>")
            markup += ("<br>" if joins else "") + block
        return markup


def make(text: str, style: Style = PLAIN) -> Rich:
    """Return text in one style."""
    clean = text.replace(THING, "")
    return Rich(clean, (style,) * len(clean))


def hold(thing: Thing, style: Style = PLAIN) -> Rich:
    """Return one thing."""
    return Rich(THING, (style,), (thing,))


def join(pieces: Iterable[Rich], separator: str = "") -> Rich:
    """Join pieces; the separator has no style."""
    texts: list[str] = []
    styles: list[Style] = []
    things: list[Thing] = []
    for index, piece in enumerate(pieces):
        if index and separator:
            texts.append(separator)
            styles += [PLAIN] * len(separator)
        texts.append(piece.text)
        styles += piece.styles
        things += piece.things
    return Rich("".join(texts), tuple(styles), tuple(things))


def _write_line(line: Rich) -> list[str]:
    """Write one line; a table in it is a block, the text before and after are others."""
    things = iter(line.things)
    blocks: list[str] = [""]
    pairs = zip(line.text, line.styles, strict=True)
    for style, chars in groupby(pairs, key=lambda pair: _shown_style(pair[1])):
        run = ""
        for char, _style in chars:
            thing = next(things) if char == THING else None
            if thing is not None and thing.kind == "table":
                blocks[-1] += _wrap(run, style)
                blocks += [thing.html, ""]
                run = ""
            else:
                run += html.escape(char, quote=False) if thing is None else thing.html
        blocks[-1] += _wrap(with_math(run), style)
    return [_SPACES.sub(" ", block).strip() for block in blocks]


def _shown_style(style: Style) -> Style:
    """Return the looks that HTML keeps; colours are marks of teachers."""
    return replace(style, color="", highlight="") if style.color or style.highlight else style


def _wrap(text: str, style: Style) -> str:
    if not text.strip():
        return text
    for look, tag in reversed(_TAGS):
        if getattr(style, look):
            text = f"<{tag}>{text}</{tag}>"
    return text
