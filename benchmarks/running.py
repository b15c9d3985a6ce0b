"""The product started for a measurement, on the data that ``make run`` has."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def find_free_port() -> int:
    """Ask the system for a loopback port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Running:
    """A running product."""

    pid: int
    port: int

    @property
    def origin(self) -> str:
        """Where it answers; this name is no secret origin of its own, only loopback."""
        return f"http://127.0.0.1:{self.port}"


def is_answering(port: int) -> bool:
    """Tell whether somebody answers the health check."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
            return True
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def run_product(**env: str) -> Iterator[Running]:
    """Start supervisor, web server and worker; stop them afterwards."""
    port = find_free_port()
    settings = {**os.environ, "PORT": str(port), "DEMO": os.environ.get("DEMO", "1"), **env}
    process = subprocess.Popen(
        [sys.executable, "-m", "scripts.serve"], cwd=ROOT, env=settings, stdout=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + 60
        while not is_answering(port):
            if time.monotonic() > until or process.poll() is not None:
                raise SystemExit("The product does not start. Run `make run` once first.")
            time.sleep(0.05)
        yield Running(process.pid, port)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def share(values: list[float], part: float) -> float:
    """Return the value that this part of all values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def print_table(head: list[str], rows: list[list[str]]) -> None:
    """Print aligned columns, the first to the left."""
    table = [head, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(head))]
    for row in table:
        first, *rest = row
        cells = [cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)]
        print("  ".join([first.ljust(widths[0]), *cells]))
