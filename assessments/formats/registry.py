"""The two doors of all formats: ``parse`` a file, ``export`` questions."""

from collections.abc import Sequence
from dataclasses import dataclass

from .exporting import Export, ExportItem, Writer
from .gift_writing import write_gift
from .markup import Clean
from .moodle.writing import write_moodle_xml
from .qti.writing import write_qti_21, write_qti_30
from .reading import read_questions
from .report import ImportReport
from .sheets.writing import write_xlsx
from .word.writing import SUFFIX as DOCX_SUFFIX
from .word.writing import TYPE as DOCX_TYPE
from .word.writing import write_docx


@dataclass(frozen=True)
class Target:
    """A format that questions can be written in."""

    write: Writer
    suffix: str
    content_type: str


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# A writer joins by one line here: name → how it writes and what the file is called.
WRITERS: dict[str, Target] = {
    "qti30": Target(write_qti_30, ".zip", "application/zip"),
    "qti21": Target(write_qti_21, ".zip", "application/zip"),
    "moodlexml": Target(write_moodle_xml, ".xml", "application/xml"),
    "xlsx": Target(write_xlsx, ".xlsx", _XLSX),
    "gift": Target(write_gift, ".gift", "text/plain"),
    "docx": Target(write_docx, DOCX_SUFFIX, DOCX_TYPE),
}


def parse(fmt: str, data: bytes, filename: str, *, clean: Clean) -> ImportReport:
    """Read a file of questions; ``fmt`` is ``auto`` or one of ``reading.FORMATS``.

    Whatever the bytes are, the answer is a report.
    """
    return read_questions(data, filename=filename, fmt=fmt, clean=clean)


def write(fmt: str, questions: Sequence[ExportItem]) -> Export:
    """Write questions and say of each what the format could hold; KeyError for an unknown one."""
    return WRITERS[fmt].write(questions)


def export(fmt: str, questions: Sequence[ExportItem]) -> bytes:
    """Write questions into the bytes of one file; KeyError for an unknown format."""
    return write(fmt, questions).data
