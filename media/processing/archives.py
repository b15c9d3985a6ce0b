"""Looks into ZIP containers, office documents included: bombs, macros, harmful names."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from media.errors import FileRefusedError, FileTooLargeError

_PIECE = 256 * 1024
# Below this much a high ratio is only a table of zeroes.
_HARMLESS = 5 * 1024 * 1024


@dataclass(frozen=True)
class ArchiveBounds:
    """How much a container may hold once it is unpacked."""

    unpacked: int
    ratio: int
    members: int


class ArchiveBombError(FileTooLargeError):
    """It unpacks to far more than it is."""

    message = _("This file unpacks to far more than its size. It cannot be taken.")


class ArchiveDamagedError(FileRefusedError):
    """The container cannot be read."""

    message = _("This file is damaged. Open it on your machine, save it again and retry.")


class ArchiveProtectedError(FileRefusedError):
    """It is protected by a password, so nobody can check or show it."""

    message = _("This file is protected by a password. Save it without one and upload it again.")


class MacroError(FileRefusedError):
    """The document carries program code."""

    message = _("This document has macros (program code). Save it without macros and retry.")


class ArchiveNameError(FileRefusedError):
    """A name inside points out of the archive."""

    message = _("This archive holds a file whose name points outside of it. It cannot be taken.")


def check_archive(path: Path, bounds: ArchiveBounds) -> None:
    """Refuse bombs by declared and by counted size, macros, passwords and names that climb out."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_declared(members, path.stat().st_size, bounds)
            for member in members:
                _check_name(member)
            _count(archive, members, path.stat().st_size, bounds)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
        raise ArchiveDamagedError from error


def _check_declared(members: list[zipfile.ZipInfo], size: int, bounds: ArchiveBounds) -> None:
    if len(members) > bounds.members:
        raise ArchiveBombError
    if any(member.flag_bits & 0x1 for member in members):
        raise ArchiveProtectedError
    _check_amount(sum(member.file_size for member in members), size, bounds)
    starts = [member.header_offset for member in members if not member.is_dir()]
    if len(starts) != len(set(starts)):
        # Many names for one piece: the overlapping kind of bomb.
        raise ArchiveBombError


def _check_amount(unpacked: int, size: int, bounds: ArchiveBounds) -> None:
    if unpacked > bounds.unpacked:
        raise ArchiveBombError
    if unpacked > _HARMLESS and unpacked > size * bounds.ratio:
        raise ArchiveBombError


def _check_name(member: zipfile.ZipInfo) -> None:
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
        raise ArchiveNameError
    if name.lower().endswith(("vbaproject.bin", "vbadata.xml")):
        raise MacroError


def _count(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], size: int, bounds: ArchiveBounds
) -> None:
    """Unpack into nothing and count: what a header declares may be a lie."""
    total = 0
    for member in members:
        for piece in _read_pieces(archive, member):
            total += piece
            _check_amount(total, size, bounds)


def _read_pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[int]:
    with archive.open(member) as file:
        while piece := file.read(_PIECE):
            yield len(piece)
