"""Decides whether a file is taken, and what it is: the whole of it, not its name."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.wording import say_file_size
from media.errors import FileRefusedError, FileTooLargeError
from media.limits import Limits
from media.names import extension_of

from .archives import (
    ArchiveBounds,
    ArchiveProtectedError,
    MacroError,
    check_archive,
)
from .boxes import is_cut_off
from .ffmpeg import probe
from .sandbox import MEGABYTE, Bounds, SandboxError, run_child
from .sniff import has_archive_tail, sniff_file
from .types import BY_CODE, BY_EXTENSION, FileType, label_of

_ARCHIVES = {"docx", "pptx", "xlsx", "odt", "odp", "ods", "epub", "zip"}


@dataclass(frozen=True)
class Claim:
    """What the sender says about the file."""

    name: str
    declared_type: str = ""


@dataclass(frozen=True)
class Finding:
    """What the file is. ``is_rewritten``: the target holds it anew, without its metadata."""

    type: FileType
    page_count: int | None = None
    duration_seconds: float | None = None
    width: int | None = None
    height: int | None = None
    is_rewritten: bool = False


class DamagedError(FileRefusedError):
    """The file is cut off or cannot be read."""

    message = gettext_lazy(
        "This file is damaged or not complete. "
        "Open it on your machine to see whether it is whole, then upload it again."
    )


class SlowError(FileRefusedError):
    """Reading it took longer than any honest file needs."""

    message = gettext_lazy("This file takes too long to read. Save it anew and upload it again.")


def claimed_type(name: str) -> FileType:
    """Return the type that the name stands for, or raise FileRefusedError naming what is taken."""
    extension = extension_of(name)
    found = BY_EXTENSION.get(extension)
    if found is None:
        raise FileRefusedError(
            _(
                "Files that end in “%(extension)s” are not taken. Taken are PDF, Word, PowerPoint, "
                "Excel, images (JPG, PNG, GIF, WebP), video (MP4, WebM), sound (MP3, M4A, WAV) and ZIP."
            )
            % {"extension": f".{extension}" if extension else name}
        )
    return found


def check_size(size: int, file_type: FileType, limits: Limits) -> None:
    """Refuse what is larger than its kind may be, or empty."""
    most = limits.bytes_by_kind[file_type.kind]
    if size > most:
        raise FileTooLargeError(
            _(
                "The file has %(size)s, more than the %(most)s allowed for its kind. "
                "Compress it or divide it in two, then upload it again."
            )
            % {"size": say_file_size(size), "most": say_file_size(most)}
        )
    if size == 0:
        raise FileRefusedError(_("The file is empty. Choose another one."))


def check_claim(claim: Claim, code: str) -> FileType:
    """Compare what the bytes show with the name and the declared type; return the type.

    A sentence says what the file really is.
    """
    wanted = claimed_type(claim.name)
    same = code == wanted.code or {code, wanted.code} == {"m4a", "mp4"}
    if not same:
        raise FileRefusedError(
            _("“%(name)s” is %(found)s, not %(wanted)s. Give it its right name or choose another.")
            % {"name": claim.name, "found": label_of(code), "wanted": wanted.label}
        )
    family = claim.declared_type.split("/")[0]
    families = {"video", "audio", "image"}
    if family in families and wanted.kind not in {family, "video" if family == "audio" else ""}:
        raise FileRefusedError(
            _("“%(name)s” was sent as %(declared)s but is %(found)s. Choose the file again.")
            % {"name": claim.name, "declared": claim.declared_type, "found": label_of(code)}
        )
    return wanted


def examine(path: Path, claim: Claim, *, limits: Limits, target: Path) -> Finding:
    """Return what the file is, or raise FileRefusedError. Images are written anew to ``target``."""
    file_type = claimed_type(claim.name)
    check_size(path.stat().st_size, file_type, limits)
    file_type = check_claim(claim, sniff_file(path))
    if file_type.code not in _ARCHIVES and has_archive_tail(path):
        raise FileRefusedError(
            _("“%(name)s” is %(found)s and a ZIP archive at once. Such files are not taken.")
            % {"name": claim.name, "found": file_type.label}
        )
    found = Finding(type=file_type)
    try:
        return _look_inside(path, found, limits, target)
    except SandboxError as error:
        raise (SlowError if error.timed_out else DamagedError) from error


def _look_inside(path: Path, found: Finding, limits: Limits, target: Path) -> Finding:
    code, kind = found.type.code, found.type.kind
    if code in _ARCHIVES:
        bounds = ArchiveBounds(limits.unpacked, limits.unpacked_ratio, limits.archive_members)
        check_archive(path, bounds)
    elif code == "pdf":
        return _read_pdf(path, found, limits)
    elif code == "ole":
        _check_ole(path)
    elif kind == "image":
        return _read_image(path, found, limits, target)
    elif kind in {"video", "audio"}:
        return _read_recording(path, found, limits)
    elif code == "text":
        _check_text(path)
    return found


def _read_pdf(path: Path, found: Finding, limits: Limits) -> Finding:
    bounds = Bounds(seconds=limits.seconds_to_check)
    answer: dict[str, Any] = run_child("read_pdf", str(path), bounds=bounds)
    if answer["state"] == "encrypted":
        raise ArchiveProtectedError
    if answer["state"] != "read" or not answer["pages"]:
        raise DamagedError
    if answer["pages"] > limits.pdf_pages:
        raise FileTooLargeError(
            _("This PDF has %(count)s pages, more than %(most)s. Divide it and upload the parts.")
            % {"count": answer["pages"], "most": limits.pdf_pages}
        )
    if answer["active"]:
        raise FileRefusedError(
            _(
                "This PDF carries a script, a program start or files inside it. "
                "Print it to PDF anew, which leaves those out, and upload the result."
            )
        )
    return replace(found, page_count=answer["pages"])


def _read_image(path: Path, found: Finding, limits: Limits, target: Path) -> Finding:
    answer: dict[str, Any] = run_child(
        "read_image",
        *(str(path), str(target), str(limits.image_pixels)),
        bounds=Bounds(seconds=limits.seconds_to_check, memory=2048 * MEGABYTE),
    )
    if answer["state"] == "too_many_pixels":
        raise FileTooLargeError(
            _("This image has %(width)s × %(height)s pixels, too many. Make it smaller.") % answer
        )
    if answer["state"] != "read":
        raise DamagedError
    return replace(found, width=answer["width"], height=answer["height"], is_rewritten=True)


def _read_recording(path: Path, found: Finding, limits: Limits) -> Finding:
    if is_cut_off(path, found.type.code):
        raise DamagedError
    seen = probe(path, seconds=limits.seconds_to_check)
    if seen.width and seen.height and seen.width * seen.height > limits.video_pixels:
        raise FileTooLargeError(
            _("This video has %(width)s × %(height)s pixels, too many. Make it smaller.")
            % {"width": seen.width, "height": seen.height}
        )
    # A sound alone in an MP4 container is a recording, whatever its name says.
    file_type = found.type if seen.has_video or found.type.kind == "audio" else BY_CODE["m4a"]
    is_film = file_type.kind == "video"
    return replace(
        found,
        type=file_type,
        duration_seconds=round(seen.duration_seconds, 2),
        width=seen.width if is_film else None,
        height=seen.height if is_film else None,
    )


def _check_ole(path: Path) -> None:
    """Refuse older Office files with a password or macros: both leave their names in the index."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise ArchiveProtectedError
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise MacroError


def _check_text(path: Path) -> None:
    try:
        path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise FileRefusedError(
            _("This text file is not in UTF-8. Save it as UTF-8 and upload it again.")
        ) from error
