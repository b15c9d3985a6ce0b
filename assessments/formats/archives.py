"""Containers of questions (ZIP), opened so that bombs and climbing names stay harmless."""

import io
import posixpath
import zipfile
import zlib
from urllib.parse import unquote

from .report import Reason

MOST_MEMBERS = 20_000
MOST_UNPACKED = 300 * 1024 * 1024
LARGEST_MEMBER = 50 * 1024 * 1024
MOST_RATIO = 200
# Below this much a high ratio is only a table of zeroes.
_HARMLESS = 5 * 1024 * 1024


class Archive:
    """Reads members by their path; what is absent, too large or damaged is None."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Hold an archive whose declared sizes have been looked at."""
        self._archive = archive
        members = [member for member in archive.infolist() if not member.is_dir()]
        self._members = {_plain_path(member.filename): member for member in members}
        self._unpacked = 0

    @property
    def names(self) -> list[str]:
        """Paths of all members in the order of the container."""
        return [name for name in self._members if name]

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a member."""
        member = self._members.get(_plain_path(path)) or self._members.get(
            _plain_path(unquote(path))
        )
        if member is None or member.file_size > LARGEST_MEMBER:
            return None
        try:
            with self._archive.open(member) as file:
                data = file.read(LARGEST_MEMBER + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError):
            return None
        self._unpacked += len(data)
        return data if len(data) <= LARGEST_MEMBER and self._unpacked <= MOST_UNPACKED else None


def open_archive(data: bytes) -> Archive | Reason:
    """Open a container, or give the reason why it must stay closed."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError):
        return Reason("zip_damaged")
    members = archive.infolist()
    if any(member.flag_bits & 0x1 for member in members):
        return Reason("zip_protected")
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
        return Reason("zip_bomb")
    if unpacked > _HARMLESS and unpacked > len(data) * MOST_RATIO:
        return Reason("zip_bomb")
    starts = [member.header_offset for member in members if not member.is_dir()]
    if len(starts) != len(set(starts)):
        # Many names for one piece: the overlapping kind of bomb.
        return Reason("zip_bomb")
    return Archive(archive)


def _plain_path(name: str) -> str:
    """Write a path without dots; one that climbs out of the container becomes nothing."""
    path = posixpath.normpath(name.replace("\\", "/").lstrip("/"))
    return "" if path == "." or path.startswith("..") else path


def join_path(base: str, address: str) -> str:
    """Return the path of an address as seen from the file ``base``; climbing out gives nothing."""
    bare = address.partition("#")[0].partition("?")[0]
    if bare.startswith("/"):
        return _plain_path(bare)
    return _plain_path(posixpath.join(posixpath.dirname(base), bare))
