"""The network cut in a real browser: a pupil goes on working, and everything arrives afterwards."""

import time
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect, sync_playwright

from scripts.browser import find_chromium

from .ground import Ground
from .people import QUESTIONS

PATIENCE_MS = 60_000


def measure_cut(ground: Ground, *, seconds: int) -> dict[str, Any]:
    """Answer two questions, the rest without network over so many seconds, then hand in.

    Returns how many answers were given without network, seconds from its return until all were
    saved, and how many of the chosen answers are in the database after handing in.
    """
    pupil = ground.pupils[0]
    origin = f"http://app.benhoc.localhost:{urlsplit(ground.origin).port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(
            base_url=origin, viewport={"width": 360, "height": 740}, locale="vi-VN"
        )
        page.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        _sign_in(page, pupil)
        page.goto(f"/lam-bai/{pupil['test']}/")
        page.locator("[data-player] button").click()
        chosen = {n: _choose(page, n) for n in (1, 2)}
        _expect_saved(page)
        page.context.set_offline(True)
        for n in range(3, QUESTIONS + 1):
            chosen[n] = _choose(page, n)
            page.wait_for_timeout(seconds * 1000 / (QUESTIONS - 2))
        expect(page.locator("[data-line]")).to_be_visible()
        page.context.set_offline(False)
        back = time.monotonic()
        _expect_saved(page)
        took = time.monotonic() - back
        _hand_in(page)
        browser.close()
    kept = ground.sql("SELECT json_object_agg(position, value) FROM assessments_answer")
    found = {int(n): value for n, value in kept.items()}
    return {
        "without_network": QUESTIONS - 2,
        "saved_after": took,
        "kept": sum(found.get(n) == value for n, value in chosen.items()),
        "chosen": len(chosen),
    }


def _sign_in(page: Page, pupil: dict[str, str]) -> None:
    page.goto("/dang-nhap/")
    page.fill("[name=username]", pupil["username"])
    page.fill("[name=password]", pupil["password"])
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "dang-nhap" not in url)


def _choose(page: Page, number: int) -> str:
    """Choose an answer of a question and return its token."""
    if number > 1:
        page.keyboard.press("ArrowRight")
    question = page.locator(f"#cau-{number}")
    expect(question).to_be_visible()
    question.locator(".choice").nth(number % 4).click()
    return question.locator("input:checked").input_value()


def _expect_saved(page: Page) -> None:
    expect(page.locator("[data-map] .wait")).to_have_count(0)
    expect(page.locator(".exam__bar .mobile-only [data-save-text]")).to_have_text("Đã lưu")


def _hand_in(page: Page) -> None:
    page.locator("[data-last]").click()
    page.locator("[data-submit]").click()
    page.wait_for_url("**/ket-qua/**")
