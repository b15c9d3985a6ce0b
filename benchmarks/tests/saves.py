"""Saves alone, driven by wrk, and what is left of them after ``kill -9`` of PostgreSQL."""

import json
import resource
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from .ground import Ground

CONNECTIONS, THREADS = 48, 1
LUA = Path(__file__).with_name("saves.lua")
GOAL_SAVES, GOAL_P95 = 1500, 60


class Wrk:
    """wrk on the tokens of a ground; rounds go on counting, so that no number comes twice."""

    def __init__(self, ground: Ground, tokens: list[str]) -> None:
        """Write the tokens where wrk reads them."""
        program = shutil.which("wrk")
        if program is None:
            raise SystemExit("wrk is missing. Debian, Ubuntu: apt install wrk")
        self.program = program
        self.address = f"{ground.origin}/luu-bai/"
        with tempfile.NamedTemporaryFile("w", suffix=".tokens", delete=False) as file:
            file.write("\n".join(tokens))
        self.file = file.name
        self.first = 1

    def start(self, seconds: int) -> subprocess.Popen[str]:
        """Start a run."""
        command = [
            self.program, "-t", str(THREADS), "-c", str(CONNECTIONS), "-d", f"{seconds}s", "-s", str(LUA),
            self.address, "--", self.file, str(THREADS), str(self.first),
        ]  # fmt: skip
        self.first += 100_000
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    def finish(self, process: subprocess.Popen[str]) -> dict[str, Any]:
        """Wait for the end and read the figures."""
        said, _ = process.communicate()
        figures: dict[str, Any] = json.loads(said.rpartition("FIGURES ")[2])
        return figures


def measure_saves(ground: Ground, *, seconds: int, rounds: int) -> list[dict[str, Any]]:
    """Run several rounds; each row says saves/s, latencies, CPU apart, bytes of WAL a batch."""
    wrk = Wrk(ground, ground.ask("tokens"))
    wrk.finish(wrk.start(2))
    rows = []
    for _ in range(rounds):
        before, cpu = ground.count_batches(), ground.measure_cpu()
        wal = ground.sql("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")
        driver = resource.getrusage(resource.RUSAGE_CHILDREN)
        figures = wrk.finish(wrk.start(seconds))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        kept = ground.count_batches() - before
        wal = ground.sql("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn") - wal
        used = {name: value - cpu[name] for name, value in ground.measure_cpu().items()}
        used["driver"] = after.ru_utime + after.ru_stime - driver.ru_utime - driver.ru_stime
        rows.append({**figures, "kept": kept, "wal": float(wal) / max(1, kept), "cpu": used})
    return rows


def measure_killing(ground: Ground, *, seconds: int) -> dict[str, Any]:
    """Kill PostgreSQL in the middle of a run; count what was acknowledged and what is there."""
    wrk = Wrk(ground, ground.ask("tokens"))
    before = ground.count_batches()
    process = wrk.start(seconds)
    time.sleep(seconds / 3)
    ground.database.kill()
    time.sleep(0.5)
    ground.database.start_again()
    back = time.monotonic()
    figures = wrk.finish(process)
    return {**figures, "kept": ground.count_batches() - before, "went_on": time.monotonic() - back}
