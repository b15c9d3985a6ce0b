"""Writes formulas as MathType keeps them: records of MTEF 5 in the stream of a compound file."""

import struct

SECTOR = 512
_END = b"\0"


def char(sign: str, style: int = 3, marks: bytes = b"") -> bytes:
    """Write a letter; styles: 1 text, 2 function, 3 variable, 6 sign, 8 number."""
    body = bytes([style + 128]) + struct.pack("<H", ord(sign))
    return b"\x02" + (b"\x01" if marks else b"\0") + body + (marks + _END if marks else b"")


def chars(signs: str, style: int = 3) -> bytes:
    """Write letters of one style."""
    return b"".join(char(sign, style) for sign in signs)


def mark(kind: int) -> bytes:
    """Write what stands over a letter."""
    return bytes([6, 0, kind])


def line(*parts: bytes) -> bytes:
    """Write a slot."""
    return b"\x01\0" + b"".join(parts) + _END


def empty() -> bytes:
    """Write a slot that is not there."""
    return b"\x01\x01"


def template(selector: int, variation: int, *slots: bytes) -> bytes:
    """Write a template with its slots."""
    return bytes([3, 0, selector, variation, 0]) + b"".join(slots) + _END


def pile(*lines: bytes) -> bytes:
    """Write lines one under another."""
    return bytes([4, 0, 1, 0]) + b"".join(lines) + _END


def matrix(rows: int, columns: int, *cells: bytes) -> bytes:
    """Write a matrix."""
    parts = bytes((rows + 4) // 4 + (columns + 4) // 4)
    return bytes([5, 0, 1, 1, 0, rows, columns]) + parts + b"".join(cells) + _END


def equation(*parts: bytes, version: int = 5) -> bytes:
    """Write a formula with the settings that MathType puts before it."""
    fonts = b"\x13WinAllBasicCodePages\0" + b"\x11\x05Times New Roman\0" + b"\x08\x01\0"
    sizes = b"\x12\0" + b"\x02" + b"\x21\x2f\x21\x5f" + b"\x01" + b"\x41\x50\xf0" + b"\x02\x01\0\0"
    colour = b"\x10\0" + bytes(6) + b"\x0f\x01" + b"\x64\x03abc"
    head = bytes([version, 1, 0, 6, 9]) + b"DSMT6\0" + b"\0"
    return head + fonts + sizes + colour + b"\x0a" + line(*parts) + _END


def compound(formula: bytes, name: str = "Equation Native") -> bytes:
    """Put a formula into a compound file, as Word embeds it."""
    stream = (struct.pack("<HIHI", 28, 0x20000, 0xC16F, len(formula)) + bytes(16) + formula).ljust(
        4096, b"\0"
    )
    count = len(stream) // SECTOR
    chain = [*range(3, 2 + count), 0xFFFFFFFE]
    table = [0xFFFFFFFD, 0xFFFFFFFE, *chain]
    fat = struct.pack(f"<{SECTOR // 4}I", *table, *[0xFFFFFFFF] * (SECTOR // 4 - len(table)))
    directory = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(name, 2, None, 2, len(stream))
    first = [0, *[0xFFFFFFFF] * 108]
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0,
    )  # fmt: skip
    return head + struct.pack("<109I", *first) + fat + directory.ljust(SECTOR, b"\0") + stream


def _entry(name: str, kind: int, child: int | None, start: int, size: int) -> bytes:
    label = name.encode("utf-16-le") + b"\0\0"
    none = 0xFFFFFFFF
    below = none if child is None else child
    links = struct.pack("<BBIII", kind, 1, none, none, below)
    return (
        label.ljust(64, b"\0")
        + struct.pack("<H", len(label))
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
