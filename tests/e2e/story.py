"""People of the story at their browsers: what each does on the pages, in his own words.

A step finds things as people do, by what is written on them, and leaves pictures of the pages it
stood on in var/screenshots.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page

from sector.demo.people import PASSWORD

from .pages import Viewport, assert_axe_clean, assert_fits, assert_no_english, take

PATIENCE = 20_000


@dataclass
class Desk:
    """One person at one browser."""

    page: Page

    def go(self, path: str) -> None:
        self.page.goto(path)

    def press(self, name: str) -> None:
        """Press the first button or link with this name."""
        button = self.page.get_by_role("button", name=name)
        button.or_(self.page.get_by_role("link", name=name)).first.click()
        self.page.wait_for_load_state()

    def look(self, name: str, *, admin: bool = False) -> None:
        """Look at the page as everybody must be able to: axe, width, language, picture."""
        if not admin:
            assert_axe_clean(self.page)
            assert_fits(self.page)
            assert_no_english(self.page)
        take(self.page, name)

    def text(self) -> str:
        return self.page.inner_text("main")


@contextmanager
def sit_down(browser: Browser, origin: str, username: str, *, width: int = 1280) -> Iterator[Desk]:
    """Open a fresh browser and sign in."""
    view = Viewport(width=width, height=740 if width < 600 else 900)
    context = browser.new_context(base_url=origin, **view.as_options())
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/dang-nhap/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "dang-nhap" not in url)
    try:
        yield Desk(page)
    except BaseException:
        take(page, f"failed-{username}")
        raise
    finally:
        context.close()


def hand_in_resource(desk: Desk, *, title: str, file: Path, kind: str) -> None:
    """Upload a file, say what it is, and send it to the subject group."""
    page = desk.page
    desk.go("/hoc-lieu-cua-toi/them/")
    page.set_input_files("input[type=file]", file)
    page.locator("[data-uploader-value]:not([value=''])").wait_for(state="attached")
    page.fill("[name=title]", title)
    page.select_option("[name=kind]", label=kind)
    page.select_option("[name=subject]", label="Toán")
    page.select_option("[name=grade]", label="Lớp 8")
    page.fill("[name=description]", "Dùng sau phần kiến thức mới, làm theo nhóm đôi.")
    page.fill("[name=outcome_text]", "phuong trinh bac nhat")
    page.click("[data-outcomes-find]")
    page.locator("[data-outcomes] input[type=checkbox]").first.check()
    page.fill("[name=source]", "Tự biên soạn")
    page.select_option("[name=licence]", label="CC BY")
    page.get_by_label("Không dùng AI").check()
    page.get_by_label("Toàn ngành").check()
    desk.press("Gửi tổ duyệt")
    page.get_by_role("heading", level=1, name=title).wait_for()


def pass_reviews(desk: Desk, *, note: str) -> int:
    """Pass everything on one's list with a note; returns how many there were."""
    count = 0
    while True:
        desk.go("/can-duyet/")
        tasks = desk.page.locator("main table a[href^='/can-duyet/']")
        if not tasks.count():
            return count
        tasks.first.click()
        desk.page.fill("textarea[name=note]", note)
        if count == 0:
            desk.look("07-review")
        desk.page.locator("button[name=decision][value=pass]").click()
        desk.page.wait_for_load_state()
        count += 1


class Editor:
    """Wagtail's editor of one lesson."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def add(self, kind: str) -> Locator:
        """Add a block at the end and return it."""
        blocks = self.page.locator("[data-streamfield-child]")
        before = blocks.count()
        self.page.locator("button.c-sf-add-button").last.click()
        self.page.get_by_role("option", name=kind, exact=True).click()
        block = blocks.nth(before)
        block.wait_for()
        return block

    def add_part(self, title: str) -> None:
        self.add("Phần mới").locator("input[type=text]").fill(title)

    def add_text(self, text: str) -> None:
        field = self.add("Văn bản").locator(".public-DraftEditor-content")
        field.click()
        field.press_sequentially(text)
        field.get_by_text(text[-12:]).wait_for()

    def add_formula(self, latex: str) -> None:
        self.add("Công thức").locator("textarea").fill(latex)

    def add_chosen(self, kind: str, title: str) -> None:
        """Add a block that chooses something from a list."""
        self.add(kind).get_by_role("button", name="Chọn").first.click()
        dialog = self.page.locator(".modal")
        dialog.get_by_label("Từ cần tìm").fill(title)
        dialog.get_by_role("link", name=title).first.click()
        dialog.wait_for(state="hidden")
