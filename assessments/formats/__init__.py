"""Question formats: bytes in, elements with a report out; pure, and no exception escapes."""

from .reading import FORMATS, read_questions
from .report import Element, ImportReport, Reason

__all__ = ["FORMATS", "Element", "ImportReport", "Reason", "read_questions"]
