"""Where bytes lie: a local folder or an S3 store, behind one set of functions.

Keys are made here from random ids, never from people's names. A key is written once: other bytes
get another key.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage

PIECE = 256 * 1024


def make_key(public_id: str, name: str) -> str:
    """Return the key of one file's original or copy."""
    return f"files/{public_id[:2]}/{public_id}/{name}"


def is_local() -> bool:
    """Whether the store is a folder of this machine."""
    try:
        default_storage.path("x")
    except NotImplementedError:
        return False
    return True


def scratch_folder() -> Path:
    """Return the folder for files under work, on the same disk as a local store."""
    from django.conf import settings

    folder = Path(settings.MEDIA_ROOT) / "incoming"
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    return folder


@contextmanager
def scratch_file(suffix: str = "") -> Iterator[Path]:
    """Lend a path for a file under work; what is left of it is deleted."""
    handle, name = tempfile.mkstemp(dir=scratch_folder(), prefix="work-", suffix=suffix)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def store(path: Path, key: str) -> None:
    """Put a finished file into the store; afterwards it survives a power cut.

    The file at ``path`` stays where it is: a run that dies before its row is written can be repeated.
    """
    if not is_local():
        default_storage.delete(key)
        with path.open("rb") as file:
            default_storage.save(key, File(file))
        return
    target = Path(default_storage.path(key))
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    beside = target.with_name(f".{target.name}.new")
    beside.unlink(missing_ok=True)
    # A second name for the same bytes costs nothing; other disks get a copy.
    try:
        os.link(path, beside)
    except OSError:
        shutil.copyfile(path, beside)
    beside.chmod(0o640)
    sync_file(beside)
    beside.replace(target)
    sync_folder(target.parent)


@contextmanager
def local_copy(key: str) -> Iterator[Path]:
    """Lend a path that programs can read; a remote file is fetched for as long as it is needed."""
    if is_local():
        yield Path(default_storage.path(key))
        return
    with scratch_file(suffix=Path(key).suffix) as path:
        with path.open("wb") as target:
            for piece in read_range(key):
                target.write(piece)
        yield path


class Pieces:
    """Bytes to be sent in pieces. The source is closed also when nobody asks for the first one."""

    def __init__(self, source: Any, *, left: int | None) -> None:
        """Take what can be read and closed, and how many bytes to give; None gives all."""
        self.source = source
        self.left = left

    def __iter__(self) -> "Pieces":
        """Be one's own iterator."""
        return self

    def __next__(self) -> bytes:
        """Return the next piece."""
        size = PIECE if self.left is None else min(PIECE, self.left)
        piece: bytes = self.source.read(size) if size > 0 else b""
        if not piece:
            self.close()
            raise StopIteration
        if self.left is not None:
            self.left -= len(piece)
        return piece

    def close(self) -> None:
        """Let the source go; twice is harmless."""
        self.source.close()


def read_range(key: str, start: int = 0, end: int | None = None) -> Pieces:
    """Open the bytes from ``start`` to ``end`` inclusive; a missing file is FileNotFoundError."""
    left = None if end is None else end - start + 1
    if not is_local():
        return Pieces(_open_remote(key, start, end), left=left)
    source = Path(default_storage.path(key)).open("rb")  # noqa: SIM115  Pieces closes it
    source.seek(start)
    return Pieces(source, left=left)


def _open_remote(key: str, start: int, end: int | None) -> Any:
    from botocore.exceptions import ClientError

    store_: Any = default_storage
    wanted = f"bytes={start}-{'' if end is None else end}"
    options = {"Range": wanted} if start or end is not None else {}
    try:
        answer = store_.connection.meta.client.get_object(
            Bucket=store_.bucket_name, Key=key, **options
        )
    except ClientError as error:
        raise FileNotFoundError(key) from error
    return answer["Body"]


def delete(key: str) -> None:
    """Delete the bytes; deleting twice is harmless."""
    if not key:
        return
    default_storage.delete(key)
    if is_local():
        with suppress(OSError):
            Path(default_storage.path(key)).parent.rmdir()


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_file(path: Path) -> None:
    """Wait until the file's bytes are on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(path: Path) -> None:
    """Wait until the folder's entries are on disk."""
    sync_file(path)
