"""A Word file to elements: open, read the lines, divide, look into each question, account for all."""

from collections.abc import Iterator
from dataclasses import replace

from assessments.formats.gathering import Gathered
from assessments.formats.markup import Clean
from assessments.formats.report import Element, Outside, Reason, SharedText
from assessments.items.markup import map_html

from .build import build_element
from .convention import SHARED_TITLE
from .document import Document, read_document
from .keys import read_key_row, read_key_table
from .outline import Outline, RawQuestion, outline
from .package import UnreadablePartError, open_package
from .rich import join

LONGEST_OUTSIDE = 300


def read_docx(data: bytes, clean: Clean, gathered: Gathered) -> Iterator[Element] | Reason:
    """Return the questions of a Word file, or the reason why it cannot be read; never raises."""
    try:
        document = read_document(open_package(data), gathered.kept)
    except UnreadablePartError as error:
        return error.reason
    except RecursionError:
        return Reason("docx_damaged")
    paper = outline(document.lines)
    keys = _read_keys(paper)
    _account(document, paper, clean, gathered)
    return (
        _clean_element(build_element(raw, keys.get(id(raw), "")), clean) for raw in paper.questions
    )


def _read_keys(paper: Outline) -> dict[int, str]:
    """Return what rows and tables of keys say, by question."""
    found: dict[int, str] = {}
    for part, line in paper.key_lines:
        keys = read_key_table(line.table.words) if line.table else read_key_row(line.text.words)
        for number, key in keys.items():
            raw = _owner(paper, part, number, found)
            if raw is not None:
                found[id(raw)] = key
    return found


def _owner(paper: Outline, part: int, number: int, found: dict[int, str]) -> RawQuestion | None:
    """Find the question that a key belongs to: by part, else the next one that has none yet."""
    same = [raw for raw in paper.questions if raw.number == number and id(raw) not in found]
    if part:
        same = [raw for raw in same if raw.part.number == part] or same
    return same[0] if same else None


def _account(document: Document, paper: Outline, clean: Clean, gathered: Gathered) -> None:
    """Say what became of every line outside of questions, and of every thing."""
    lines = [(each.line, each.kind) for each in paper.outside]
    lines += [(line, "key") for _part, line in paper.key_lines]
    gathered.outside = [
        Outside(line.paragraph, kind, line.text.words.strip()[:LONGEST_OUTSIDE])
        for line, kind in lines
        if line.text or line.text.things
    ]
    gathered.outside += [Outside(0, kind, name) for kind, name in document.left_out]
    gathered.totals = dict(document.tally.counts)
    for shared in paper.shared:
        named = SHARED_TITLE.fullmatch(shared.lines[0].text.words.strip()) if shared.lines else None
        kept = shared.lines[1:] if named else shared.lines
        text = join([line.text for line in kept], "\n").strip()
        title = named["title"] if named else text.words.split("\n")[0]
        gathered.stimuli[shared.key] = SharedText(shared.key, title[:200], clean(text.to_html()))


def _clean_element(element: Element, clean: Clean) -> Element:
    """Make the HTML of an element harmless."""
    content = element.content and map_html(element.content, clean)
    metadata = element.metadata
    if "source_html" in metadata:
        metadata = {**metadata, "source_html": clean(metadata["source_html"])}
    return replace(element, content=content, metadata=metadata)
