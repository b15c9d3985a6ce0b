"""A Word file to elements: open, read the lines, divide, look into each question, account for all."""

from collections.abc import Iterator
from dataclasses import replace

from assessments.formats.keeping import KeptFiles
from assessments.formats.report import Element, Outside, Reason, SharedText
from assessments.items.markup import map_html
from assessments.items.shape import Content

from .build import build_element
from .document import Document, read_document
from .keys import read_key_row, read_key_table
from .outline import Outline, RawQuestion, outline
from .package import UnreadablePartError, open_package
from .rich import join

LONGEST_OUTSIDE = 300


class Told:
    """What a Word file tells beside its questions."""

    def __init__(self) -> None:
        """Begin empty."""
        self.outside: list[Outside] = []
        self.totals: dict[str, int] = {}
        self.stimuli: dict[str, SharedText] = {}


def read_docx(data: bytes, kept: KeptFiles, told: Told) -> list[Element] | Reason:
    """Return the questions of a Word file, or the reason why it cannot be read; never raises."""
    try:
        document = read_document(open_package(data), kept)
    except UnreadablePartError as error:
        return error.reason
    except RecursionError:
        return Reason("docx_damaged")
    paper = outline(document.lines)
    keys = _read_keys(paper)
    elements = [build_element(raw, keys.get(id(raw), "")) for raw in paper.questions]
    _account(document, paper, told)
    return elements


def _read_keys(paper: Outline) -> dict[int, str]:
    """Return what rows and tables of keys say, by question."""
    found: dict[int, str] = {}
    for part, line in paper.key_lines:
        keys = read_key_table(line.table.words) if line.table else read_key_row(line.text.words)
        for number, key in keys.items():
            raw = _owner(paper, part, number, key, found)
            if raw is not None:
                found[id(raw)] = key
    return found


def _owner(
    paper: Outline, part: int, number: int, key: str, found: dict[int, str]
) -> RawQuestion | None:
    """Find the question that a key belongs to: by part, else the next one that has none yet."""
    same = [raw for raw in paper.questions if raw.number == number and id(raw) not in found]
    if part:
        same = [raw for raw in same if raw.part.number == part] or same
    return same[0] if same else None


def _account(document: Document, paper: Outline, told: Told) -> None:
    """Say what became of every line outside of questions, and of every thing."""
    for each in paper.outside:
        text = each.line.text
        if text or text.things:
            told.outside.append(Outside(each.line.paragraph, each.kind, text.words.strip()[:LONGEST_OUTSIDE]))
    for _part, line in paper.key_lines:
        told.outside.append(Outside(line.paragraph, "key", line.text.words.strip()[:LONGEST_OUTSIDE]))
    told.totals = dict(document.tally.counts)
    for shared in paper.shared:
        text = join([line.text for line in shared.lines], "\n").strip()
        title = text.words.split("\n")[0][:200]
        told.stimuli[shared.key] = SharedText(shared.key, title, text.to_html())


def clean_elements(elements: list[Element], clean) -> Iterator[Element]:  # type: ignore[no-untyped-def]
    """Make the HTML of each element harmless."""
    for element in elements:
        content: Content | None = element.content and map_html(element.content, clean)
        metadata = element.metadata
        if "source_html" in metadata:
            metadata = {**metadata, "source_html": clean(metadata["source_html"])}
        yield replace(element, content=content, metadata=metadata)
