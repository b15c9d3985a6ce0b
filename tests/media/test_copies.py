"""Copies of files, and what is deleted when its time is over."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image

from core.actions import enqueue
from core.jobs.runner import run_due_jobs
from core.queries import list_jobs
from media import blobs
from media.actions import bin_file, restore_file, work_again
from media.actions.files import delete_file
from media.errors import FileInUseError
from media.events import file_binned
from media.models import Rendition, StoredFile, UploadSession
from tests.factories.media import (
    StoredFileFactory,
    make_film,
    make_image,
    make_mp4,
    start_upload,
)

pytestmark = pytest.mark.django_db


def copy_of(file: StoredFile, kind: str) -> bytes:
    return b"".join(blobs.read_range(file.renditions.get(kind=kind).storage_key))


def test_a_film_gets_a_poster_and_a_film_for_the_web():
    file = StoredFileFactory(name="phim.mp4", content=make_film("mp4", size="1920x1080"))

    run_due_jobs()

    file.refresh_from_db()
    assert file.has_copies
    assert Image.open(io.BytesIO(copy_of(file, "poster"))).width == 960
    film = copy_of(file, "video_720")
    # Playable from its first bytes: the index stands before the pictures.
    assert film.index(b"moov") < film.index(b"mdat")


def test_a_webm_film_gets_an_mp4_for_phones():
    file = StoredFileFactory(name="phim.webm", content=make_film("webm"))

    run_due_jobs()

    assert file.renditions.get(kind="video_720").content_type == "video/mp4"


def test_an_image_gets_two_sizes():
    file = StoredFileFactory(name="anh.jpg", content=make_image("JPEG", (2000, 1000)))

    run_due_jobs()

    assert Image.open(io.BytesIO(copy_of(file, "image_480"))).size == (480, 240)
    assert Image.open(io.BytesIO(copy_of(file, "image_960"))).size == (960, 480)


def test_a_pdf_gets_a_picture_of_its_first_page():
    file = StoredFileFactory()

    run_due_jobs()

    assert Image.open(io.BytesIO(copy_of(file, "preview"))).width == 960


def test_making_copies_again_changes_nothing():
    file = StoredFileFactory(name="anh.jpg", content=make_image("JPEG"))
    run_due_jobs()
    before = list(Rendition.objects.values_list("pk", "sha256"))

    enqueue("media.process_file", file.pk, about=file)
    run_due_jobs()

    assert list(Rendition.objects.values_list("pk", "sha256")) == before


def test_the_job_shows_how_far_it_is():
    file = StoredFileFactory(name="phim.mp4", content=make_mp4())

    run_due_jobs()

    job = list_jobs(about=file).get()
    assert (job.state, job.total_count) == ("done", 100)


def test_copies_that_cannot_be_made_leave_the_original_usable(settings, monkeypatch):
    from media.processing import ffmpeg

    file = StoredFileFactory(name="phim.mp4", content=make_mp4())
    monkeypatch.setattr(ffmpeg, "find_ffmpeg", lambda: "/bin/false")

    run_due_jobs()

    file.refresh_from_db()
    assert (file.state, file.has_copies) == ("ready", False)
    monkeypatch.undo()
    work_again(file)
    run_due_jobs()
    file.refresh_from_db()
    assert file.has_copies


def test_a_file_that_is_gone_ends_its_job_quietly():
    enqueue("media.process_file", 999_999)

    assert run_due_jobs() == 1


def test_the_bin_keeps_a_file_and_gives_it_back():
    file = StoredFileFactory()

    bin_file(file, now=timezone.now())
    bin_file(file, now=timezone.now() + timedelta(days=3))
    assert not StoredFile.objects.kept().exists()
    restore_file(file)

    assert StoredFile.objects.kept().exists()


def test_a_file_in_use_is_not_binned():
    def refuse(**_: object) -> None:
        raise FileInUseError

    file = StoredFileFactory()
    file_binned.connect(refuse, weak=False, dispatch_uid="test")

    with pytest.raises(FileInUseError):
        bin_file(file, now=timezone.now())

    file_binned.disconnect(dispatch_uid="test")
    assert StoredFile.objects.kept().exists()


def empty_leftovers() -> None:
    enqueue("media.empty_leftovers")
    run_due_jobs()


def test_the_bin_is_emptied_after_its_days_with_the_bytes():
    file = StoredFileFactory()
    run_due_jobs()
    key = file.storage_key
    bin_file(file, now=timezone.now() - timedelta(days=31))

    empty_leftovers()

    assert not StoredFile.objects.exists()
    with pytest.raises(FileNotFoundError):
        blobs.read_range(key)


def test_what_was_binned_yesterday_stays():
    file = StoredFileFactory()
    bin_file(file, now=timezone.now() - timedelta(days=1))

    empty_leftovers()

    assert StoredFile.objects.exists()


def test_unfinished_uploads_are_deleted_after_their_time():
    old = start_upload(make_mp4())
    UploadSession.objects.filter(pk=old.pk).update(expires_at=timezone.now())
    fresh = start_upload(make_mp4())

    empty_leftovers()

    assert list(UploadSession.objects.all()) == [fresh]
    assert StoredFile.objects.count() == 1


def test_deleting_takes_the_copies_too():
    file = StoredFileFactory(name="anh.jpg", content=make_image("JPEG"))
    run_due_jobs()
    keys = [file.storage_key, *file.renditions.values_list("storage_key", flat=True)]

    delete_file(file)

    assert [key for key in keys if (blobs.default_storage.exists(key))] == []
