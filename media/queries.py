"""Reads of files: the owner's own, and addresses for whoever may see one."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.permissions import AnyUser
from core.errors import NotFoundError
from core.models import Job
from core.queries import list_jobs

from .limits import get_limits
from .models import Rendition, StoredFile, UploadSession
from .permissions import visible_to
from .signing import make_token

# A part of addresses: the copy of a picture for pages, or the picture itself.
SIZED = "sized"


@dataclass(frozen=True)
class FileUrls:
    """Addresses of one file on the content origin; those it has no copy for are empty."""

    original: str
    download: str
    stream: str = ""
    poster: str = ""
    preview: str = ""
    small: str = ""
    medium: str = ""
    stream_type: str = ""


def access_file(user: AnyUser, public_id: str) -> StoredFile:
    """Fetch a file of this person, or raise NotFoundError."""
    file = visible_to(user).select_related("owner").filter(public_id=public_id).first()
    if file is None:
        raise NotFoundError
    return file


def access_upload(user: AnyUser, public_id: str) -> UploadSession:
    """Fetch an upload of this person that is under way, or raise NotFoundError."""
    upload = (
        UploadSession.objects.select_related("file__owner")
        .filter(public_id=public_id, file__in=visible_to(user))
        .first()
    )
    if upload is None:
        raise NotFoundError
    return upload


def list_own_files(user: AnyUser) -> QuerySet[StoredFile]:
    """List the person's files that are not in the bin, newest first, with uploads and copies."""
    return (
        visible_to(user)
        .filter(binned_at=None)
        .select_related("upload")
        .prefetch_related("renditions")
        .order_by("-created_at", "-pk")
    )


def list_binned_files(user: AnyUser) -> QuerySet[StoredFile]:
    """List the person's files in the bin, last thrown away first."""
    return visible_to(user).exclude(binned_at=None).order_by("-binned_at")


def find_running_job(file: StoredFile) -> Job | None:
    """Return the job that makes this file's copies and has not ended."""
    unfinished = [Job.State.QUEUED, Job.State.RUNNING]
    return list_jobs(about=file).filter(state__in=unfinished).last()


def find_last_job(file: StoredFile) -> Job | None:
    """Return the newest job about this file."""
    return list_jobs(about=file).last()


def mint_urls(file: StoredFile, minutes: int = 30) -> FileUrls:
    """Return addresses that open the file for so many minutes; the caller has checked the reader.

    A recording stays open for three times its length and an hour, so that pauses do not break it.
    Prefetch ``renditions`` on lists.
    """
    if file.duration_seconds:
        minutes = max(minutes, 60 + int(file.duration_seconds * 3 / 60))
    token = make_token(file.public_id, now=timezone.now(), minutes=minutes)
    prefix = f"{settings.CONTENT_ORIGIN}/f/{token}"
    name = quote(file.name, safe="")
    copies = {copy.kind: f"{prefix}/{copy.kind}" for copy in file.renditions.all()}
    original = f"{prefix}/original/{name}"
    kinds = Rendition.Kind
    film = copies.get(kinds.VIDEO_720, "")
    return FileUrls(
        original=original,
        download=f"{prefix}/download/{name}",
        stream=film or (original if file.kind in {"video", "audio"} else ""),
        stream_type="video/mp4" if film else file.content_type,
        poster=copies.get(kinds.POSTER, ""),
        preview=copies.get(kinds.PREVIEW, copies.get(kinds.POSTER, "")),
        small=copies.get(kinds.IMAGE_480, original if file.kind == "image" else ""),
        medium=copies.get(kinds.IMAGE_960, original if file.kind == "image" else ""),
    )


def mint_original(public_id: str, name: str, *, minutes: int = 30) -> str:
    """Return the address of a file's own bytes without reading its row; the caller has checked the reader."""
    token = make_token(public_id, now=timezone.now(), minutes=minutes)
    return f"{settings.CONTENT_ORIGIN}/f/{token}/original/{quote(name, safe='')}"


def mint_sized(public_id: str, name: str, *, minutes: int = 30) -> str:
    """Return the address of a picture as wide as a page needs it; ``original`` in it gives its own bytes.

    No row is read: whether a smaller copy exists is asked when the address is opened.
    """
    return mint_original(public_id, name, minutes=minutes).replace("/original/", f"/{SIZED}/", 1)


@dataclass(frozen=True)
class Blob:
    """One thing that the content origin serves."""

    key: str
    content_type: str
    size: int
    sha256: str
    name: str


def find_blob(public_id: str, part: str) -> Blob | None:
    """Return the bytes behind one part of a token's file, or None; one query."""
    if part in {"original", "download"}:
        file = StoredFile.objects.usable().filter(public_id=public_id).first()
        if file is None:
            return None
        return Blob(file.storage_key, file.content_type, file.size, file.sha256, file.name)
    if part == SIZED:
        return _find_sized(public_id) or find_blob(public_id, "original")
    copy = (
        Rendition.objects.select_related("file")
        .filter(kind=part, file__public_id=public_id, file__binned_at=None)
        .first()
    )
    return _copy_blob(copy) if copy else None


def _find_sized(public_id: str) -> Blob | None:
    """Return the copy for pages where it weighs less than the picture itself."""
    copy = (
        Rendition.objects.select_related("file")
        .filter(kind=Rendition.Kind.IMAGE_960, file__public_id=public_id)
        .filter(file__binned_at=None, size__lt=F("file__size"))
        .first()
    )
    return _copy_blob(copy) if copy else None


def _copy_blob(copy: Rendition) -> Blob:
    extension = copy.storage_key.rpartition(".")[2]
    name = f"{copy.file.name.rpartition('.')[0] or copy.file.name}.{extension}"
    return Blob(copy.storage_key, copy.content_type, copy.size, copy.sha256, name)


def describe_upload(upload: UploadSession) -> dict[str, Any]:
    """Return what the uploader's script needs to go on."""
    return {
        "id": upload.public_id,
        "offset": upload.offset,
        "total": upload.total,
        "name": upload.file.name,
        "file": describe_file(upload.file),
    }


def describe_file(file: StoredFile) -> dict[str, Any]:
    """Return what the uploader's script shows of a file."""
    return {
        "id": file.public_id,
        "name": file.name,
        "state": file.state,
        "reason": file.reason,
        "kind": file.kind,
        "size": file.size,
    }


def count_bin_days() -> int:
    """Return how many days the bin keeps a file."""
    return get_limits().binned.days
