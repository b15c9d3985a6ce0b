"""Runs a program on a stranger's file: own process group, limits, no environment, a deadline."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1024 * 1024
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Bounds:
    """What the program may take."""

    seconds: int = 20
    memory: int = 1024 * MEGABYTE
    file: int = 64 * MEGABYTE


class SandboxError(Exception):
    """The program failed, took too long or too much; ``output`` is what it said."""

    def __init__(self, output: str, *, timed_out: bool = False) -> None:
        """Keep what it said."""
        self.output = output
        self.timed_out = timed_out
        super().__init__(output[-400:])


def limited_command(program: str, *arguments: str, bounds: Bounds) -> list[str]:
    """Return the command line that starts the program within its bounds."""
    limits = {"memory": bounds.memory, "seconds": bounds.seconds, "file": bounds.file}
    launcher = str(_HERE / "limited.py")
    return [sys.executable, "-I", "-S", launcher, json.dumps(limits), program, *arguments]


def run_limited(program: str, *arguments: str, bounds: Bounds) -> tuple[str, str]:
    """Run to the end and return what it wrote, or raise SandboxError."""
    # The list holds our own program and paths that we made; no shell reads it.
    process = subprocess.Popen(  # noqa: S603
        limited_command(program, *arguments, bounds=bounds),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        start_new_session=True,
        text=True,
        errors="replace",
    )
    try:
        out, said = process.communicate(timeout=bounds.seconds)
    except subprocess.TimeoutExpired as error:
        stop(process)
        raise SandboxError("timed out", timed_out=True) from error
    if process.returncode != 0:
        raise SandboxError(said[-4000:] or f"exit {process.returncode}")
    return out, said


def run_child(script: str, *arguments: str, bounds: Bounds) -> dict[str, object]:
    """Run one of our own scripts of ``children/`` and return the JSON it prints."""
    path = str(_HERE / "children" / f"{script}.py")
    out, _ = run_limited(sys.executable, "-I", path, *arguments, bounds=bounds)
    answer: dict[str, object] = json.loads(out)
    return answer


def stop(process: "subprocess.Popen[str]") -> None:
    """Kill the program and whatever it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
