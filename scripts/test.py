"""``make test``: all checks, then the whole suite on SQLite and on PostgreSQL.

SQLite, the default of ``make run``, runs every test without a browser and the main story, and prints
the coverage; PostgreSQL runs everything. Without PostgreSQL on a laptop only the SQLite part runs and
says so; with ``CI=true`` that is a failure.
"""

import os
import subprocess
import sys
import time

from . import check
from .browser import find_chromium
from .services.postgres import Postgres
from .services.server import ServiceMissingError
from .stamps import ROOT

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}
# Two workers are enough for two cores; more than four gain little and cost memory.
WORKERS = str(max(2, min(os.cpu_count() or 2, 4)))
# Measuring costs 60 % more processor time: the run with the browsers goes without.
COVERED = ("--cov", "--cov-report=term")
COVERAGE = ROOT / "var" / "coverage"


def run_pytest(*arguments: str, env: dict[str, str]) -> int:
    """Run pytest over the whole suite with parallel workers."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", WORKERS, "--dist", "loadgroup"]
    return subprocess.run(
        [*command, *arguments], cwd=ROOT, env={**os.environ, **env}, check=False
    ).returncode


def say(text: str) -> None:
    """Print a line that stands out between two runs."""
    print(f"\n── {text}", flush=True)


def run_on_sqlite() -> int:
    """Run what SQLite must hold."""
    say("SQLite: all tests without a browser, and the main story")
    chosen = "not postgres and (not browser or story)"
    return run_pytest("-m", chosen, *COVERED, env={"DATABASE_URL": ""})


def run_on_postgres(server: Postgres) -> int:
    """Run everything."""
    say("PostgreSQL: the whole suite")
    return run_pytest(env={"DATABASE_URL": server.url})


def main() -> int:
    """Check, test, test again; the last lines are pytest's own."""
    os.environ["COVERAGE_FILE"] = str(COVERAGE / "data")
    COVERAGE.mkdir(parents=True, exist_ok=True)
    for old in COVERAGE.glob("data*"):
        old.unlink()
    started = time.monotonic()
    say("Checks")
    if check.main([]):
        return 1
    if find_chromium() is None:
        say("Chromium is not installed: tests in a browser are skipped by name")
    server = Postgres()
    try:
        server.start()
    except ServiceMissingError as error:
        if IN_CI:
            print(error)
            return 1
        say(f"{error}: the suite runs on SQLite only")
        return run_on_sqlite()
    try:
        failed = run_on_sqlite()
        say(f"{time.monotonic() - started:.0f} s so far")
        return run_on_postgres(server) or failed
    finally:
        server.stop()


if __name__ == "__main__":
    sys.exit(main())
