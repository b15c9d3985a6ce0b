"""Question formats: bytes in, elements with a report out; pure, and no exception escapes."""

from .exporting import Export, ExportItem
from .reading import FORMATS, read_questions
from .registry import WRITERS, export, parse, write
from .report import Element, ImportReport, Reason, SharedText

__all__ = [
    "FORMATS",
    "WRITERS",
    "Element",
    "Export",
    "ExportItem",
    "ImportReport",
    "Reason",
    "SharedText",
    "export",
    "parse",
    "read_questions",
    "write",
]
