"""Tells what a file is from its bytes. Names and declared types are claims, bytes are facts."""

import re
import zipfile
from pathlib import Path

import filetype

HEAD = 8192
_TAIL = 66_000
_BY_MIME = {
    "image/jpeg": "jpeg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/heic": "heic",
    "video/mp4": "mp4",
    "video/x-m4v": "mp4",
    "video/quicktime": "mp4",
    "video/webm": "webm",
    "video/x-matroska": "webm",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/x-wav": "wav",
    "audio/ogg": "ogg",
    "application/x-rar-compressed": "rar",
    "application/x-7z-compressed": "rar",
    "application/x-msdownload": "program",
    "application/x-executable": "program",
}
_TEXTS = tuple(
    (code, re.compile(pattern, re.IGNORECASE | re.DOTALL))
    for code, pattern in (
        ("playlist", rb"\s*(#EXTM3U|ffconcat|<(\?xml[^>]*>\s*<)?(MPD|smil)\b)"),
        ("svg", rb"\s*(<\?xml.{0,200}?\?>)?\s*(<!--.*?-->\s*)*(<!doctype\s+)?<?svg\b"),
        (
            "html",
            rb"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|script|iframe)\b",
        ),
        ("script", rb"#!"),
        ("xml", rb"\s*<\?xml"),
    )
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODF = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.presentation": "odp",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/epub+zip": "epub",
}


def sniff_head(head: bytes) -> str:
    """Return the code of the type that the first bytes show; a ZIP's inside is not looked at."""
    if not head:
        return "empty"
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(_OLE):
        return "ole"
    if head.startswith((b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe")):
        return "program"
    return _sniff_media(head) or _sniff_text(head)


def _sniff_media(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand in {b"heic", b"heix", b"mif1", b"avif"}:
            return "heic"
        return "m4a" if brand.startswith(b"M4A") else "mp4"
    guess = filetype.guess(head)
    return _BY_MIME.get(guess.mime, "") if guess else ""


def _sniff_text(head: bytes) -> str:
    # A UTF-8 mark in front must not hide what follows.
    plain = head.removeprefix(b"\xef\xbb\xbf")
    for code, pattern in _TEXTS:
        if pattern.match(plain):
            return code
    if b"\0" in head:
        return "unknown"
    try:
        # The last character may be cut in two.
        head[: len(head) - 4 if len(head) == HEAD else None].decode("utf-8")
    except UnicodeDecodeError:
        return "unknown"
    return "text"


def sniff_file(path: Path) -> str:
    """Return the code of the type of a whole file, looking into ZIP containers."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    code = sniff_head(head)
    return _sniff_archive(path) if code == "zip" else code


def _sniff_archive(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return _ODF.get(archive.read("mimetype").strip(), "zip")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return "zip"
    if "[Content_Types].xml" not in names:
        return "zip"
    parts = (("docx", "word/"), ("pptx", "ppt/"), ("xlsx", "xl/"))
    return next(
        (code for code, folder in parts if any(name.startswith(folder) for name in names)), "zip"
    )


def has_archive_tail(path: Path) -> bool:
    """Whether a file that is no ZIP ends like one: two kinds in one file."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    position = tail.rfind(b"PK\x05\x06")
    return position >= 0 and zipfile.is_zipfile(path)
