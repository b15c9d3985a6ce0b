"""A whole document as lines: what lays out in tables is opened, numbered labels are written out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Node

from assessments.formats.keeping import KeptFiles

from .convention import MATCHING_HEAD, RUBRIC_HEAD
from .labels import find_part, find_question
from .looks import Looks, W
from .numbering import Numbering
from .package import MAIN, Package, UnreadablePartError
from .paragraphs import Reader
from .pictures import Pictures
from .rich import Rich, hold
from .tables import Table
from .tally import Tally

_MOST_LEFT_OUT = 200
_OPTION = re.compile(r"\s*[*#]*\(?([A-Da-d])\s*[.)/:]")


@dataclass(frozen=True)
class Line:
    """One line of the document; ``paragraph`` counts from 1, ``table`` is set when it is one."""

    text: Rich
    paragraph: int
    table: Table | None = None


@dataclass(frozen=True)
class Document:
    """Lines in their order, and how many things there were."""

    lines: tuple[Line, ...]
    tally: Tally
    # What is not looked at: kind (linked, macro) and name.
    left_out: tuple[tuple[str, str], ...] = ()


def read_document(package: Package, kept: KeptFiles) -> Document:
    """Read ``word/document.xml``; raises UnreadablePartError."""
    root = package.read_xml(MAIN)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise UnreadablePartError("docx_no_document")
    looks = Looks(_optional(package, "word/styles.xml"))
    numbering = Numbering(_optional(package, "word/numbering.xml"))
    reader = Reader(looks, numbering, Pictures(package, kept))
    lines: list[Line] = []
    for paragraph, child in enumerate(_blocks(body), start=1):
        if child.tag == f"{W}tbl":
            lines += _open_table(reader.read_table(child), paragraph, reader.tally)
        else:
            text = reader.read_paragraph(child)
            lines += [Line(line, paragraph) for line in text.lines]
    left_out = _list_left_out(package)
    for kind, _name in left_out:
        reader.tally.note(kind, "left_out")
    return Document(tuple(lines), reader.tally, left_out)


def _list_left_out(package: Package) -> tuple[tuple[str, str], ...]:
    """Name what the file only points to, and its programs; nothing of it is fetched or run."""
    linked = [
        ("linked", each.target.rpartition("/")[2].rpartition("\\")[2][:120] or each.kind)
        for each in package.relations.values()
        if each.is_external and each.kind != "hyperlink"
    ]
    programs = [
        ("macro", name.rpartition("/")[2])
        for name in sorted(package.names)
        if name.endswith("vbaProject.bin")
    ]
    return tuple((linked + programs)[:_MOST_LEFT_OUT])


def _optional(package: Package, name: str) -> Node | None:
    """Read a part that only helps; a broken one is left out."""
    try:
        return package.read_xml(name)
    except UnreadablePartError:
        return None


def _blocks(parent: Node) -> Iterator[Node]:
    """Give paragraphs and tables, looking through content controls."""
    for child in parent:
        tag = str(child.tag).removeprefix(W)
        if tag in {"p", "tbl"}:
            yield child
        elif tag in {"sdt", "sdtContent", "customXml", "ins", "smartTag"}:
            yield from _blocks(child)


def _open_table(table: Table, paragraph: int, tally: Tally) -> list[Line]:
    """Open a table that only lays out questions or options; keep every other one whole."""
    if not _lays_out(table):
        tally.note("table", "kept")
        return [Line(hold(table.to_thing()), paragraph, table)]
    tally.note("table", "opened")
    return [
        Line(line, paragraph)
        for cell in table.cells
        if not cell.is_continued
        for line in cell.text.lines
    ]


def _lays_out(table: Table) -> bool:
    """Say whether cells hold questions, headings of parts, or the options A, B of one question."""
    if table.has_head(MATCHING_HEAD) or table.has_head(RUBRIC_HEAD):
        return False
    starts = [cell.text.text.lstrip() for cell in table.cells]
    asked = [start for start in starts if find_question(start)]
    if any(len(start) > 12 for start in asked) and len(table.cells) < 400 and not _is_key(table):
        return True
    if asked and sum(bool(_OPTION.match(start)) for start in starts) >= 2 * len(asked):
        return True
    letters = {
        found.group(1) for start in starts if (found := _OPTION.match(start)) and len(start) > 2
    }
    if {"A", "B"} <= letters or {"a", "b", "c"} <= letters:
        return len(table.cells) <= 12
    return len(table.cells) == 1 and bool(find_part(starts[0]))


def _is_key(table: Table) -> bool:
    words = [word for row in table.words for word in row if word]
    short = [word for word in words if len(word) <= 12]
    return len(short) >= 0.8 * len(words)
