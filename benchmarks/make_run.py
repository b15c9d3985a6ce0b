"""Seconds from ``make run`` to the first answered page, cold and warm.

    .venv/bin/python -m benchmarks.make_run            warm only, in this folder, three times
    .venv/bin/python -m benchmarks.make_run --cold     in a fresh clone, then warm three times there

Cold includes the virtual environment, the downloads, the front end, migrations and the demo department;
most of it is the network and the disk. Warm is a second ``make run``: goal < 5 s.
"""

import argparse
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from .running import ROOT, find_free_port, is_answering

LONGEST = 1800


def time_run(folder: Path) -> float:
    """Run it until it answers, stop it, return the seconds."""
    port = find_free_port()
    started = time.monotonic()
    process = subprocess.Popen(
        ["make", "run", f"PORT={port}"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not is_answering(port):
            if process.poll() is not None or time.monotonic() - started > LONGEST:
                raise SystemExit("make run failed")
            time.sleep(0.02)
        return time.monotonic() - started
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(60)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cold", action="store_true")
    options = parser.parse_args()
    folder = ROOT
    if options.cold:
        folder = Path(tempfile.mkdtemp(prefix="benhoc-cold-"))
        subprocess.run(["git", "clone", "-q", str(ROOT), str(folder)], check=True)
        print(f"cold: {time_run(folder):.1f} s")
    times = [time_run(folder) for _ in range(3)]
    print("warm: " + ", ".join(f"{seconds:.1f} s" for seconds in times) + " (goal < 5 s)")
    if options.cold:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
