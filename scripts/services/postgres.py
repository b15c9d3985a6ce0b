"""PostgreSQL 15 or newer: a cluster of its own, on loopback, without waiting for the disk."""

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path

from scripts.processes import list_below

from .server import Server, ServiceMissingError, find_free_port

OLDEST = 15
_DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


def find_programs() -> Path:
    """Return the newest installed folder of PostgreSQL's programs."""
    found = [
        path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()
    ]
    usable = [path for path in found if int(path.parent.name.split(".")[0]) >= OLDEST]
    if usable:
        return max(usable, key=lambda path: int(path.parent.name.split(".")[0]))
    elsewhere = shutil.which("initdb")
    if elsewhere:
        return Path(elsewhere).parent
    message = f"PostgreSQL {OLDEST} or newer is not installed (Debian: apt install postgresql)"
    raise ServiceMissingError(message)


class Postgres(Server):
    """An empty cluster; tests make their own databases in it."""

    name = "postgres"
    variable = "DATABASE_URL"
    needs_ordinary_user = True

    def prepare(self) -> list[str]:
        """Make the cluster. Durability is off: nothing here outlives the test run."""
        programs = find_programs()
        data = self.folder / "data"
        self.run(
            *(str(programs / "initdb"), "-D", str(data), "-U", "benhoc", "--auth=trust"),
            *("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
        )
        self.port = find_free_port()
        self.programs = programs
        self.url = f"postgres://benhoc@127.0.0.1:{self.port}/postgres"
        options = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": str(self.folder),
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "max_connections": "100",
            "shared_buffers": "128MB",
            "jit": "off",
        }
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        return [str(programs / "postgres"), "-D", str(data), *settings]

    def is_ready(self) -> bool:
        """Ask pg_isready: an open port alone may still be starting up."""
        ask = [str(self.programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(ask, check=False).returncode == 0

    def stop(self) -> None:
        """Stop fast: SIGINT closes open connections instead of waiting for them."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
        super().stop()


class DurablePostgres(Postgres):
    """A cluster that waits for the disk, as in production, and can be killed and started again."""

    more: dict[str, str] = {}

    def prepare(self) -> list[str]:
        """Make the cluster; the last value of an option counts."""
        values = {**_DURABLE, **self.more}
        options = (part for name, value in values.items() for part in ("-c", f"{name}={value}"))
        self.command = [*super().prepare(), *options]
        return self.command

    def kill(self) -> None:
        """Kill it and all its processes without a word."""
        if self.process is None:
            return
        for pid in [self.process.pid, *list_below(self.process.pid)]:
            # A connection may end by itself in the same moment.
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def start_again(self) -> None:
        """Start it on the data that it left; it recovers by itself."""
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)
        self.launch(self.command)
        self.wait()
