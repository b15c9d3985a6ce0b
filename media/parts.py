"""Parts of uploads on their way: one growing file in a local store, one object a part in S3.

A lock file keeps two requests of one upload apart, on one machine; on several machines each part is
an object of its own name, so a repeated part writes the same bytes again.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from . import blobs


class MissingPartsError(Exception):
    """Acknowledged parts are gone: the store lost them."""


def _part_path(upload_id: str) -> Path:
    return blobs.scratch_folder() / f"{upload_id}.part"


def _lock_path(upload_id: str) -> Path:
    return blobs.scratch_folder() / f"{upload_id}.lock"


def _part_key(upload_id: str, offset: int) -> str:
    return f"incoming/{upload_id}/{offset:015d}"


@contextmanager
def hold(upload_id: str) -> Iterator[None]:
    """Let one request at a time write to an upload."""
    with _lock_path(upload_id).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def write(upload_id: str, data: bytes, offset: int) -> None:
    """Write one part and wait until it is on disk."""
    if not blobs.is_local():
        key = _part_key(upload_id, offset)
        default_storage.delete(key)
        default_storage.save(key, ContentFile(data))
        return
    path = _part_path(upload_id)
    is_new = not path.exists()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o640)
    try:
        written = os.pwrite(handle, data, offset)
        os.ftruncate(handle, offset + written)
        os.fsync(handle)
    finally:
        os.close(handle)
    if is_new:
        blobs.sync_folder(path.parent)


@contextmanager
def assembled(upload_id: str, total: int) -> Iterator[Path]:
    """Lend the whole file as a path; it may be moved away from there."""
    if blobs.is_local():
        path = _part_path(upload_id)
        if not path.exists() or path.stat().st_size != total:
            raise MissingPartsError(upload_id)
        yield path
        return
    with blobs.scratch_file() as path:
        with path.open("wb") as target:
            for name in sorted(default_storage.listdir(f"incoming/{upload_id}")[1]):
                target.seek(int(name))
                for piece in blobs.read_range(f"incoming/{upload_id}/{name}"):
                    target.write(piece)
        if path.stat().st_size != total:
            raise MissingPartsError(upload_id)
        yield path


def discard(upload_id: str) -> None:
    """Delete the parts of an upload; twice is harmless."""
    _part_path(upload_id).unlink(missing_ok=True)
    _lock_path(upload_id).unlink(missing_ok=True)
    if not blobs.is_local():
        for name in default_storage.listdir(f"incoming/{upload_id}")[1]:
            default_storage.delete(f"incoming/{upload_id}/{name}")
