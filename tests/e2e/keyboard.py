"""A person who works without a mouse: moves with Tab, acts with Enter, Space and the arrows.

hands = Hands(page)
hands.write("Tên ngân hàng", "Toán 8")
hands.press("Tạo ngân hàng")
"""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Download, Locator, Page

MOST_STOPS = 400
MOST_OPTIONS = 80
_HAS_FOCUS = "element => element === document.activeElement"
_CHOSEN = "select => select.selectedOptions[0].label.trim()"


@dataclass
class Hands:
    """The keyboard of one page; nothing here clicks or fills by script."""

    page: Page

    def reach(self, target: Locator, *, is_back: bool = False) -> Locator:
        """Go to a control with Tab, or with Shift and Tab from below."""
        target.wait_for()
        # Scripts that answer to keys are there once the page has loaded.
        self.page.wait_for_load_state("load")
        # Found once: looking for a name anew at each stop would cost more than the stop.
        element = target.element_handle()
        for _ in range(MOST_STOPS):
            if element.evaluate(_HAS_FOCUS):
                return target
            self.page.keyboard.press("Shift+Tab" if is_back else "Tab")
        message = f"The Tab key does not reach {target}."
        raise AssertionError(message)

    def press(self, name: str, *, is_back: bool = False) -> None:
        """Press the button or link of this name with Enter."""
        main = self.page.get_by_role("main")
        named = main.get_by_role("button", name=name).or_(main.get_by_role("link", name=name))
        self.reach(named.first, is_back=is_back)
        self.page.keyboard.press("Enter")

    def go(self, place: str) -> None:
        """Go to a place of the navigation."""
        self.reach(self.page.locator(f'.rail__link[title="{place}"]'))
        self.page.keyboard.press("Enter")

    def tick(self, box: Locator, *, is_back: bool = False) -> None:
        """Tick a box with Space."""
        self.reach(box, is_back=is_back)
        self.page.keyboard.press("Space")

    def write(self, label: str, text: str) -> None:
        """Write into the field of this label, in place of what stands there."""
        exact = self.page.get_by_label(label, exact=True)
        self.reach(exact.or_(self.page.get_by_role("textbox", name=label)).first)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def choose(self, label: str, option: str) -> None:
        """Choose from a list with the arrow keys."""
        field = self.reach(self.page.get_by_role("combobox", name=label).first)
        self.page.keyboard.press("Home")
        for _ in range(MOST_OPTIONS):
            if field.evaluate(_CHOSEN) == option:
                return
            self.page.keyboard.press("ArrowDown")
        message = f"The list {label!r} has no {option!r}."
        raise AssertionError(message)

    def fetch(self, name: str) -> bytes:
        """Take the file behind a link."""
        with self.page.expect_download() as waiting:
            self.press(name)
        download: Download = waiting.value
        return Path(download.path()).read_bytes()
