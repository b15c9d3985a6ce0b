"""One door for all formats: sizes, encodings, recognition, then the reader."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from .aiken import ANSWER, OPTION, read_aiken
from .encodings import decode
from .gathering import Gathered
from .gift import read_gift
from .gift_escapes import hide
from .markup import Clean
from .moodle.reading import read_moodle_xml
from .qti.reading import read_qti
from .report import Element, ImportReport, Outside, Reason, UnreadableError
from .sheets.reading import read_xlsx
from .word.reader import read_docx

LARGEST_FILE = 50 * 1024 * 1024
MOST_ELEMENTS = 20_000

_BINARY = (
    (b"PK\x03\x04", "zip"),
    (b"%PDF", "pdf"),
    (b"\xd0\xcf\x11\xe0", "doc"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\x1f\x8b", "gz"),
    (b"MZ\x90", "exe"),
    (b"\x7fELF", "exe"),
)
_BY_NAME = {"xml": {"moodlexml", "qti"}, "gift": {"gift"}, "txt": {"gift", "aiken"}}
_QTI = re.compile(r"<(?:\w+:)?(?:assessmentItem|assessmentTest|qti-assessment-|questestinterop)\b")

Elements = Iterator[Element] | Reason


Reader = Callable[[bytes, Clean, Gathered], Elements]


def _decode(data: bytes, gathered: Gathered) -> str | None:
    """Read the bytes as text; an encoding other than UTF-8 is told."""
    found = decode(data)
    if found is not None and found.encoding:
        gathered.outside.append(Outside(1, "encoding", found.encoding))
    return found.text if found else None


def _read_gift(data: bytes, clean: Clean, gathered: Gathered) -> Elements:
    text = _decode(data, gathered)
    return Reason("encoding") if text is None else read_gift(text, clean, gathered.kept)


def _read_aiken(data: bytes, clean: Clean, gathered: Gathered) -> Elements:
    text = _decode(data, gathered)
    return Reason("encoding") if text is None else read_aiken(text, clean)


def _read_moodle(data: bytes, clean: Clean, gathered: Gathered) -> Elements:
    text = _decode(data, gathered)
    if text is None:
        return Reason("encoding")
    # Python has decoded it: whatever encoding the declaration names is past.
    bare = re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", "", text)
    return read_moodle_xml(bare.encode(), clean, gathered)


# A reader joins by one line here, and by a sign of its own in ``recognize`` or ``_recognize_zip``.
READERS: dict[str, Reader] = {
    "gift": _read_gift,
    "moodlexml": _read_moodle,
    "aiken": _read_aiken,
    "qti": read_qti,
    "docx": read_docx,
    "xlsx": read_xlsx,
}
FORMATS = tuple(READERS)


def read_questions(data: bytes, *, filename: str, clean: Clean, fmt: str = "auto") -> ImportReport:
    """Read a file of questions; whatever the bytes are, the answer is a report.

    ``clean`` makes foreign HTML harmless.
    """
    found = _find_format(data, fmt)
    if isinstance(found, Reason):
        return ImportReport(fmt, fault=found)
    expected = _BY_NAME.get(filename.rpartition(".")[2].lower())
    if fmt == "auto" and expected is not None and found not in expected:
        return ImportReport(found, fault=Reason("name_mismatch", found))
    return _read(found, data, clean)


def _find_format(data: bytes, fmt: str) -> str | Reason:
    """Tell the format, or what keeps the bytes from being looked at."""
    if not data.strip():
        return Reason("empty_file")
    if len(data) > LARGEST_FILE:
        return Reason("too_large")
    kind = next((kind for magic, kind in _BINARY if data.startswith(magic)), None)
    if kind == "zip":
        return _recognize_zip(data, fmt)
    if kind:
        return Reason("wrong_kind", kind)
    return _recognize_text(data) if fmt == "auto" else _check_known(fmt)


def _recognize_text(data: bytes) -> str | Reason:
    found = decode(data)
    if found is None:
        return Reason("encoding")
    return recognize(found.text) or Reason("unknown_format")


def _check_known(fmt: str) -> str | Reason:
    return fmt if fmt in READERS else Reason("unknown_format")


def _recognize_zip(data: bytes, fmt: str) -> str | Reason:
    """Tell the format of a container by a name that each of its kind has."""
    signs = {"docx": b"word/document.xml", "xlsx": b"xl/workbook.xml", "qti": b"imsmanifest.xml"}
    found = next((name for name, sign in signs.items() if sign in data), "")
    # A package of items may come without its manifest.
    found = found or ("qti" if b".xml" in data else "")
    if found in READERS and fmt in {"auto", found}:
        return found
    return Reason("wrong_kind", found or "zip")


def _read(fmt: str, data: bytes, clean: Clean) -> ImportReport:
    gathered = Gathered()
    elements = READERS[fmt](data, clean, gathered)
    if isinstance(elements, Reason):
        return ImportReport(fmt, fault=elements)
    try:
        kept = list(islice(elements, MOST_ELEMENTS + 1))
    except UnreadableError as error:
        return ImportReport(fmt, fault=error.reason)
    if len(kept) > MOST_ELEMENTS:
        return ImportReport(fmt, fault=Reason("too_many", str(MOST_ELEMENTS)))
    if not kept:
        return ImportReport(fmt, fault=Reason("no_questions"))
    return ImportReport(
        fmt,
        tuple(kept),
        files=gathered.kept.files,
        stimuli=gathered.stimuli,
        outside=tuple(gathered.outside),
        totals=gathered.totals,
    )


def recognize(text: str) -> str:
    """Tell the format by content: ``gift``, ``moodlexml``, ``aiken`` or nothing."""
    start = text.lstrip()
    if start.startswith("<"):
        head = start[:20_000]
        if _QTI.search(head):
            return "qti"
        return "moodlexml" if "<quiz" in head else ""
    lines = text.splitlines()
    if any(ANSWER.fullmatch(line) for line in lines) and any(OPTION.match(line) for line in lines):
        return "aiken"
    return "gift" if "{" in hide(text[:200_000]) else ""
