"""Server time and query count of the pages people open most.

    .venv/bin/python -m benchmarks.pages [--requests 100]

Uses the database of ``make run`` or DATABASE_URL, and the demo accounts. Each page is asked for through
Django's whole chain of middleware in this process, so the figure is the server's time without the
network; queries are counted in a request of their own.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DEMO", "1")
os.environ.setdefault("LOG_LEVEL", "ERROR")

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from .running import ROOT, print_table, share  # noqa: E402

GOAL_P50, GOAL_P95 = 20, 60


@dataclass(frozen=True)
class Page:
    """A page, who opens it, and where its address is found."""

    name: str
    role: str
    start: str
    link: str = ""


PAGES = (
    Page("pupil's home", "student", "/viec-can-lam/"),
    Page("lesson page", "student", "/viec-can-lam/", r'href="(/hoc/[\w-]+/(?:\d+/)?)'),
    Page("bank", "teacher", "/kho/"),
    Page("bank search", "teacher", f"/kho/?q={quote('phuong trinh bac nhat')}"),
    Page("teacher's today", "teacher", "/hom-nay/"),
    Page("class report", "teacher", "/lop-cua-toi/", r'href="(/bai-da-giao/[\w-]+/)"'),
    Page("indicators", "department_officer", "/chi-so/"),
)


def list_accounts() -> dict[str, str]:
    """Return one username per role from ``manage.py demo_accounts --json``."""
    command = [sys.executable, "manage.py", "demo_accounts", "--json"]
    accounts = json.loads(subprocess.check_output(command, cwd=ROOT))
    return {account["role"]: account["username"] for account in reversed(accounts)}


def find_address(client: Client, page: Page) -> str:
    """Follow links from the start page, at most one page deep, until the address is found."""
    if not page.link:
        return page.start
    first = client.get(page.start, follow=True).content.decode()
    inside = re.findall(r'href="(/lop-cua-toi/[\w-]+/)"', first)
    texts = (first, *(client.get(address).content.decode() for address in inside[:5]))
    found = (match[1] for text in texts if (match := re.search(page.link, text)))
    address = next(found, "")
    if not address:
        raise SystemExit(f"{page.name}: no link {page.link} under {page.start}")
    return address


def measure(client: Client, address: str, count: int) -> tuple[list[float], int, int]:
    """Return milliseconds of each request, the number of queries, and the page's size."""
    for _ in range(5):
        response = client.get(address, follow=True)
    with CaptureQueriesContext(connection) as queries:
        client.get(address, follow=True)
    # The next request empties the log.
    query_count = len(queries)
    times = []
    for _ in range(count):
        started = time.perf_counter()
        response = client.get(address, follow=True)
        times.append((time.perf_counter() - started) * 1000)
    assert response.status_code == 200, (address, response.status_code)
    return times, query_count, len(response.content)


def measure_all(count: int) -> Iterator[list[str]]:
    """Give a row for each page."""
    accounts = list_accounts()
    for page in PAGES:
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(
            get_user_model().objects.get(username=accounts[page.role]),
            backend="accounts.backends.SectorBackend",
        )
        address = find_address(client, page)
        times, queries, size = measure(client, address, count)
        yield [
            page.name,
            f"{share(times, 0.5):.1f}",
            f"{share(times, 0.95):.1f}",
            str(queries),
            f"{size / 1000:.0f}",
        ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=100)
    options = parser.parse_args()
    rows = list(measure_all(options.requests))
    print_table(["page", "p50 ms", "p95 ms", "queries", "kB"], rows)
    print(
        f"Goals: p50 < {GOAL_P50} ms, p95 < {GOAL_P95} ms, the same queries on every size of data."
    )
    print(f"Database: {connection.vendor}.")


if __name__ == "__main__":
    main()
