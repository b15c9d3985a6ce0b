"""Files for tests, made by the tools that people's files are made by.

    file = StoredFileFactory()                # a ready PDF of a teacher, its bytes in the store
    file = StoredFileFactory(name="phim.mp4", content=make_mp4())
    make_pdf(), make_png(), make_mp4()        # bytes

``make_mp4`` runs ffmpeg once a session for each size.
"""

import io
import subprocess
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import factory
from django.utils import timezone
from PIL import Image

from media.actions import begin_upload, save_file
from media.models import StoredFile, UploadSession
from media.processing.ffmpeg import find_ffmpeg

from .accounts import TeacherFactory


@cache
def make_pdf(pages: int = 2, *, text: str = "Phuong trinh bac nhat") -> bytes:
    """Return a small valid PDF with a line of text on each page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for _ in range(pages):
        stream = f"BT /F1 24 Tf 72 720 Td ({text}) Tj ET"
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> "
            f"/Contents {number + 1} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {pages} >>"
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("latin-1")


def make_image(kind: str = "PNG", size: tuple[int, int] = (640, 400), **options: Any) -> bytes:
    """Return a picture of two colours."""
    image = Image.new("RGB", size, "#0b5b69")
    image.paste("#db4a33", (0, 0, size[0] // 2, size[1] // 2))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


@cache
def make_film(
    extension: str = "mp4", *, seconds: int = 2, size: str = "320x240", sound: bool = True
) -> bytes:
    """Return a real film of a test card with a tone, made by ffmpeg."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"film.{extension}"
        codecs = (
            ["-c:v", "libvpx", "-c:a", "libvorbis"]
            if extension == "webm"
            else ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"]
        )
        tone = ["-f", "lavfi", "-i", f"sine=440:duration={seconds}"] if sound else []
        subprocess.run(
            [
                *(find_ffmpeg(), "-v", "error", "-f", "lavfi"),
                *("-i", f"testsrc=duration={seconds}:size={size}:rate=12"),
                *tone,
                *codecs,
                *("-shortest", str(target)),
            ],
            check=True,
        )
        return target.read_bytes()


def make_mp4(**options: Any) -> bytes:
    """Return a short MP4."""
    return make_film("mp4", **options)


@cache
def make_sound(extension: str = "mp3", seconds: int = 1) -> bytes:
    """Return a tone."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"tone.{extension}"
        subprocess.run(
            [
                *(find_ffmpeg(), "-v", "error", "-f", "lavfi"),
                *("-i", f"sine=440:duration={seconds}", str(target)),
            ],
            check=True,
        )
        return target.read_bytes()


def make_zip(members: dict[str, bytes] | None = None) -> bytes:
    """Return a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (members or {"doc.txt": b"xin chao"}).items():
            archive.writestr(name, content)
    return out.getvalue()


def make_docx(extra: dict[str, bytes] | None = None) -> bytes:
    """Return what is needed for a container to be a Word document."""
    return make_zip(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": b"<w:document/>",
            **(extra or {}),
        }
    )


class StoredFileFactory(factory.django.DjangoModelFactory):
    """A ready file; ``content`` and ``name`` say which."""

    class Meta:
        model = StoredFile

    owner = factory.SubFactory(TeacherFactory)
    name = "Phương trình bậc nhất.pdf"
    content = factory.LazyFunction(make_pdf)
    created_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, *_: Any, **kwargs: Any) -> StoredFile:
        owner, name = kwargs.pop("owner"), kwargs.pop("name")
        content, created_at = kwargs.pop("content"), kwargs.pop("created_at")
        file = save_file(owner, name, io.BytesIO(content), now=created_at)
        if kwargs:
            StoredFile.objects.filter(pk=file.pk).update(**kwargs)
            file.refresh_from_db()
        return file


def start_upload(content: bytes, name: str = "phim.mp4", **options: Any) -> UploadSession:
    """Open an upload that waits for its first part."""
    owner = options.pop("owner", None) or TeacherFactory()
    return begin_upload(owner, name, total=len(content), now=timezone.now(), **options)
