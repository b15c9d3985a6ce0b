"""Every component in every state, at three widths and in both themes."""

import gzip

import pytest
from playwright.sync_api import Response

from .pages import assert_axe_clean, assert_fits, assert_focus_shows, assert_no_english, take

pytestmark = pytest.mark.django_db

ADDRESS = "/thu-vien-giao-dien/"


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_components_hold(open_page, width, theme):
    page = open_page(ADDRESS, width=width, theme=theme)

    take(page, "gallery")
    assert_fits(page)
    assert_axe_clean(page)
    assert_no_english(page)


def test_the_keyboard_is_seen(open_page):
    assert_focus_shows(open_page(ADDRESS), stops=30)


def test_text_of_twice_the_size_fits(open_page):
    """A window of 640 px at 200 % has 320 px of room."""
    assert_fits(open_page(ADDRESS, width=320))


def test_forced_colours_keep_every_icon_and_choice(open_page):
    page = open_page(ADDRESS, forced_colors="active")

    take(page, "gallery-forced")
    assert_axe_clean(page, without=("color-contrast",))


def test_a_dialog_takes_the_focus_and_gives_it_back(open_page):
    page = open_page(ADDRESS)
    page.get_by_role("button", name="Thu hồi học liệu").click()
    dialog = page.get_by_role("dialog")

    assert dialog.is_visible()
    assert_axe_clean(page)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Thu hồi học liệu"


def test_the_first_visit_is_light(open_page, app_origin):
    """Fonts, sheets, scripts, icons and the page itself stay under 150 kB as they travel."""
    page = open_page("about:blank")
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  # Playwright marks it

    page.goto(f"{app_origin}/dang-nhap/")
    page.wait_for_load_state("networkidle")

    assert len(answers) > 4
    assert sum(len(gzip.compress(answer.body())) for answer in answers) < 150_000
