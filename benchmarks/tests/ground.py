"""What a measurement stands on: PostgreSQL with fsync, pupils with a test of 20 questions, the product.

with Ground(pupils=500) as ground:
    ground.origin, ground.pupils, ground.count_batches()
"""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from benchmarks.running import ROOT, Running, run_product
from scripts.processes import list_below
from scripts.services.postgres import DurablePostgres


class RoomyPostgres(DurablePostgres):
    """A durable cluster with the memory of a small server."""

    more = {"shared_buffers": "512MB", "max_connections": "200", "max_wal_size": "2GB"}


class Ground:
    """Starts everything, and tells what the processes used."""

    def __init__(self, *, pupils: int, workers: int = 2, threads: int = 16) -> None:
        """Say how much; nothing is started yet."""
        self.pupil_count = pupils
        self.settings = {"WEB_WORKERS": str(workers), "WEB_THREADS": str(threads)}
        self.stack = ExitStack()
        self.database = RoomyPostgres()
        self.product: Running | None = None
        self.pupils: list[dict[str, str]] = []

    def __enter__(self) -> Self:
        """Start database and product, and make the pupils."""
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.database.start()
        self.stack.callback(self.database.stop)
        self.env = {
            "DATABASE_URL": self.database.url,
            "UPLOADS_DIR": str(folder / "uploads"),
            "LOG_DIR": str(folder / "log"),
            "LOG_LEVEL": "WARNING",
            "DEMO": "0",
            **self.settings,
        }
        self.pupils = self.ask("prepare", str(self.pupil_count))
        self.product = self.stack.enter_context(run_product(**self.env))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop everything."""
        self.stack.close()

    @property
    def origin(self) -> str:
        """Where the product answers."""
        assert self.product is not None
        return self.product.origin

    def ask(self, *arguments: str) -> Any:
        """Run ``benchmarks.tests.people`` on this database; it answers in JSON."""
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.tests.people", *arguments],
            cwd=ROOT, env={**os.environ, **self.env}, capture_output=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(done.stderr.decode()[-3000:])
        return json.loads(done.stdout.splitlines()[-1])

    def sql(self, query: str) -> Any:
        """Return the first value of a query."""
        import psycopg

        with psycopg.connect(self.database.url, autocommit=True) as connection:
            row = connection.execute(query).fetchone()
        return row[0] if row else None

    def count_batches(self) -> int:
        """Count the batches in the database."""
        return int(self.sql("SELECT count(*) FROM assessments_answerbatch"))

    def measure_cpu(self) -> dict[str, float]:
        """Return CPU seconds so far of web server, worker and database."""
        assert self.product is not None
        assert self.database.process is not None
        used = {"web": 0.0, "worker": 0.0}
        for pid in list_below(self.product.pid):
            kind = "worker" if "manage.py" in read_command(pid) else "web"
            used[kind] += read_cpu(pid)
        server = self.database.process.pid
        used["database"] = sum(read_cpu(pid) for pid in (server, *list_below(server)))
        return used


def read_command(pid: int) -> str:
    """Return the command line of a process."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except FileNotFoundError:
        return ""


def read_cpu(pid: int) -> float:
    """Return the CPU seconds of a process and of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
