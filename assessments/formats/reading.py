"""One door for all formats: sizes, encodings, recognition, then the reader."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from .aiken import ANSWER, OPTION, read_aiken
from .gift import read_gift
from .markup import Clean
from .moodle_xml import read_moodle_xml
from .report import Element, ImportReport, Reason

FORMATS = ("gift", "moodlexml", "aiken")
LARGEST_FILE = 5 * 1024 * 1024
MOST_ELEMENTS = 5000

_BINARY = (
    (b"PK\x03\x04", "zip"),
    (b"%PDF", "pdf"),
    (b"\xd0\xcf\x11\xe0", "doc"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\x1f\x8b", "gz"),
)
_BY_NAME = {"xml": {"moodlexml"}, "gift": {"gift"}, "txt": {"gift", "aiken"}}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")

_READERS: dict[str, Callable[[str, Clean], Iterator[Element]]] = {
    "gift": read_gift,
    "aiken": read_aiken,
}


def read_questions(data: bytes, *, filename: str, clean: Clean, fmt: str = "auto") -> ImportReport:
    """Read a file of questions; whatever the bytes are, the answer is a report.

    ``clean`` makes foreign HTML harmless.
    """
    fault = _find_fault(data)
    text = None if fault else decode(data)
    if text is None:
        return ImportReport(fmt, fault=fault or Reason("encoding"))
    found = recognize(text) if fmt == "auto" else fmt
    if found not in FORMATS:
        return ImportReport(fmt, fault=Reason("unknown_format"))
    expected = _BY_NAME.get(filename.rpartition(".")[2].lower())
    if fmt == "auto" and expected is not None and found not in expected:
        return ImportReport(found, fault=Reason("name_mismatch", found))
    return _read(found, text, clean)


def _find_fault(data: bytes) -> Reason | None:
    """Tell what keeps the bytes from being looked at as text."""
    if not data.strip():
        return Reason("empty_file")
    if len(data) > LARGEST_FILE:
        return Reason("too_large")
    kinds = (kind for magic, kind in _BINARY if data.startswith(magic))
    kind = next(kinds, None)
    return Reason("wrong_kind", kind) if kind else None


def _read(fmt: str, text: str, clean: Clean) -> ImportReport:
    if fmt == "moodlexml":
        # Python has decoded it: whatever encoding the declaration names is past.
        bare = re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", "", text)
        elements = read_moodle_xml(bare.encode(), clean)
    else:
        elements = _READERS[fmt](text, clean)
    if isinstance(elements, Reason):
        return ImportReport(fmt, fault=elements)
    kept = list(islice(elements, MOST_ELEMENTS + 1))
    if len(kept) > MOST_ELEMENTS:
        return ImportReport(fmt, fault=Reason("too_many", str(MOST_ELEMENTS)))
    if not kept:
        return ImportReport(fmt, fault=Reason("no_questions"))
    return ImportReport(fmt, tuple(kept))


def decode(data: bytes) -> str | None:
    """Read the bytes as UTF-8, or as UTF-16 with its mark; control characters mean it is no text."""
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else text


def recognize(text: str) -> str:
    """Tell the format by content: ``gift``, ``moodlexml``, ``aiken`` or nothing."""
    start = text.lstrip()
    if start.startswith("<"):
        return "moodlexml" if "<quiz" in start[:20_000] else ""
    lines = text.splitlines()
    if any(ANSWER.fullmatch(line) for line in lines) and any(OPTION.match(line) for line in lines):
        return "aiken"
    return "gift" if re.search(r"(?<!\\)\{", text) else ""
