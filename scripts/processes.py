"""Child processes that are watched, restarted, and never outlive whoever watches them."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_PDEATHSIG = 1
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
# A process that lived so long was healthy: its next fall is answered at once again.
HEALTHY_AFTER = 60.0
LARGEST_LOG = 10 * 1024 * 1024


def die_with_parent(signal_number: int = signal.SIGKILL) -> Callable[[], None]:
    """Make a ``preexec_fn`` that ends the child when its parent dies, even of ``kill -9``.

    Linux only; elsewhere it does nothing. The library is loaded before the fork. When the parent
    died before the child could ask, the child ends itself.
    """
    parent = os.getpid()
    try:
        prctl = ctypes.CDLL(None).prctl
    except (OSError, AttributeError):
        return lambda: None

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, signal_number)
        if os.getppid() != parent:
            os._exit(1)

    return ask


def list_below(pid: int) -> list[int]:
    """List all processes below one; Linux only."""
    found = []
    # Each thread keeps a list of its own: a job's encoder is a child of the job's thread.
    for thread in Path(f"/proc/{pid}/task").glob("*"):
        try:
            children = (thread / "children").read_text().split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        for child in map(int, children):
            found += [child, *list_below(child)]
    return found


def follow_parent() -> None:
    """End this process when its parent dies."""
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    except (OSError, AttributeError):
        return


@dataclass
class Child:
    """One program of the product: its command, its log, and how often it fell."""

    name: str
    command: list[str]
    log: Path
    env: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    falls: int = 0
    start_again_at: float = 0.0

    def start(self) -> None:
        """Start the program in a session of its own, so that Ctrl-C reaches only the supervisor."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={**os.environ, **self.env},
                start_new_session=True,
                preexec_fn=die_with_parent(),  # noqa: PLW1509  # the supervisor has one thread
            )
        self.started_at = time.monotonic()

    @property
    def is_running(self) -> bool:
        """Tell whether the process lives."""
        return self.process is not None and self.process.poll() is None

    def fall(self, now: float) -> float:
        """Note that the process ended by itself; return the seconds to wait before the next start."""
        self.falls = 1 if now - self.started_at > HEALTHY_AFTER else self.falls + 1
        wait = min(FIRST_WAIT * 2 ** (self.falls - 1), LONGEST_WAIT)
        self.start_again_at = now + wait
        self.process = None
        return wait

    def ask_to_stop(self) -> None:
        """Ask politely."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def make_stop(self, until: float) -> None:
        """Wait for the process, then end it with everything in its session."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
