"""Writes to files: taking one in, deciding whether it may stay, the bin."""

from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.db import transaction
from django.utils import translation

from accounts.models import User
from accounts.queries import find_school_of
from core.actions import enqueue
from core.errors import ConflictError
from media import blobs
from media.errors import FileRefusedError
from media.events import file_binned, file_refused
from media.limits import get_limits
from media.models import StoredFile
from media.names import clean_name
from media.processing.examine import Claim, Finding, check_size, claimed_type, examine
from media.scanner import scan_file

JOB = "media.process_file"
# Kinds of which smaller or safer copies are made.
WITH_COPIES = frozenset({"video", "image", "document"})


def save_file(
    owner: User, name: str, stream: BinaryIO, *, now: datetime, declared_type: str = ""
) -> StoredFile:
    """Take a whole file in, check it and keep it; its copies are made by a job.

    Raises FileRefusedError with a sentence that says what the file is; nothing is kept then.
    """
    limits = get_limits()
    name = clean_name(name)
    file_type = claimed_type(name)
    with blobs.scratch_file(suffix=f".{file_type.extension}") as path:
        _copy(stream, path, most=limits.bytes_by_kind[file_type.kind])
        check_size(path.stat().st_size, file_type, limits)
        file = StoredFile(
            owner=owner,
            school=find_school_of(owner),
            name=name,
            state=StoredFile.State.PROCESSING,
            created_at=now,
        )
        return admit_file(file, path, declared_type=declared_type)


def admit_file(file: StoredFile, path: Path, *, declared_type: str = "") -> StoredFile:
    """Check the bytes at ``path``, put them into the store and mark the file ready.

    Checking happens outside of any transaction: it takes seconds and other processes.
    """
    with blobs.scratch_file() as target:
        claim = Claim(file.name, declared_type)
        found = examine(path, claim, limits=get_limits(), target=target)
        file.scan = scan_file(path)
        return _keep_file(file, target if found.is_rewritten else path, found)


def _keep_file(file: StoredFile, source: Path, found: Finding) -> StoredFile:
    """Store checked bytes and write down what they are; a second run writes the same."""
    file.size, file.sha256 = source.stat().st_size, blobs.digest(source)
    file.kind, file.content_type = found.type.kind, found.type.content_type
    file.page_count, file.duration_seconds = found.page_count, found.duration_seconds
    file.width, file.height = found.width, found.height
    file.storage_key = blobs.make_key(file.public_id, f"original.{found.type.extension}")
    file.state, file.reason = StoredFile.State.READY, ""
    file.has_copies = file.kind not in WITH_COPIES
    blobs.store(source, file.storage_key)
    with transaction.atomic():
        file.save()
        if not file.has_copies:
            ask_for_copies(file)
    return file


def ask_for_copies(file: StoredFile) -> None:
    """Ask for posters, sizes and web copies; asking twice makes one job."""
    enqueue(
        JOB,
        file.pk,
        about=file,
        key=f"{JOB}:{file.pk}",
        queue="media",
        owner_id=file.owner_id,
        school_id=file.school_id,
    )


@transaction.atomic
def refuse_file(file: StoredFile, error: FileRefusedError) -> None:
    """Mark a received file as refused, with the reason in its owner's language."""
    with translation.override(file.owner.language):
        file.reason = str(error.message)[:400]
    file.state = StoredFile.State.REFUSED
    file.save(update_fields=["state", "reason"])
    file_refused.send(sender=StoredFile, file=file)


@transaction.atomic
def bin_file(file: StoredFile, *, now: datetime) -> None:
    """Put a file into the bin, where it stays for a time; a second call changes nothing.

    Raises FileInUseError when something that others see still shows it.
    """
    file = StoredFile.objects.select_for_update().get(pk=file.pk)
    if file.binned_at is None:
        file_binned.send(sender=StoredFile, file=file)
        file.binned_at = now
        file.save(update_fields=["binned_at"])


@transaction.atomic
def restore_file(file: StoredFile) -> None:
    """Take a file out of the bin; a second call changes nothing."""
    StoredFile.objects.filter(pk=file.pk).update(binned_at=None)


@transaction.atomic
def work_again(file: StoredFile) -> None:
    """Ask for a file's check or copies again, after they failed."""
    if file.state not in {StoredFile.State.READY, StoredFile.State.PROCESSING}:
        raise ConflictError
    ask_for_copies(file)


def delete_file(file: StoredFile) -> None:
    """Delete rows and bytes for good; rows first, so that no row points at nothing."""
    keys = [file.storage_key, *file.renditions.values_list("storage_key", flat=True)]
    with transaction.atomic():
        file.delete()
    for key in keys:
        blobs.delete(key)


def _copy(stream: BinaryIO, path: Path, *, most: int) -> None:
    """Copy at most one byte more than is allowed: enough to know that it is too much."""
    with path.open("wb") as target:
        left = most + 1
        while left > 0 and (piece := stream.read(min(blobs.PIECE, left))):
            target.write(piece)
            left -= len(piece)
