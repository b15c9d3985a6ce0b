"""The same promises with an S3 store: parts, ranges, copies, deletion."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings as project
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from core.jobs.runner import run_due_jobs
from media import blobs
from media.actions import abandon_upload, take_chunk
from media.actions.files import delete_file
from media.queries import mint_urls
from tests.factories.media import StoredFileFactory, make_image, make_mp4, start_upload

pytestmark = [pytest.mark.django_db, pytest.mark.services]
HOST = urlsplit(project.CONTENT_ORIGIN).netloc


@pytest.fixture(autouse=True)
def _store(s3_storage):
    assert not blobs.is_local()


def test_parts_make_the_whole_film_and_a_range_of_it_is_served():
    film = make_mp4()
    upload = start_upload(film)
    for place in range(0, len(film), 20_000):
        upload = take_chunk(upload, film[place : place + 20_000], offset=place, now=timezone.now())

    address = urlsplit(mint_urls(upload.file).original).path
    response = Client().get(address, headers={"Host": HOST, "Range": "bytes=100-299"})

    assert upload.file.state == "ready"
    assert (response.status_code, b"".join(response.streaming_content)) == (206, film[100:300])
    assert default_storage.listdir(f"incoming/{upload.public_id}")[1] == []


def test_copies_are_made_from_and_into_the_store():
    file = StoredFileFactory(name="anh.jpg", content=make_image("JPEG", (1200, 800)))

    run_due_jobs()

    keys = file.renditions.values_list("storage_key", flat=True)
    assert [default_storage.exists(key) for key in keys] == [True, True]


def test_what_is_deleted_is_gone_from_the_store():
    file = StoredFileFactory()
    key = file.storage_key

    delete_file(file)

    with pytest.raises(FileNotFoundError):
        blobs.read_range(key)


def test_an_abandoned_upload_leaves_no_parts():
    film = make_mp4()
    upload = take_chunk(start_upload(film), film[:5000], offset=0, now=timezone.now())

    abandon_upload(upload)

    assert default_storage.listdir(f"incoming/{upload.public_id}")[1] == []
