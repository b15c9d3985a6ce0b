"""Taking whole files in: what is taken, what is refused and with which words."""

import io

import pytest
from django.utils import timezone

from core.queries import list_jobs
from media import blobs
from media.actions import save_file
from media.errors import FileRefusedError, FileTooLargeError
from media.models import StoredFile
from tests.factories.accounts import TeacherFactory
from tests.factories.media import (
    StoredFileFactory,
    make_docx,
    make_film,
    make_image,
    make_mp4,
    make_pdf,
    make_sound,
    make_zip,
)

pytestmark = pytest.mark.django_db


def take(name: str, content: bytes, **options) -> StoredFile:
    return save_file(TeacherFactory(), name, io.BytesIO(content), now=timezone.now(), **options)


def refusal(name: str, content: bytes, **options) -> str:
    with pytest.raises(FileRefusedError) as caught:
        take(name, content, **options)
    return str(caught.value.message)


def left_behind() -> list[str]:
    return [path.name for path in blobs.scratch_folder().rglob("*") if path.is_file()]


def test_a_pdf_is_kept_with_its_pages():
    file = take("Bài 3.pdf", make_pdf(pages=3))

    assert (file.state, file.kind, file.page_count) == ("ready", "document", 3)
    assert b"".join(blobs.read_range(file.storage_key)) == make_pdf(pages=3)


def test_a_film_is_kept_with_its_length_and_size():
    file = take("Bến Bính.mp4", make_mp4())

    assert (file.kind, file.width, file.height) == ("video", 320, 240)
    assert file.duration_seconds == pytest.approx(2, abs=0.3)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.docx", make_docx(), "document"),
        ("a.zip", make_zip(), "other"),
        ("a.txt", "Tiếng Việt".encode(), "document"),
        ("a.jpg", make_image("JPEG"), "image"),
        ("a.webp", make_image("WEBP"), "image"),
        ("a.gif", make_image("GIF"), "image"),
    ],
)
def test_other_kinds_are_known_by_their_bytes(name, content, kind):
    assert take(name, content).kind == kind


@pytest.mark.parametrize("extension", ["mp3", "wav", "m4a", "ogg"])
def test_recordings_are_kept_with_their_length(extension):
    file = take(f"ghi.{extension}", make_sound(extension))

    assert file.kind == "audio"
    assert file.duration_seconds == pytest.approx(1, abs=0.2)


def test_a_webm_film_is_kept():
    assert take("a.webm", make_film("webm")).kind == "video"


def test_a_kept_file_asks_for_its_copies_once():
    file = take("a.mp4", make_mp4())

    assert [job.name for job in list_jobs(about=file)] == ["media.process_file"]


def test_nothing_is_called_clean_without_a_scanner():
    assert take("a.pdf", make_pdf()).scan == StoredFile.Scan.NOT_SCANNED


def test_the_place_of_a_photo_is_taken_out_and_its_orientation_applied():
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (20.0, 51.0, 0.0)}
    file = take("anh.jpg", make_image("JPEG", (200, 100), exif=exif))

    kept = Image.open(io.BytesIO(b"".join(blobs.read_range(file.storage_key))))
    assert not kept.getexif()
    assert (file.width, file.height) == kept.size == (100, 200)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("phim.mp4", make_pdf(), "là tài liệu PDF, không phải video MP4"),
        ("bai.pdf", make_mp4(), "là video MP4, không phải tài liệu PDF"),
        ("bai.pdf", b"<!doctype html><script>alert(1)</script>", "trang web (HTML)"),
        ("bai.txt", b"\xef\xbb\xbf  <html><body>", "trang web (HTML)"),
        ("anh.png", b'<?xml version="1.0"?><svg onload="alert(1)"/>', "bản vẽ SVG"),
        ("phim.mp4", b"#EXTM3U\n#EXTINF:1,\nhttp://10.0.0.1/a.ts\n", "danh sách phát"),
        ("phim.mp4", b"ffconcat version 1.0\nfile http://10.0.0.1/x\n", "danh sách phát"),
        ("phim.mp4", b"MZ" + b"\0" * 900, "chương trình"),
        ("bai.docx", make_zip(), "tệp nén ZIP"),
        ("bai.pdf", b"\n\n" + make_pdf(), "không phải tài liệu PDF"),
    ],
)
def test_what_is_not_what_its_name_says_is_refused_by_its_right_name(name, content, words):
    assert words in refusal(name, content)


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.exe", "a.docm", "khong-duoi", "a.js"])
def test_kinds_that_are_not_taken_are_named(name):
    assert "không nhận" in refusal(name, b"x")


def test_a_declared_type_of_another_family_is_refused():
    assert "image/png" in refusal("bai.pdf", make_pdf(), declared_type="image/png")


def test_an_empty_file_is_refused():
    assert "trống" in refusal("bai.pdf", b"")


def test_a_file_over_the_limit_of_its_kind_is_refused_and_not_read_to_its_end(monkeypatch):
    class Endless(io.RawIOBase):
        read_count = 0

        def read(self, size=-1):
            self.read_count += size
            return b"\0" * size

    stream = Endless()

    with pytest.raises(FileTooLargeError):
        save_file(TeacherFactory(), "anh.png", stream, now=timezone.now())

    assert stream.read_count <= 26 * 1024 * 1024


def test_a_pdf_with_a_password_is_refused():
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf())))
    writer.encrypt("mat-khau", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)

    assert "mật khẩu" in refusal("bai.pdf", out.getvalue())


def with_action(action: bytes) -> bytes:
    return make_pdf().replace(
        b"<< /Type /Catalog", b"<< /OpenAction " + action + b" /Type /Catalog", 1
    )


def test_a_pdf_that_runs_a_script_is_refused():
    content = with_action(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>")

    assert "mã lệnh" in refusal("bai.pdf", content)


def test_a_script_in_a_compressed_part_of_a_pdf_is_found():
    from pypdf import PdfReader, PdfWriter

    script = with_action(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(script)))
    writer.compress_identical_objects()
    out = io.BytesIO()
    writer.write(out)

    assert "mã lệnh" in refusal("bai.pdf", out.getvalue())


def test_a_pdf_that_starts_a_program_is_refused():
    content = with_action(b"<< /S /Launch /F (cmd.exe) >>")

    assert "mã lệnh" in refusal("bai.pdf", content)


def test_a_damaged_pdf_is_refused():
    assert "hỏng" in refusal("bai.pdf", b"%PDF-1.7\n" + b"\xff" * 500)


def test_a_film_that_is_cut_off_is_refused():
    film = make_mp4()

    assert "hỏng" in refusal("phim.mp4", film[: len(film) // 2])


def test_a_film_of_rubbish_is_refused():
    assert "hỏng" in refusal("phim.mp4", b"\0\0\0\x18ftypisom" + b"\xaa" * 4000)


def test_an_image_of_too_many_pixels_is_refused_without_decoding_it():
    assert "điểm ảnh" in refusal("anh.png", make_image("PNG", (12000, 8000)))


def test_a_cut_off_image_is_refused():
    assert "hỏng" in refusal("anh.jpg", make_image("JPEG")[:900])


def test_a_bomb_is_refused_by_what_it_declares():
    bomb = make_docx({"word/media/zero.bin": b"\0" * 40_000_000})

    assert "bung ra" in refusal("bai.docx", bomb)


def test_a_bomb_that_lies_about_its_size_is_refused_by_counting():
    bomb = bytearray(make_zip({"zero.bin": b"\0" * 40_000_000}))
    declared = (40_000_000).to_bytes(4, "little")
    lied = bytes(bomb).replace(declared, (1000).to_bytes(4, "little"))

    assert refusal("bai.zip", lied)


def test_macros_are_refused():
    assert "macro" in refusal("bai.docx", make_docx({"word/vbaProject.bin": b"x"}))


@pytest.mark.parametrize("member", ["../../etc/passwd", "/etc/passwd", "C:\\Windows\\x.dll"])
def test_names_that_climb_out_of_an_archive_are_refused(member):
    assert refusal("bai.zip", make_zip({member: b"x"}))


def test_a_pdf_with_an_archive_behind_it_is_refused():
    assert "ZIP" in refusal("bai.pdf", make_pdf() + make_zip())


def test_an_image_with_an_archive_behind_it_is_refused():
    assert "ZIP" in refusal("anh.png", make_image() + make_zip({"x.html": b"<script>"}))


def test_a_refused_file_leaves_nothing_behind():
    refusal("phim.mp4", make_pdf())

    assert not StoredFile.objects.exists()
    assert left_behind() == []


def test_a_name_is_kept_composed_and_without_its_path():
    file = StoredFileFactory(name="../../Ba\u0300i ho\u0323c\u202e.pdf")

    assert file.name == "Bài học.pdf"
    assert ".." not in file.storage_key
