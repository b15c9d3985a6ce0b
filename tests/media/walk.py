"""Objects of the addresses of media."""

from tests.factories.media import StoredFileFactory, make_mp4, start_upload
from tests.walk_objects import Arguments, Side, builds


@builds("media:show_file", "media:show_file_state", seen_by=["teacher"])
def a_file(side: Side) -> Arguments:
    file = StoredFileFactory(owner=side.people["teacher"], name=f"{side.name('Bài')}.pdf")
    return {"public_id": file.public_id}


@builds("media:bin_file", "media:restore_file", "media:retry_file")
def a_file_to_act_on(side: Side) -> Arguments:
    return a_file(side)


@builds("media:continue_upload", seen_by=["teacher"])
def an_upload(side: Side) -> Arguments:
    upload = start_upload(make_mp4(), f"{side.name('Phim')}.mp4", owner=side.people["teacher"])
    return {"public_id": upload.public_id}
