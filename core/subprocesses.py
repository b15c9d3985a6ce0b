"""Run other programs with limits on time, memory and output: never through a shell.

Usage::

    done = run_limited([ffmpeg, "-i", str(source), …], seconds=600, megabytes=1500)
    done.stdout  # bytes, cut at 1 MB

Whoever reads files of other people (video, office documents) calls its program through here, so
that a malicious file can cost no more than it is given.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

OUTPUT_BYTES = 1_000_000

# A tiny Python sets the limits and becomes the program; a function run between fork and exec would
# not be safe in a process with threads. The program dies with the worker that asked for it.
_LAUNCHER = """
import os, resource, sys
cpu, memory, size = (int(x) for x in sys.argv[1:4])
try:
    import ctypes
    ctypes.CDLL(None).prctl(1, 9)
except (ImportError, OSError, AttributeError):
    pass
for kind, value in ((resource.RLIMIT_CPU, cpu), (resource.RLIMIT_AS, memory),
                    (resource.RLIMIT_FSIZE, size), (resource.RLIMIT_CORE, 0)):
    if value >= 0:
        resource.setrlimit(kind, (value, value))
os.nice(5)
try:
    os.execvp(sys.argv[4], sys.argv[4:])
except OSError as error:
    sys.stderr.write(str(error))
    os._exit(127)
"""
# What programs need to find their libraries and speak UTF-8; secrets stay here.
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")


class SubprocessError(Exception):
    """The program ended badly; ``stderr`` holds the end of what it said, for the log."""

    def __init__(self, program: str, code: int, stderr: str) -> None:
        """Keep what is needed to find out why."""
        super().__init__(f"{program} ended with {code}: {stderr[-500:]}")
        self.code = code
        self.stderr = stderr


class SubprocessTimeoutError(SubprocessError):
    """The program took longer than it was allowed."""


@dataclass(frozen=True)
class Finished:
    """What a program that ended well has said."""

    stdout: bytes
    stderr: str


def run_limited(
    command: Sequence[str],
    *,
    seconds: float,
    megabytes: int | None = 2000,
    file_megabytes: int = 4000,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
    stdin: bytes = b"",
) -> Finished:
    """Run the program and return what it said, or raise SubprocessError.

    ``seconds`` bounds the clock, and the processor time at four times as much; ``megabytes`` the
    address space (None for programs such as Chromium that reserve far more than they use).
    """
    limits = [int(seconds * 4) + 1, -1 if megabytes is None else megabytes << 20]
    launcher = [sys.executable, "-I", "-S", "-c", _LAUNCHER]
    line = [*launcher, *(str(limit) for limit in limits), str(file_megabytes << 20), *command]
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    with (
        tempfile.TemporaryFile() as source,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
    ):
        source.write(stdin)
        source.seek(0)
        process = subprocess.Popen(  # noqa: S603  # a list of words, no shell
            line,
            stdin=source,
            stdout=out,
            stderr=err,
            cwd=cwd,
            env={**passed, **(environment or {})},
            start_new_session=True,
        )
        is_late = _wait(process, seconds)
        stderr = _tail(err).decode(errors="replace")
        if is_late:
            raise SubprocessTimeoutError(command[0], process.returncode, stderr)
        if process.returncode:
            raise SubprocessError(command[0], process.returncode, stderr)
        out.seek(0)
        return Finished(out.read(OUTPUT_BYTES), stderr)


def _wait(process: "subprocess.Popen[bytes]", seconds: float) -> bool:
    """Wait for the end; a program that is late is killed with everything it started."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return True
    else:
        return False
    finally:
        _kill_group(process)


def _kill_group(process: "subprocess.Popen[bytes]") -> None:
    # No such group: nothing is left, which is what we want.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _tail(stream: IO[bytes]) -> bytes:
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - 20_000))
    return stream.read()
