"""The content origin: signed addresses, ranges, headers that keep authors' bytes tame."""

from datetime import timedelta
from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core.jobs.runner import run_due_jobs
from media.actions import bin_file
from media.delivery import LONGEST_OPEN_RANGE, Span, UnsatisfiableError, parse_range
from media.names import clean_name, disposition
from media.queries import mint_sized, mint_urls
from media.signing import ExpiredError, ForgedError, make_token, open_token
from tests.factories.media import StoredFileFactory, make_film, make_image, make_mp4, make_pdf

pytestmark = pytest.mark.django_db
CONTENT_HOST = urlsplit(settings.CONTENT_ORIGIN).netloc


@pytest.fixture
def content() -> Client:
    return Client(headers={"Host": CONTENT_HOST})


def fetch(content: Client, address: str, **headers: str):
    response = content.get(urlsplit(address).path, headers={"Host": CONTENT_HOST, **headers})
    pieces = response.streaming_content if response.streaming else [response.content]
    response.body = b"".join(pieces)
    return response


def test_a_minted_address_gives_the_bytes(content):
    file = StoredFileFactory()

    response = fetch(content, mint_urls(file).original)

    assert response.body == make_pdf()
    assert response["Content-Type"] == "application/pdf"


def test_the_application_origin_serves_no_authors_bytes(client):
    file = StoredFileFactory()

    response = client.get(urlsplit(mint_urls(file).original).path)

    assert response.status_code == 404


def test_headers_keep_the_browser_from_guessing(content):
    file = StoredFileFactory(name="anh.png", content=make_image())

    response = fetch(content, mint_urls(file).original)

    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert f"frame-ancestors {settings.APP_ORIGIN}" in response["Content-Security-Policy"]
    assert response["Access-Control-Allow-Origin"] == settings.APP_ORIGIN
    assert "Set-Cookie" not in response


def test_only_the_application_may_read_across_origins(content):
    file = StoredFileFactory()

    response = fetch(content, mint_urls(file).original, Origin="https://evil.example")

    assert response["Access-Control-Allow-Origin"] == settings.APP_ORIGIN


def test_the_download_has_its_vietnamese_name(content):
    file = StoredFileFactory(name="Phương trình bậc nhất.pdf")

    header = fetch(content, mint_urls(file).download)["Content-Disposition"]

    assert header.startswith('attachment; filename="phuong trinh bac nhat.pdf"')
    assert unquote(header.split("filename*=UTF-8''")[1]) == "Phương trình bậc nhất.pdf"


def test_text_and_archives_are_never_shown_as_pages(content):
    note = StoredFileFactory(name="ghi.txt", content=b"xin chao")

    response = fetch(content, mint_urls(note).original)

    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_a_part_of_a_film_is_given(content):
    film = make_mp4()
    file = StoredFileFactory(name="phim.mp4", content=film)

    response = fetch(content, mint_urls(file).stream, Range="bytes=100-299")

    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes 100-299/{len(film)}"
    assert response.body == film[100:300]


def test_a_range_behind_the_end_is_refused(content):
    file = StoredFileFactory()

    response = fetch(content, mint_urls(file).original, Range="bytes=999999999-")

    assert response.status_code == 416


def test_a_range_of_an_older_copy_gives_the_whole(content):
    file = StoredFileFactory()

    response = fetch(
        content, mint_urls(file).original, **{"Range": "bytes=0-9", "If-Range": '"older"'}
    )

    assert response.status_code == 200


def test_what_the_browser_has_is_not_sent_again(content):
    file = StoredFileFactory()
    address = mint_urls(file).original
    etag = fetch(content, address)["ETag"]

    response = fetch(content, address, **{"If-None-Match": etag})

    assert (response.status_code, response.body) == (304, b"")


def test_a_forged_address_opens_nothing(content):
    file = StoredFileFactory()
    address = mint_urls(file).original.replace(file.public_id, StoredFileFactory().public_id)

    assert fetch(content, address).status_code == 404


def test_an_old_address_says_that_it_has_expired(content):
    file = StoredFileFactory()
    token = make_token(file.public_id, now=timezone.now() - timedelta(days=1), minutes=30)

    response = content.get(f"/f/{token}/original/x", headers={"Host": CONTENT_HOST})

    assert response.status_code == 410
    assert "hết hạn" in response.content.decode()


def test_a_binned_file_is_not_served(content):
    file = StoredFileFactory()
    address = mint_urls(file).original
    bin_file(file, now=timezone.now())

    assert fetch(content, address).status_code == 404


def test_serving_takes_one_query(content, django_assert_num_queries):
    file = StoredFileFactory()
    address = mint_urls(file).original

    with django_assert_num_queries(1):
        fetch(content, address)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_is_written_here(content, method):
    address = urlsplit(mint_urls(StoredFileFactory()).original).path

    response = getattr(content, method)(address, headers={"Host": CONTENT_HOST})

    assert response.status_code == 405


def test_copies_are_served_with_their_own_types(content):
    file = StoredFileFactory(name="phim.mp4", content=make_film("mp4", seconds=3))
    run_due_jobs()
    file.refresh_from_db()
    urls = mint_urls(file)

    assert fetch(content, urls.poster)["Content-Type"] == "image/webp"
    assert fetch(content, urls.stream)["Content-Type"] == "video/mp4"


def test_a_page_gets_the_smaller_copy_of_a_picture_and_its_whole_behind(content):
    data = make_image(size=(2000, 1500))
    file = StoredFileFactory(name="hinh.png", content=data)
    address = mint_sized(file.public_id, "hinh.png")
    before = fetch(content, address)
    run_due_jobs()

    after = fetch(content, address)
    whole = fetch(content, address.replace("/sized/", "/original/"))

    assert before.body == whole.body == data
    assert after["Content-Type"] == "image/webp"
    assert len(after.body) < len(data)


def test_a_picture_that_weighs_less_than_its_copy_is_given_itself(content):
    file = StoredFileFactory(name="hinh.png", content=make_image())
    run_due_jobs()
    file.renditions.update(size=file.size)

    assert fetch(content, mint_sized(file.public_id, "hinh.png"))["Content-Type"] == "image/png"


def test_a_binned_picture_is_not_served_in_any_size(content):
    file = StoredFileFactory(name="hinh.png", content=make_image(size=(2000, 1500)))
    run_due_jobs()
    bin_file(file, now=timezone.now())

    assert fetch(content, mint_sized(file.public_id, "hinh.png")).status_code == 404


def test_addresses_stay_the_same_for_a_while_so_that_browsers_keep_the_bytes():
    now = timezone.now().replace(minute=1, second=0)

    first = make_token("abc", now=now, minutes=30)
    second = make_token("abc", now=now + timedelta(minutes=5), minutes=30)

    assert first == second


def test_a_token_lives_at_least_as_long_as_asked():
    now = timezone.now()
    token = make_token("abc", now=now, minutes=30)

    assert open_token(token, now=now + timedelta(minutes=29)).public_id == "abc"
    with pytest.raises(ExpiredError):
        open_token(token, now=now + timedelta(minutes=41))


@given(st.text(max_size=80))
def test_no_invented_token_opens(token):
    with pytest.raises(ForgedError):
        open_token(token, now=timezone.now())


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-99", Span(0, 99)),
        ("bytes=900-", Span(900, 999)),
        ("bytes=-100", Span(900, 999)),
        ("bytes=-5000", Span(0, 999)),
        ("bytes=10-5000", Span(10, 999)),
        ("bytes=0-0,5-9", None),
        ("bytes=9-2", None),
        ("items=0-9", None),
        ("bytes=a-b", None),
        ("bytes=-", None),
    ],
)
def test_ranges_are_read_as_the_standard_says(header, span):
    assert parse_range(header, 1000) == span


def test_an_open_range_is_answered_in_pieces():
    assert parse_range("bytes=0-", 10**9) == Span(0, LONGEST_OPEN_RANGE - 1)


@given(st.text(max_size=30), st.integers(0, 10_000))
def test_no_range_header_reads_outside_of_the_file(header, size):
    try:
        span = parse_range(f"bytes={header}", size)
    except UnsatisfiableError:
        return
    assert span is None or 0 <= span.start <= span.end < size


@given(st.text(max_size=200))
def test_names_never_hold_paths_or_unseen_marks(raw):
    name = clean_name(raw)

    assert name
    assert len(name) <= 120
    assert not set(name) & set('/\\<>:"|?*\n\r\0\u202e')
    assert not name.startswith(".")


@given(st.text(max_size=100))
def test_the_disposition_is_one_line_of_ascii(raw):
    header = disposition(clean_name(raw), attachment=True)

    assert header.isascii()
    assert "\n" not in header
    assert header.count('"') == 2
