"""Options and statements of a question: where each begins, and which of them are marked right."""

import re
from collections import Counter
from dataclasses import dataclass

from .rich import THING, Rich, join, make

_UPPER = re.compile(
    r"(?:(?<=^)|(?<=[\s￼]))(?P<pre>[*#!]{0,2})\(?(?P<letter>[A-H])(?P<post>[*#]?)\s?[.):/](?![A-Z]\.)"
)
_LOWER = re.compile(
    r"(?:(?<=^)|(?<=[\s￼]))(?P<pre>[*#!]{0,2})\(?(?P<letter>[a-h])(?P<post>[*#]?)\s?[.):/]"
)
_STRONG = re.compile(r"(?:^|[\n\t￼]|[ ]{2,})[ ]*$")
_TOLD = re.compile(
    r"[\s\t]*(?:[\[(]\s*(?P<word>Đúng|Sai|Đ|S|True|False|T|F)\s*[\])]|(?:\t|[-–:→⇒]|\s{2,})\s*(?P<bare>ĐÚNG|SAI|Đúng|Sai|Đ|S))\s*[.]?\s*$"
)
_RIGHT_WORDS = frozenset({"đúng", "đ", "true", "t"})
REDDISH = re.compile(r"(?:[c-f][0-9a-f][0-5][0-9a-f][0-5][0-9a-f]|red|darkred)")
# How right options are marked, the surest first.
MARKS = ("underline", "highlight", "color", "bold", "italic")


@dataclass(frozen=True)
class Marker:
    """Where an option begins: its sign from ``start`` to ``end``."""

    start: int
    end: int
    letter: str
    letter_at: int
    is_starred: bool
    is_pinned: bool
    is_strong: bool


@dataclass(frozen=True)
class Part:
    """An option or a statement: its text without the sign, and how the sign looked."""

    letter: str
    text: Rich
    sign: Rich
    is_starred: bool
    is_pinned: bool

    def looks(self, name: str) -> object:
        """Return a look of its sign, or of all of its text when the sign has none."""
        return self.sign.look(name) or (self.text.look(name) if self.text else None)


@dataclass(frozen=True)
class Split:
    """A question's text before its parts, the parts, and what came after the last of them."""

    stem: Rich
    parts: tuple[Part, ...] = ()
    after: Rich = Rich()  # noqa: RUF009  # frozen and empty


def split_parts(text: Rich, *, is_lower: bool, has_tail: bool = True) -> Split:
    """Divide a question at A. B. C. D., or at a) b) c) d) when ``is_lower``; no parts if there are none.

    A picture or table beneath the last part is of the whole question where it ``has_tail``.
    """
    markers = _find_sequence(_find_markers(text, _LOWER if is_lower else _UPPER), is_lower=is_lower)
    if len(markers) < 2:
        return Split(text.strip())
    ends = [marker.start for marker in markers[1:]] + [len(text)]
    parts = [_make_part(text, marker, end) for marker, end in zip(markers, ends, strict=True)]
    others = [part.text for part in parts[:-1]]
    last, after = _cut_tail(parts[-1].text, others) if has_tail else (parts[-1].text, Rich())
    parts[-1] = Part(
        parts[-1].letter, last, parts[-1].sign, parts[-1].is_starred, parts[-1].is_pinned
    )
    return Split(text.cut(0, markers[0].start).strip(), tuple(parts), after)


def _find_markers(text: Rich, pattern: re.Pattern[str]) -> list[Marker]:
    return [
        Marker(
            start=hit.start(),
            end=hit.end(),
            letter=hit["letter"],
            letter_at=hit.start("letter"),
            is_starred="*" in hit["pre"] + hit["post"],
            is_pinned="#" in hit["pre"] + hit["post"],
            is_strong=bool(_STRONG.search(text.text[max(0, hit.start() - 3) : hit.start()])),
        )
        for hit in pattern.finditer(text.text)
    ]


def _find_sequence(markers: list[Marker], *, is_lower: bool) -> list[Marker]:
    """Return the best run A, B, C …: the longest, then the one whose signs begin lines or columns."""
    best: list[Marker] = []
    for index, first in enumerate(markers):
        if first.letter not in "Aa" or (is_lower and not first.is_strong):
            continue
        run = [first]
        for letter in "BCDEFGH":
            wanted = letter.lower() if is_lower else letter
            following = [
                each
                for each in markers[index:]
                if each.letter == wanted and each.start > run[-1].start
            ]
            strong = next((each for each in following if each.is_strong), None)
            weak = next((each for each in following if not is_lower), None)
            chosen = strong or weak
            if chosen is None or (letter > "D" and not chosen.is_strong):
                break
            run.append(chosen)
        if _rank(run) >= _rank(best):
            best = run
    return best


def _rank(run: list[Marker]) -> tuple[int, int]:
    return len(run), sum(marker.is_strong for marker in run)


def _make_part(text: Rich, marker: Marker, end: int) -> Part:
    sign = text.cut(marker.letter_at, marker.letter_at + 1)
    return Part(
        marker.letter, text.cut(marker.end, end).strip(), sign, marker.is_starred, marker.is_pinned
    )


def _cut_tail(last: Rich, others: list[Rich]) -> tuple[Rich, Rich]:
    """Take a picture or a table that stands alone after the last option away from it."""
    lines = last.lines
    if len(lines) < 2 or any("\n" in other.text for other in others):
        return last, Rich()
    alone = [not line.text.replace(THING, "").strip() for line in lines[1:]]
    if not lines[0] or not all(alone) or not last.things:
        return last, Rich()
    return lines[0].strip(), join(lines[1:], "\n").strip()


def find_marked(parts: tuple[Part, ...]) -> tuple[frozenset[str], str]:
    """Return the letters that are marked right and the kind of mark; none and "" when none is."""
    starred = frozenset(part.letter for part in parts if part.is_starred)
    if starred:
        return starred, "star"
    for mark in MARKS:
        found = _find_color(parts) if mark in {"color", "highlight"} else _find_odd(parts, mark)
        found = found if mark != "highlight" else _find_highlight(parts)
        if found:
            return found, mark
    return frozenset(), ""


def _find_odd(parts: tuple[Part, ...], mark: str) -> frozenset[str]:
    by_sign = frozenset(part.letter for part in parts if part.sign.look(mark))
    if 0 < len(by_sign) < len(parts):
        return by_sign
    by_text = frozenset(part.letter for part in parts if part.text.look(mark))
    return by_text if 0 < len(by_text) < len(parts) else frozenset()


def _find_highlight(parts: tuple[Part, ...]) -> frozenset[str]:
    found = frozenset(part.letter for part in parts if part.looks("highlight"))
    return found if 0 < len(found) < len(parts) else frozenset()


def _find_color(parts: tuple[Part, ...]) -> frozenset[str]:
    """Return the options whose colour is the rare one, red before others."""
    for source in ("sign", "text"):
        colors = {part.letter: str(getattr(part, source).look("color") or "") for part in parts}
        red = frozenset(letter for letter, color in colors.items() if REDDISH.fullmatch(color))
        if 0 < len(red) < len(parts):
            return red
        counts = Counter(colors.values()).most_common()
        if len(counts) == 2 and counts[1][1] == 1 and len(parts) > 2:
            return frozenset(letter for letter, color in colors.items() if color == counts[1][0])
        if len(counts) == 2 and len(parts) == 2:
            return frozenset(letter for letter, color in colors.items() if color)
    return frozenset()


def read_told(text: Rich) -> tuple[Rich, bool | None]:
    """Return a statement without the "(Đ)" or "Sai" at its end, and what that says."""
    found = _TOLD.search(text.text)
    if found is None:
        return text, None
    word = (found["word"] or found["bare"]).casefold()
    return text.cut(0, found.start()).strip(), word in _RIGHT_WORDS


def empty_part(letter: str) -> Part:
    """Return a part without text, to be filled by a person."""
    return Part(letter, Rich(), make(letter), is_starred=False, is_pinned=False)
