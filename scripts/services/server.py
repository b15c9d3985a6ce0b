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
from typing import Self

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

    @property
    def user_options(self) -> dict[str, object]:
        """Options for subprocess that leave root, for services that refuse it."""
        if not self.needs_ordinary_user or os.geteuid() != 0:
            return {}
        entry = pwd.getpwnam(ORDINARY_USER)
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}

    def give_to_user(self, path: Path) -> None:
        """Hand a folder to the user that the service runs as."""
        options = self.user_options
        if not options:
            return
        for item in [path, *path.rglob("*")]:
            os.chown(item, int(str(options["user"])), int(str(options["group"])))

    def run(self, *command: str) -> None:
        """Run a preparing command as the service's user."""
        done = subprocess.run(  # noqa: PLW1510  # the return code is looked at below
            command, cwd=self.folder, capture_output=True, **self.user_options
        )
        if done.returncode:
            message = f"{command[0]}: {(done.stdout + done.stderr).decode(errors='replace')}"
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
            self.process = subprocess.Popen(  # type: ignore[call-overload]  # user options
                command,
                cwd=self.folder,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                env={**os.environ, **self.environment()},
                preexec_fn=die_with_parent(),  # noqa: PLW1509  # no threads run yet
                **self.user_options,
            )

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
