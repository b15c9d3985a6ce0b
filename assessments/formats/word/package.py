"""A Word file as a zip of parts: opened under limits, its XML without entities, nothing written."""

import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import join, normpath
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element as Node

from assessments.formats.report import Reason

MOST_PARTS = 6000
LARGEST_PART = 60 * 1024 * 1024
LARGEST_WHOLE = 400 * 1024 * 1024
MOST_NODES = 4_000_000
MAIN = "word/document.xml"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class UnreadablePartError(Exception):
    """A part cannot be read; ``reason`` says why."""

    def __init__(self, code: str, detail: str = "") -> None:
        """Hold the reason."""
        super().__init__(code)
        self.reason = Reason(code, detail)


@dataclass(frozen=True)
class Relation:
    """What an id of the document points to."""

    target: str
    kind: str
    is_external: bool


@dataclass
class Package:
    """The parts of an opened file; whatever is read counts against one budget."""

    zip: ZipFile
    names: frozenset[str]
    left: int = LARGEST_WHOLE
    relations: dict[str, Relation] = field(default_factory=dict)

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a part, or None when it is not there; raises UnreadablePartError."""
        if name not in self.names:
            return None
        most = min(LARGEST_PART, self.left)
        try:
            with self.zip.open(name) as stream:
                data = stream.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise UnreadablePartError("docx_damaged") from error
        except (NotImplementedError, RuntimeError) as error:  # other packing, or a password
            raise UnreadablePartError("docx_locked") from error
        if len(data) > most:
            raise UnreadablePartError("docx_bomb")
        self.left -= len(data)
        return data

    def read_xml(self, name: str) -> Node | None:
        """Return the root of an XML part, or None when it is not there."""
        data = self.read(name)
        return None if data is None else parse_xml(data)


def parse_xml(data: bytes) -> Node:
    """Parse XML without entities, document types or the network; raises UnreadablePartError."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise UnreadablePartError("xml_doctype")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True,
        remove_comments=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadablePartError("docx_damaged") from error
    # In another encoding the bytes above do not show it.
    if root.getroottree().docinfo.doctype:
        raise UnreadablePartError("xml_doctype")
    return root


def open_package(data: bytes) -> Package:
    """Open a .docx from its bytes; raises UnreadablePartError with the reason."""
    try:
        archive = ZipFile(BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError) as error:
        raise UnreadablePartError("docx_damaged") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_WHOLE:
        raise UnreadablePartError("docx_bomb")
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadablePartError("docx_locked")
    package = Package(archive, frozenset(part.filename for part in parts))
    if MAIN not in package.names:
        raise UnreadablePartError("docx_no_document")
    package.relations = _read_relations(package)
    return package


def _read_relations(package: Package) -> dict[str, Relation]:
    root = package.read_xml("word/_rels/document.xml.rels")
    found = {}
    for element in [] if root is None else root.iter(_RELATION):
        target = element.get("Target", "")
        is_external = element.get("TargetMode") == "External"
        if not is_external:
            # "/word/media/a.png" and "../x" are names inside the file; outside there is nothing.
            target = normpath(
                target.lstrip("/") if target.startswith("/") else join("word", target)
            )
        kind = element.get("Type", "").rpartition("/")[2]
        found[element.get("Id", "")] = Relation(target, kind, is_external)
    return found
