"""Makes the copies of a file: poster, sizes, web film. Every step may be repeated."""

from collections.abc import Callable
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_noop

from media import blobs
from media.models import Rendition, StoredFile
from media.processing import pictures
from media.processing.ffmpeg import write_poster, write_web_video
from media.processing.sandbox import SandboxError

Progress = Callable[[str, float], None]
_SUFFIX = {"image/webp": "webp", "video/mp4": "mp4"}


def make_copies(file: StoredFile, *, on_progress: Progress) -> None:
    """Make what is missing and mark the file; what exists already is left alone.

    A copy that cannot be made does not take the original away: the file says why.
    """
    reason = ""
    with blobs.local_copy(file.storage_key) as source:
        try:
            _make_for_kind(file, source, on_progress)
        except SandboxError:
            reason = "copies"
    StoredFile.objects.filter(pk=file.pk).update(has_copies=not reason)


def _make_for_kind(file: StoredFile, source: Path, on_progress: Progress) -> None:
    kinds = Rendition.Kind
    if file.kind == StoredFile.Kind.IMAGE:
        for kind, width in ((kinds.IMAGE_480, 480), (kinds.IMAGE_960, 960)):
            _make(file, kind, "image/webp", _scaled(source, width))
    elif file.kind == StoredFile.Kind.VIDEO:
        _make_film(file, source, on_progress)
    elif file.content_type == "application/pdf" and pictures.can_draw_pdf():
        _make(file, kinds.PREVIEW, "image/webp", lambda to: pictures.draw_first_page(source, to))


def _make_film(file: StoredFile, source: Path, on_progress: Progress) -> None:
    length = file.duration_seconds or 1.0
    on_progress(gettext_noop("Making the poster"), 0.0)
    _make(
        file,
        Rendition.Kind.POSTER,
        "image/webp",
        lambda to: write_poster(source, to, at=min(2.0, length / 3)),
    )

    def write(target: Path) -> None:
        write_web_video(
            source,
            target,
            duration=length,
            on_progress=lambda part: on_progress(gettext_noop("Making the film for the web"), part),
        )

    _make(file, Rendition.Kind.VIDEO_720, "video/mp4", write)


def _scaled(source: Path, width: int) -> Callable[[Path], None]:
    return lambda target: pictures.write_scaled(source, target, width=width)


def _make(
    file: StoredFile, kind: Rendition.Kind, content_type: str, write: Callable[[Path], None]
) -> None:
    """Write one copy beside, store it, then write its row; a row means that the bytes are there."""
    if file.renditions.filter(kind=kind).exists():
        return
    suffix = _SUFFIX[content_type]
    with blobs.scratch_file(suffix=f".{suffix}") as target:
        write(target)
        key = blobs.make_key(file.public_id, f"{kind}.{suffix}")
        blobs.store(target, key)
        with transaction.atomic():
            Rendition.objects.update_or_create(
                file=file,
                kind=kind,
                defaults={
                    "content_type": content_type,
                    "size": target.stat().st_size,
                    "sha256": blobs.digest(target),
                    "storage_key": key,
                },
            )
