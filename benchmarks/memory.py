"""Memory of web server and worker at rest.

    .venv/bin/python -m benchmarks.memory

Starts the product, opens a few pages, waits until nothing moves, and sums the resident memory of each
program with its children. PSS counts shared pages once and is the fairer sum. Goal: < 400 MB together.
"""

import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from .running import print_table, run_product

GOAL = 400
SECONDS_AT_REST = 15


def list_children(pid: int) -> Iterator[int]:
    """Give the processes below one."""
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        yield int(child)
        yield from list_children(int(child))


def read_memory(pid: int) -> tuple[float, float]:
    """Return RSS and PSS in megabytes."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    figures = {line.split(":")[0]: line.split()[1] for line in lines if ":" in line}
    return int(figures["Rss"]) / 1024, int(figures["Pss"]) / 1024


def read_name(pid: int) -> str:
    """Say which program a process belongs to."""
    command = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    if "granian" in command or "multiprocessing" in command:
        return "web server"
    return "worker" if "manage.py" in command else command[:30]


def main() -> None:
    """Measure and print."""
    sums: dict[str, list[float]] = {}
    with run_product() as product:
        for _ in range(20):
            with urllib.request.urlopen(f"{product.origin}/dang-nhap/") as answer:
                answer.read()
        time.sleep(SECONDS_AT_REST)
        for pid in [product.pid, *list_children(product.pid)]:
            name = "supervisor" if pid == product.pid else read_name(pid)
            rss, pss = read_memory(pid)
            row = sums.setdefault(name, [0, 0])
            row[0] += rss
            row[1] += pss
    sums["sum"] = [sum(column) for column in zip(*sums.values(), strict=True)]
    rows = [[name, f"{rss:.0f}", f"{pss:.0f}"] for name, (rss, pss) in sums.items()]
    print_table(["MB at rest", "RSS", "PSS"], rows)
    print(f"Goal: < {GOAL} MB together.")


if __name__ == "__main__":
    main()
