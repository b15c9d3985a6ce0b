"""Uploads in parts: acknowledged means durable, repeated means once."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.jobs.runner import run_due_jobs
from media import blobs, parts
from media.actions import abandon_upload, begin_upload, take_chunk
from media.actions.uploads import check_received
from media.errors import (
    FileRefusedError,
    FileTooLargeError,
    UploadExpiredError,
    WrongOffsetError,
)
from media.models import StoredFile, UploadSession
from tests.factories.accounts import TeacherFactory
from tests.factories.media import make_mp4, make_pdf, start_upload

pytestmark = pytest.mark.django_db
GIGABYTE = 1024**3


def send(upload: UploadSession, data: bytes, offset: int = 0) -> UploadSession:
    return take_chunk(upload, data, offset=offset, now=timezone.now())


def bytes_of(file: StoredFile) -> bytes:
    return b"".join(blobs.read_range(file.storage_key))


def test_parts_make_the_whole_file():
    film = make_mp4()
    upload = start_upload(film)

    for place in range(0, len(film), 10_000):
        upload = send(upload, film[place : place + 10_000], place)

    assert upload.file.state == StoredFile.State.READY
    assert bytes_of(upload.file) == film
    assert not UploadSession.objects.exists()


def test_a_part_that_comes_twice_is_written_once():
    film = make_mp4()
    upload = start_upload(film)

    send(upload, film[:5000])
    upload = send(upload, film[:5000])

    assert upload.offset == 5000


def test_a_part_at_the_wrong_place_says_where_to_go_on():
    film = make_mp4()
    upload = send(start_upload(film), film[:5000])

    with pytest.raises(WrongOffsetError) as caught:
        send(upload, film[9000:9500], 9000)

    assert caught.value.offset == 5000


def test_more_than_was_declared_is_not_taken():
    upload = start_upload(b"\0\0\0\x18ftypisom")

    with pytest.raises(WrongOffsetError):
        send(upload, make_mp4()[:400])


def test_too_large_is_refused_before_any_byte():
    with pytest.raises(FileTooLargeError, match="2,4"):
        begin_upload(TeacherFactory(), "phim.mp4", total=int(2.4 * GIGABYTE), now=timezone.now())

    assert not StoredFile.objects.exists()


def test_an_upload_asked_for_again_with_its_key_is_the_same():
    teacher = TeacherFactory()

    first, again = (start_upload(make_mp4(), owner=teacher, key="a1") for _ in range(2))
    other = start_upload(make_mp4(), owner=teacher)

    assert first == again != other
    assert StoredFile.objects.count() == 2


def test_a_film_that_begins_like_a_program_is_refused_at_its_first_part():
    upload = start_upload(b"MZ" + b"\0" * 5000)

    with pytest.raises(FileRefusedError, match="chương trình"):
        send(upload, b"MZ" + b"\0" * 999)

    upload.file.refresh_from_db()
    assert upload.file.state == StoredFile.State.REFUSED
    assert not parts._part_path(upload.public_id).exists()


def test_what_turns_out_damaged_at_the_end_is_refused_with_its_reason():
    film = make_mp4()
    broken = film[: len(film) // 2]
    upload = send(start_upload(broken), broken)

    assert upload.file.state == StoredFile.State.REFUSED
    assert "hỏng" in upload.file.reason
    assert not [path for path in blobs.scratch_folder().iterdir() if path.is_file()]


def test_a_large_file_is_checked_by_its_job(settings):
    from core.models import RuleSet

    rule = RuleSet.objects.get(code="media.limits")
    rule.body = {**rule.body, "inline_check_megabytes": 0}
    rule.save()
    film = make_mp4()

    upload = send(start_upload(film), film)

    assert upload.file.state == StoredFile.State.PROCESSING
    run_due_jobs()
    upload.file.refresh_from_db()
    assert upload.file.state == StoredFile.State.READY
    assert upload.file.has_copies


def test_checking_again_after_a_crash_between_store_and_row_ends_well(monkeypatch):
    pdf = make_pdf()
    upload = start_upload(pdf, "bai.pdf")
    monkeypatch.setattr(StoredFile, "save", _die)
    with pytest.raises(KeyboardInterrupt):
        _receive(upload, pdf)
    monkeypatch.undo()

    file = check_received(StoredFile.objects.get())

    assert file.state == StoredFile.State.READY
    assert bytes_of(file) == pdf


def _die(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def _receive(upload: UploadSession, content: bytes) -> None:
    StoredFile.objects.filter(pk=upload.file_id).update(state="processing")
    parts.write(upload.public_id, content, 0)
    check_received(upload.file)


def test_an_upload_that_was_left_too_long_is_gone():
    upload = start_upload(make_mp4())

    with pytest.raises(UploadExpiredError):
        take_chunk(upload, b"x", offset=0, now=timezone.now() + timedelta(hours=49))


def test_giving_up_leaves_nothing_and_twice_is_harmless():
    film = make_mp4()
    upload = send(start_upload(film), film[:100])

    abandon_upload(upload)
    abandon_upload(upload)

    assert not StoredFile.objects.exists()
    assert not [path for path in blobs.scratch_folder().iterdir() if path.suffix == ".part"]


def test_giving_up_too_late_leaves_the_parts_to_the_check():
    film = make_mp4()
    upload = send(start_upload(film), film[:100])
    StoredFile.objects.update(state=StoredFile.State.PROCESSING)

    abandon_upload(upload)

    assert UploadSession.objects.exists()
    assert [path for path in blobs.scratch_folder().iterdir() if path.suffix == ".part"]


def test_a_refused_upload_is_cleared_away_and_its_file_stays():
    upload = start_upload(make_mp4())
    with pytest.raises(FileRefusedError):
        send(upload, make_pdf()[:100])

    abandon_upload(upload)

    assert not UploadSession.objects.exists()
    assert StoredFile.objects.get().state == StoredFile.State.REFUSED


def begin(client, name: str = "phim.mp4", size: int = 9000):
    body = json.dumps({"name": name, "size": size, "type": "video/mp4"})
    return client.post(
        reverse("media:begin_upload"),
        body,
        content_type="application/json",
        headers={"Accept": "application/json"},
    )


def put(client, address: str, data: bytes, offset: int):
    return client.put(
        address,
        data,
        content_type="application/octet-stream",
        headers={"Upload-Offset": str(offset), "Accept": "application/json"},
    )


def test_the_script_begins_sends_and_asks(client):
    film = make_mp4()
    client.force_login(TeacherFactory())

    begun = begin(client, size=len(film)).json()
    address = reverse("media:continue_upload", args=[begun["id"]])
    first = put(client, address, film[:4000], 0).json()
    asked = client.get(address).json()
    last = put(client, address, film[4000:], 4000).json()

    assert (first["offset"], asked["offset"], last["offset"]) == (4000, 4000, len(film))
    assert last["file"]["state"] == "ready"


def test_the_script_is_told_where_to_go_on(client):
    client.force_login(TeacherFactory())
    begun = begin(client).json()

    response = put(client, reverse("media:continue_upload", args=[begun["id"]]), b"x" * 10, 500)

    assert (response.status_code, response.json()["offset"]) == (409, 0)


def test_the_script_reads_the_reason_of_a_refusal(client):
    client.force_login(TeacherFactory())

    response = begin(client, name="bai.svg")

    assert response.status_code == 422
    assert "không nhận" in response.json()["error"]


def test_a_part_over_the_limit_is_not_read(client):
    client.force_login(TeacherFactory())
    begun = begin(client, size=5_000_000).json()

    response = put(
        client, reverse("media:continue_upload", args=[begun["id"]]), b"\0" * 1_200_000, 0
    )

    assert response.status_code == 409


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_another_persons_upload_is_not_there(client, method):
    upload = start_upload(make_mp4())
    client.force_login(TeacherFactory(school=upload.file.school))

    response = getattr(client, method)(reverse("media:continue_upload", args=[upload.public_id]))

    assert response.status_code == 404


def test_nobody_uploads_without_signing_in(client):
    assert begin(client).status_code == 302
