"""Writes to uploads that come in parts. What is acknowledged is on disk."""

from contextlib import suppress
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.queries import find_school_of
from core.errors import NotFoundError
from media import parts
from media.errors import FileRefusedError, UploadExpiredError, WrongOffsetError
from media.limits import get_limits
from media.models import StoredFile, UploadSession
from media.names import clean_name
from media.processing.examine import Claim, check_claim, check_size, claimed_type
from media.processing.sniff import HEAD, sniff_head
from media.scanner import ScannerDownError

from .files import admit_file, ask_for_copies, refuse_file


def begin_upload(
    owner: User, name: str, *, total: int, declared_type: str = "", key: str = "", now: datetime
) -> UploadSession:
    """Open an upload; its name and size are judged before any byte is sent.

    ``key`` is the sender's own random name of this upload: asked again with it, because the first
    answer was lost, the same upload is given. Raises FileRefusedError or FileTooLargeError.
    """
    limits = get_limits()
    name = clean_name(name)
    file_type = claimed_type(name)
    check_size(total, file_type, limits)
    key = key[:40]
    begun = UploadSession.objects.select_related("file").filter(file__owner=owner, key=key)
    if key and (upload := begun.first()):
        return upload
    try:
        with transaction.atomic():
            file = StoredFile.objects.create(
                owner=owner,
                school=find_school_of(owner),
                name=name,
                kind=file_type.kind,
                size=total,
                created_at=now,
            )
            return UploadSession.objects.create(
                file=file,
                declared_type=declared_type[:100],
                key=key,
                total=total,
                created_at=now,
                expires_at=now + limits.unfinished,
            )
    except IntegrityError:
        # The request whose answer was lost has only now come through.
        return begun.get()


def take_chunk(upload: UploadSession, data: bytes, *, offset: int, now: datetime) -> UploadSession:
    """Write a part behind what has arrived; when this returns, the part survives a power cut.

    A part that arrived before is taken as done. Raises WrongOffsetError, which says where to go on,
    FileRefusedError when the first bytes are not what the name says, UploadExpiredError. The last
    part closes the upload: a small file is checked at once, a large one by a job.
    """
    with parts.hold(upload.public_id):
        upload = _reload(upload)
        if offset + len(data) <= upload.offset:
            return upload
        _check_part(upload, data, offset=offset, now=now)
        parts.write(upload.public_id, data, offset)
        upload.offset = offset + len(data)
        upload.expires_at = now + get_limits().unfinished
        upload.save(update_fields=["offset", "expires_at"])
        if upload.offset == upload.total:
            _receive(upload)
    if upload.offset == upload.total and upload.total <= get_limits().inline_check:
        # When the scanner is down the job that was asked for tries again.
        with suppress(ScannerDownError):
            upload.file = check_received(upload.file)
    return upload


def check_received(file: StoredFile) -> StoredFile:
    """Check a file that has arrived whole, then keep or refuse it; twice is harmless."""
    upload = UploadSession.objects.filter(file=file).first()
    if upload is None:
        return StoredFile.objects.select_related("owner").get(pk=file.pk)
    with parts.hold(upload.public_id):
        file = StoredFile.objects.select_related("owner").get(pk=file.pk)
        if file.state != StoredFile.State.PROCESSING:
            return file
        try:
            with parts.assembled(upload.public_id, upload.total) as path:
                admit_file(file, path, declared_type=upload.declared_type)
        except FileRefusedError as error:
            refuse_file(file, error)
        UploadSession.objects.filter(pk=upload.pk).delete()
        parts.discard(upload.public_id)
    return file


def abandon_upload(upload: UploadSession) -> None:
    """Forget an upload and its parts; a second call changes nothing.

    What has arrived whole stays: the job that checks it still needs the parts. A refused file stays
    in its owner's list, without its upload.
    """
    with parts.hold(upload.public_id):
        file = StoredFile.objects.filter(pk=upload.file_id)
        if file.filter(state=StoredFile.State.PROCESSING).exists():
            return
        file.filter(state=StoredFile.State.UPLOADING).delete()
        UploadSession.objects.filter(pk=upload.pk).delete()
        parts.discard(upload.public_id)


def _reload(upload: UploadSession) -> UploadSession:
    found = UploadSession.objects.select_related("file__owner").filter(pk=upload.pk).first()
    if found is None:
        raise NotFoundError
    return found


def _check_part(upload: UploadSession, data: bytes, *, offset: int, now: datetime) -> None:
    """Refuse what comes too late, at the wrong place, or begins like something else."""
    if upload.has_expired(now) or upload.file.state != StoredFile.State.UPLOADING:
        raise UploadExpiredError
    if offset != upload.offset or offset + len(data) > upload.total or not data:
        raise WrongOffsetError(upload.offset)
    code = sniff_head(data[:HEAD]) if offset == 0 else "zip"
    if code == "zip":
        # What a container is shows only when all of it is there.
        return
    try:
        check_claim(Claim(upload.file.name, upload.declared_type), code)
    except FileRefusedError as error:
        refuse_file(upload.file, error)
        raise


def _receive(upload: UploadSession) -> None:
    """Close the upload; the job finds the file even if this process dies now."""
    with transaction.atomic():
        upload.file.state = StoredFile.State.PROCESSING
        upload.file.save(update_fields=["state"])
        ask_for_copies(upload.file)
