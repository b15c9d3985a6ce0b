"""How pages and static files travel: compressed, and kept by browsers where that is safe."""

import gzip
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import FileResponse, HttpResponse, StreamingHttpResponse

from core.middleware.compression import TextCompressionMiddleware

LONG = "Bến Học " * 200


def answer(rf, response):
    request = rf.get("/", headers={"Accept-Encoding": "gzip"})
    return TextCompressionMiddleware(lambda _: response)(request)


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/json", "image/svg+xml"])
def test_text_travels_compressed(rf, kind):
    response = answer(rf, HttpResponse(LONG, content_type=kind))

    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content).decode() == LONG


def test_a_file_that_is_compressed_already_travels_as_it_is(rf):
    response = answer(rf, HttpResponse(LONG, content_type="application/zip"))

    assert not response.has_header("Content-Encoding")


def test_a_stream_keeps_its_length_and_ranges(rf, tmp_path, db):
    (tmp_path / "a.txt").write_text(LONG)
    response = answer(rf, FileResponse((tmp_path / "a.txt").open("rb")))

    assert not response.has_header("Content-Encoding")
    assert isinstance(response, StreamingHttpResponse)
    response.close()


@pytest.mark.parametrize(
    ("address", "is_kept"),
    [
        ("/static/built/site-eaOdmyDQ.css", True),
        ("/static/wagtailadmin/css/core.0123456789ab.css", True),
        ("/static/wagtailadmin/css/core.css", False),
        ("/static/built/manifest.json", False),
    ],
)
def test_browsers_keep_only_what_carries_a_hash(address, is_kept):
    assert bool(re.match(settings.WHITENOISE_IMMUTABLE_FILE_TEST, address)) == is_kept


def test_names_of_the_front_end_build_are_not_hashed_twice():
    assert staticfiles_storage.hashed_name("built/site-eaOdmyDQ.css") == "built/site-eaOdmyDQ.css"
