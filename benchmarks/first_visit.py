"""Bytes that a first visit costs, as Chromium receives them.

    .venv/bin/python -m benchmarks.first_visit

A browser without any cache opens the sign-in page and then, signed in, a pupil's home. Counted are the
bodies as they travel (gzip; over https Chromium also takes brotli, which is smaller). Goal: at most
150 kB without media.
"""

import json
import subprocess
import sys

from playwright.sync_api import Browser, Page, Request, sync_playwright

from scripts.browser import find_chromium

from .running import ROOT, print_table, run_product

GOAL = 150_000
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def find_pupil() -> dict[str, str]:
    """Return the demo pupil's account."""
    command = [sys.executable, "manage.py", "demo_accounts", "--json"]
    accounts = json.loads(subprocess.check_output(command, cwd=ROOT))
    return next(account for account in accounts if account["role"] == "student")


def open_page(browser: Browser) -> tuple[Page, list[Request]]:
    """Open a window of a phone's size without a cache; its finished requests are listed."""
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    requests: list[Request] = []
    # Playwright marks the function it is given, which a built-in one does not allow.
    page.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108
    return page, requests


def count_bytes(requests: list[Request]) -> dict[str, int]:
    """Sum bodies by kind."""
    sums: dict[str, int] = {}
    for request in requests:
        kind = request.resource_type
        sums[kind] = sums.get(kind, 0) + max(0, request.sizes()["responseBodySize"])
    return sums


def main() -> None:
    """Visit and print."""
    pupil = find_pupil()
    with run_product() as product, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=OPTIONS)
        page, requests = open_page(browser)
        page.goto(f"{product.origin}/dang-nhap/", wait_until="networkidle")
        rows = [("sign-in page", count_bytes(requests))]
        requests.clear()
        page.fill("[name=username]", pupil["username"])
        page.fill("[name=password]", pupil["password"])
        page.press("[name=password]", "Enter")
        page.wait_for_load_state("networkidle")
        rows.append(("then the pupil's home", count_bytes(requests)))
        browser.close()
    kinds = sorted({kind for _, sums in rows for kind in sums})
    table = [
        [
            name,
            *(f"{sums.get(kind, 0) / 1000:.1f}" for kind in kinds),
            f"{sum(sums.values()) / 1000:.1f}",
        ]
        for name, sums in rows
    ]
    print_table(["kB gzipped", *kinds, "sum"], table)
    whole = sum(sum(sums.values()) for _, sums in rows)
    print(f"Both together: {whole / 1000:.1f} kB. Goal: {GOAL / 1000:.0f} kB for a first visit.")


if __name__ == "__main__":
    main()
