"""A server process that is started, awaited and stopped, and dies with whoever started it."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from scripts.processes import die_with_parent

ROOT = Path(__file__).resolve().parents[2]
ORDINARY_USER = "nobody"


class ServiceMissingError(Exception):
    """The program of a service is not on this machine; the message says what to install."""


class ServiceFailedError(Exception):
    """A service was started and did not become ready; the message ends with its log."""


def find_program(name: str, install: str, *folders: str) -> str:
    """Return the program's path, or raise ServiceMissingError."""
    found = shutil.which(name, path=os.pathsep.join([*folders, os.environ.get("PATH", "")]))
    if found is None:
        message = f"{name} is not installed ({install})"
        raise ServiceMissingError(message)
    return found


def find_free_port() -> int:
    """Ask the system for a loopback port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_listening(port: int) -> bool:
    """Tell whether somebody accepts connections on a loopback port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Server:
    """One service: a folder of its own, a process, and the address once it is ready."""

    name = "server"
    variable = ""
    seconds_to_start = 60.0
    seconds_to_stop = 20.0
    needs_ordinary_user = False

    def __init__(self) -> None:
        """Choose nothing yet: ports are taken when the service starts."""
        self.process: subprocess.Popen[bytes] | None = None
        self.folder = Path()
        self.url = ""

    def prepare(self) -> list[str]:
        """Write configuration into ``self.folder``; return the command line."""
        raise NotImplementedError

    def is_ready(self) -> bool:
        """Tell whether the service answers."""
        raise NotImplementedError

    def after_start(self) -> None:
        """Make what tests expect to find, such as a bucket."""

    def find_user(self) -> tuple[int, int] | None:
        """Return user and group to leave root for, for services that refuse root."""
        if not self.needs_ordinary_user or os.geteuid() != 0:
            return None
        entry = pwd.getpwnam(ORDINARY_USER)
        return entry.pw_uid, entry.pw_gid

    def give_to_user(self, path: Path) -> None:
        """Hand a folder to the user that the service runs as."""
        user = self.find_user()
        if user is not None:
            for item in [path, *path.rglob("*")]:
                os.chown(item, *user)

    def spawn(self, command: list[str], output: int | IO[bytes]) -> subprocess.Popen[bytes]:
        """Start a process as the service's user; it dies with this one."""
        user = self.find_user()
        return subprocess.Popen(
            command,
            cwd=self.folder,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **self.environment()},
            preexec_fn=die_with_parent(),  # noqa: PLW1509  # started before any thread
            user=user and user[0],
            group=user and user[1],
            extra_groups=[] if user else None,
        )

    def run(self, *command: str) -> None:
        """Run a preparing command as the service's user."""
        process = self.spawn(list(command), subprocess.PIPE)
        said, _ = process.communicate()
        if process.returncode:
            message = f"{command[0]}: {said.decode(errors='replace')}"
            raise ServiceFailedError(message)

    def start(self) -> Self:
        """Start and wait until ready."""
        self.folder = Path(tempfile.mkdtemp(prefix=f"benhoc-{self.name}-"))
        self.give_to_user(self.folder)
        try:
            command = self.prepare()
            self.launch(command)
            self.wait()
            self.after_start()
        except BaseException:
            self.stop()
            raise
        return self

    def launch(self, command: list[str]) -> None:
        """Start the process, its output in a log file."""
        with self.log_file.open("ab") as log:
            self.process = self.spawn(command, log)

    def environment(self) -> dict[str, str]:
        """Variables for the process."""
        return {}

    @property
    def log_file(self) -> Path:
        """Where the service's output goes."""
        return self.folder / "output.log"

    def wait(self) -> None:
        """Wait until ready; fail with the end of the log when it dies or takes too long."""
        until = time.monotonic() + self.seconds_to_start
        while time.monotonic() < until:
            if self.process is None or self.process.poll() is not None:
                break
            if self.is_ready():
                return
            time.sleep(0.1)
        tail = "\n".join(self.log_file.read_text(errors="replace").splitlines()[-15:])
        message = f"{self.name} did not start:\n{tail}"
        raise ServiceFailedError(message)

    def stop(self) -> None:
        """Stop the process and remove its folder."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(self.seconds_to_stop)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.folder.name.startswith("benhoc-"):
            shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        """Start."""
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self.stop()
