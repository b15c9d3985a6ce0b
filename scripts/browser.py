"""Find Chromium for tests, or fetch Playwright's own copy into var/ where the user may."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from .stamps import ROOT

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OWN_COPIES = ROOT / "var" / "browsers"


def find_chromium() -> str | None:
    """Return the path of a Chromium: CHROMIUM, the machine's, or the copy in var/browsers."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    copies = sorted(OWN_COPIES.glob("chromium-*/chrome-linux*/chrome"))
    return str(copies[-1]) if copies else None


def fetch_chromium() -> None:
    """Ask Playwright for its copy; a machine without that network goes without."""
    env = {**os.environ, "PLAYWRIGHT_BROWSERS_PATH": str(OWN_COPIES)}
    command = [sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"]
    try:
        subprocess.run(command, env=env, check=False, capture_output=True, timeout=300)
    except subprocess.TimeoutExpired:
        return
    path = find_chromium()
    if path is not None and not runs(Path(path)):
        shutil.rmtree(OWN_COPIES, ignore_errors=True)


def runs(program: Path) -> bool:
    """Tell whether the browser starts: system libraries may be missing."""
    done = subprocess.run([program, "--version"], capture_output=True, check=False)
    return done.returncode == 0


if __name__ == "__main__":
    if find_chromium() is None:
        print("· Chromium for the tests", file=sys.stderr, flush=True)
        fetch_chromium()
