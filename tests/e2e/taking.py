"""What a pupil does in the player, by keyboard, and what every page of a test must hold."""

import pytest
from playwright.sync_api import Page, expect

from .pages import assert_axe_clean, assert_fits, assert_no_english, take


def tab_to(page: Page, selector: str, *, most: int = 30) -> None:
    """Press Tab until the focus is there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


def expect_saved(page: Page) -> None:
    expect(page.locator(".exam__bar .mobile-only [data-save-text]")).to_have_text("Đã lưu")
    expect(page.locator("[data-map] .wait")).to_have_count(0)


def hold(page: Page, name: str) -> None:
    take(page, name)
    assert_fits(page)
    assert_axe_clean(page)
    assert_no_english(page)
