"""The helpers see what they promise to see: each is shown a planted fault."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from . import pages

GOOD = """<!doctype html><html lang="vi"><title>Trang</title><main><h1>Trang</h1>
<button style="outline-color: black">Lưu</button></main></html>"""


@pytest.fixture
def show(chromium: Browser):
    context = chromium.new_context(viewport={"width": 360, "height": 700})

    def show_one(html: str) -> Page:
        page = context.new_page()
        page.goto(f"data:text/html;charset=utf-8,{quote(html)}")
        return page

    yield show_one
    context.close()


def test_a_good_page_passes(show):
    pages.assert_page_holds(show(GOOD))


def test_axe_sees_an_image_without_words_and_a_field_without_label(show):
    page = show(GOOD.replace("<button", '<img src="data:,"><input><button'))

    violations = " ".join(pages.find_axe_violations(page))

    assert "image-alt" in violations
    assert "label" in violations


def test_axe_sees_pale_text(show):
    page = show(
        GOOD.replace("<button", '<p style="color: #bbb; background: #fff">Mờ quá</p><button')
    )

    assert "color-contrast" in " ".join(pages.find_axe_violations(page))


def test_a_page_that_scrolls_sideways_is_seen(show):
    page = show(GOOD.replace("<button", '<div class="wide" style="width: 500px">Rộng</div><button'))

    assert "div.wide" in pages.find_overflow(page)


def test_a_table_that_scrolls_in_its_own_region_is_no_fault(show):
    wide = '<div style="overflow-x: auto"><div style="width: 900px">Rộng</div></div>'

    assert pages.find_overflow(show(GOOD.replace("<button", f"{wide}<button"))) == []


def test_a_focus_that_does_not_show_is_seen(show):
    page = show(
        GOOD.replace("<button style", "<style>:focus{outline:0!important}</style><button title")
    )

    assert "<button" in pages.find_hidden_focus(page)[0]


def test_english_of_our_catalogues_is_seen(show):
    page = show(GOOD.replace("Lưu", "Skip to the main content"))

    assert pages.find_english(page) == ["Skip to the main content"]
