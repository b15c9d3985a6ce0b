"""The kinds of file that are taken, by extension, with how they are named to people."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class FileType:
    """One type: what the address serves it as, and what people call it."""

    code: str
    kind: str
    content_type: str
    label: str | Promise
    extensions: tuple[str, ...]

    @property
    def extension(self) -> str:
        """The extension that the stored file gets."""
        return self.extensions[0]


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

TYPES: tuple[FileType, ...] = (
    FileType("pdf", "document", "application/pdf", _("a PDF document"), ("pdf",)),
    FileType(
        "docx",
        "document",
        f"{_OOXML}wordprocessingml.document",
        _("a Word document"),
        ("docx",),
    ),
    FileType(
        "pptx",
        "document",
        f"{_OOXML}presentationml.presentation",
        _("a PowerPoint presentation"),
        ("pptx",),
    ),
    FileType(
        "xlsx",
        "document",
        f"{_OOXML}spreadsheetml.sheet",
        _("an Excel workbook"),
        ("xlsx",),
    ),
    FileType("odt", "document", f"{_ODF}text", _("an OpenDocument text"), ("odt",)),
    FileType("odp", "document", f"{_ODF}presentation", _("an OpenDocument presentation"), ("odp",)),
    FileType("ods", "document", f"{_ODF}spreadsheet", _("an OpenDocument sheet"), ("ods",)),
    FileType(
        "ole",
        "document",
        "application/x-ole-storage",
        _("an older Office document"),
        ("doc", "ppt", "xls"),
    ),
    FileType("epub", "document", "application/epub+zip", _("an EPUB book"), ("epub",)),
    FileType("text", "document", "text/plain", _("a text file"), ("txt", "csv", "gift", "md")),
    FileType("zip", "other", "application/zip", _("a ZIP archive"), ("zip", "ggb")),
    FileType("jpeg", "image", "image/jpeg", _("a JPEG image"), ("jpg", "jpeg")),
    FileType("png", "image", "image/png", _("a PNG image"), ("png",)),
    FileType("gif", "image", "image/gif", _("a GIF image"), ("gif",)),
    FileType("webp", "image", "image/webp", _("a WebP image"), ("webp",)),
    FileType("mp4", "video", "video/mp4", _("an MP4 video"), ("mp4", "m4v", "mov")),
    FileType("webm", "video", "video/webm", _("a WebM video"), ("webm", "mkv")),
    FileType("mp3", "audio", "audio/mpeg", _("an MP3 recording"), ("mp3",)),
    FileType("m4a", "audio", "audio/mp4", _("an M4A recording"), ("m4a",)),
    FileType("wav", "audio", "audio/wav", _("a WAV recording"), ("wav",)),
    FileType("ogg", "audio", "audio/ogg", _("an Ogg recording"), ("ogg", "oga", "opus")),
)
BY_CODE = {file_type.code: file_type for file_type in TYPES}
BY_EXTENSION = {extension: file_type for file_type in TYPES for extension in file_type.extensions}

# What is told apart only to be refused with its right name.
REFUSED_LABELS: dict[str, str | Promise] = {
    "html": _("a web page (HTML)"),
    "svg": _("an SVG drawing"),
    "xml": _("an XML file"),
    "playlist": _("a playlist that points at other files"),
    "program": _("a program"),
    "script": _("a script"),
    "rar": _("a RAR or 7-Zip archive"),
    "heic": _("a HEIC photo"),
    "empty": pgettext_lazy("file", "empty"),
    "unknown": _("of a kind that the system does not know"),
}


def label_of(code: str) -> str:
    """Return what people call a type, taken or refused."""
    return str(BY_CODE[code].label if code in BY_CODE else REFUSED_LABELS[code])
