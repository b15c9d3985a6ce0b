"""Uploading in a browser: with scripts in parts, without scripts with the form; the viewer."""

import pytest
from django.urls import reverse

from core.jobs.runner import run_due_jobs
from media.models import StoredFile, UploadSession
from tests.factories.accounts import TeacherFactory
from tests.factories.media import StoredFileFactory, make_image, make_mp4, make_pdf

from .pages import LOOKS, assert_focus_shows, assert_page_holds, take

pytestmark = pytest.mark.django_db
LIST = "/tep-cua-toi/"


@pytest.fixture
def teacher(transactional_db):
    return TeacherFactory(full_name="Lê Thu Hà")


def given(name: str, content: bytes, mime: str = "video/mp4") -> dict:
    return {"name": name, "mimeType": mime, "buffer": content}


def large_film() -> bytes:
    """Return a film of more than three parts: a short one with free space behind it."""
    filling = 3_500_000
    return make_mp4() + (filling + 8).to_bytes(4, "big") + b"free" + b"\0" * filling


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_my_files_hold(open_page, teacher, width, theme):
    StoredFileFactory(owner=teacher)
    StoredFileFactory(owner=teacher, name="Ảnh bến.png", content=make_image())
    StoredFile.objects.create(
        owner=teacher,
        name="Chứng minh Thalès.mp4",
        kind="video",
        state="refused",
        reason="Tệp bị hỏng hoặc thiếu.",
        created_at=StoredFile.objects.first().created_at,
    )

    page = open_page(LIST, user=teacher, width=width, theme=theme)

    assert_page_holds(page, "files")
    assert_focus_shows(page)


def test_a_film_goes_up_in_parts(open_page, teacher):
    page = open_page(LIST, user=teacher)

    page.locator("input[type=file]").set_input_files(given("Phim.mp4", large_film()))
    page.get_by_role("link", name="Phim.mp4").wait_for()

    file = StoredFile.objects.get(owner=teacher)
    assert (file.state, file.size) == ("ready", len(large_film()))


def test_an_upload_goes_on_after_a_reload(open_page, teacher):
    page = open_page(LIST, user=teacher)
    film = given("Phim.mp4", large_film())
    # The third part never arrives, as on a lost line.
    page.route(
        "**/tep/tai-len/*/",
        lambda route, request: (
            route.abort()
            if request.headers.get("upload-offset", "0") > "1048575" and request.method == "PUT"
            else route.continue_()
        ),
    )
    page.locator("input[type=file]").set_input_files(film)
    page.get_by_text("Mất mạng").first.wait_for()
    take(page, "upload-offline")
    page.unroute("**/tep/tai-len/*/")

    page.reload()
    assert page.get_by_text("Chọn lại “Phim.mp4”").is_visible()
    before = UploadSession.objects.get().offset
    assert before >= 1_048_576
    sent: list[int] = []
    page.on(
        "request",
        lambda request: (
            sent.append(int(request.headers["upload-offset"]))
            if "upload-offset" in request.headers
            else None
        ),
    )
    page.evaluate(
        """() => {
          const key = Object.keys(localStorage).find((name) => name.startsWith("upload:"));
          const kept = JSON.parse(localStorage.getItem(key));
          localStorage.setItem(key, JSON.stringify({...kept, modified: -1}));
        }"""
    )
    page.evaluate("Object.defineProperty(File.prototype, 'lastModified', {get: () => -1})")
    page.locator("input[type=file]").set_input_files(film)
    page.get_by_role("link", name="Phim.mp4").wait_for()

    assert min(sent) == before
    assert StoredFile.objects.get(owner=teacher).state == "ready"


def test_an_upload_is_paused_and_goes_on_with_the_keyboard(open_page, teacher):
    page = open_page(LIST, user=teacher, width=360)
    page.route(
        "**/tep/tai-len/*/", lambda route, _: (page.wait_for_timeout(300), route.continue_())
    )
    page.locator("input[type=file]").set_input_files(given("Phim.mp4", large_film()))
    page.get_by_role("button", name="Tạm dừng").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Đang dừng ở").wait_for()
    assert_page_holds(page, "upload-paused")
    assert page.evaluate("document.activeElement.dataset.act") == "resume"
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Phim.mp4").wait_for()

    assert StoredFile.objects.get(owner=teacher).state == "ready"


def test_a_file_under_a_wrong_name_is_refused_in_words(open_page, teacher):
    page = open_page(LIST, user=teacher)

    page.locator("input[type=file]").set_input_files(given("Phim.mp4", make_pdf()))
    page.get_by_text("là tài liệu PDF, không phải video MP4").first.wait_for()

    assert_page_holds(page, "upload-refused")


def test_a_file_goes_up_without_scripts(open_page, teacher):
    page = open_page(LIST, user=teacher, javascript=False)

    page.locator("input[type=file]").set_input_files(
        given("Bài 3.pdf", make_pdf(), "application/pdf")
    )
    page.get_by_role("button", name="Tải lên", exact=True).click()
    page.wait_for_load_state("load")

    assert page.get_by_role("link", name="Bài 3.pdf").is_visible()


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_the_viewer_plays_a_film_and_seeks(open_page, teacher, width, theme):
    file = StoredFileFactory(owner=teacher, name="Phim.mp4", content=make_mp4(seconds=6))
    run_due_jobs()
    page = open_page(
        reverse("media:show_file", args=[file.public_id]), user=teacher, width=width, theme=theme
    )
    page.wait_for_function("document.querySelector('video').readyState >= 1")
    length = page.evaluate(
        """async () => {
          const film = document.querySelector("video");
          film.muted = true;
          film.currentTime = 4;
          await new Promise((done) => film.addEventListener("seeked", done, {once: true}));
          await film.play();
          await new Promise((done) => film.addEventListener("ended", done, {once: true}));
          return film.currentTime;
        }"""
    )

    assert length == pytest.approx(6, abs=0.5)
    assert_page_holds(page, "viewer-film")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_viewer_shows_a_pdf(open_page, teacher, width):
    file = StoredFileFactory(owner=teacher)
    run_due_jobs()
    said: list[str] = []
    page = open_page(reverse("media:show_file", args=[file.public_id]), user=teacher, width=width)
    page.on("console", lambda message: said.append(message.text))
    page.reload()
    page.wait_for_timeout(800)
    take(page, "viewer-pdf")

    assert not [text for text in said if "Refused" in text or "blocked" in text]
    assert_page_holds(page, "viewer-pdf")
