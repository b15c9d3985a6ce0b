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


def read_range(key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
    """Yield the bytes from ``start`` to ``end`` inclusive; a missing file is FileNotFoundError."""
    return _read_local(key, start, end) if is_local() else _read_remote(key, start, end)


def _read_local(key: str, start: int, end: int | None) -> Iterator[bytes]:
    # Opened at once, so that a missing file is an answer and not a broken stream.
    file = Path(default_storage.path(key)).open("rb")  # noqa: SIM115  closed by the generator

    def pieces() -> Iterator[bytes]:
        with file:
            file.seek(start)
            left = (end - start + 1) if end is not None else None
            while left is None or left > 0:
                piece = file.read(PIECE if left is None else min(PIECE, left))
                if not piece:
                    return
                left = left - len(piece) if left is not None else None
                yield piece

    return pieces()


def _read_remote(key: str, start: int, end: int | None) -> Iterator[bytes]:
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
    body: Iterator[bytes] = answer["Body"].iter_chunks(PIECE)
    return body


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
