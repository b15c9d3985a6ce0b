"""The labels that Word writes by itself: "Câu 1.", "A.", "a)" of numbered paragraphs."""

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml.etree import _Element as Node

from .looks import W, read_looks, value
from .rich import PLAIN, Style

_PLACE = re.compile(r"%(\d)")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
          (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered."""

    format: str
    text: str
    start: int
    look: Node | None


@dataclass(frozen=True)
class Label:
    """A label as it is printed, with its look; bullets say so."""

    text: str
    style: Style
    is_bullet: bool


def _number(node: Node, name: str, default: int = 0) -> int:
    written = node.get(f"{W}{name}", "")
    return int(written) if written.isdigit() else default


class Numbering:
    """Counts the numbered paragraphs of a document in their order."""

    def __init__(self, root: Node | None) -> None:
        """Index ``word/numbering.xml``."""
        self._levels: dict[str, dict[int, Level]] = {}
        self._abstract: dict[str, str] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._seen: set[str] = set()
        if root is not None:
            self._index(root)

    def _index(self, root: Node) -> None:
        for abstract in root.iter(f"{W}abstractNum"):
            levels = {_number(each, "ilvl"): _read_level(each) for each in abstract.iter(f"{W}lvl")}
            self._levels[abstract.get(f"{W}abstractNumId", "")] = levels
        for num in root.iter(f"{W}num"):
            num_id = num.get(f"{W}numId", "")
            self._abstract[num_id] = value(num, "abstractNumId")
            for override in num.iter(f"{W}lvlOverride"):
                start = value(override, "startOverride")
                if start.isdigit():
                    self._restarts[num_id, _number(override, "ilvl")] = int(start)

    def next_label(self, reference: Node, paragraph_look: Node | None) -> Label | None:
        """Return the label of the next paragraph that refers to a list, or None."""
        num_id, at = value(reference, "numId"), value(reference, "ilvl")
        depth = int(at) if at.isdigit() else 0
        abstract = self._abstract.get(num_id, "")
        level = self._levels.get(abstract, {}).get(depth)
        if level is None or num_id == "0":
            return None
        self._advance(num_id, depth, level)
        look = read_looks(level.look, PLAIN)
        style = read_looks(paragraph_look, look)
        if level.format == "bullet":
            return Label("•", style, is_bullet=True)
        return Label(self._write(abstract, level), style, is_bullet=False)

    def _advance(self, num_id: str, depth: int, level: Level) -> None:
        counts = self._counts[self._abstract[num_id]]
        if num_id not in self._seen:
            self._seen.add(num_id)
            for (owner, place), start in self._restarts.items():
                if owner == num_id:
                    counts[place] = start - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [place for place in counts if place > depth]:
            del counts[deeper]

    def _write(self, abstract: str, level: Level) -> str:
        levels, counts = self._levels[abstract], self._counts[abstract]

        def place(found: re.Match[str]) -> str:
            depth = int(found.group(1)) - 1
            kind = levels[depth].format if depth in levels else "decimal"
            start = levels[depth].start if depth in levels else 1
            return write_number(counts.get(depth, start), kind)

        return _PLACE.sub(place, level.text)


def _read_level(node: Node) -> Level:
    start = value(node, "start", "1")
    return Level(
        format=value(node, "numFmt", "decimal"),
        text=value(node, "lvlText"),
        start=int(start) if start.isdigit() else 1,
        look=node.find(f"{W}rPr"),
    )


def write_number(number: int, kind: str) -> str:
    """Write a number as Word does for a kind of numbering."""
    if kind in {"upperLetter", "lowerLetter"} and number > 0:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if kind == "upperLetter" else letter.lower()
    if kind in {"upperRoman", "lowerRoman"} and 0 < number < 4000:
        written = _roman(number)
        return written if kind == "upperRoman" else written.lower()
    if kind == "decimalZero":
        return f"{number:02d}"
    return "" if kind == "none" else str(number)


def _roman(number: int) -> str:
    written = ""
    for size, sign in _ROMAN:
        written += sign * (number // size)
        number %= size
    return written
