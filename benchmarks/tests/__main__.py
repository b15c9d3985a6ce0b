"""Load of online tests on PostgreSQL with fsync, the product in its own processes, the driver in another.

    .venv/bin/python -m benchmarks.tests saves [--seconds 8] [--rounds 3]      saves alone, by wrk
    .venv/bin/python -m benchmarks.tests kill                                  the same, PostgreSQL killed
    .venv/bin/python -m benchmarks.tests cut [--seconds 180]                   a browser without network
    .venv/bin/python -m benchmarks.tests journeys [--pupils 200] [--rounds 3]  login to result
    .venv/bin/python -m benchmarks.tests starts [--pupils 500]                 all begin within 10 s

Another system: ``--system module:Class`` with the methods of ``systems.System``, ``--ground file.json`` with
``{"origin": …, "pupils": [{"username", "password", "test"}]}``; database and CPU are then not measured.
"""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.running import ROOT, print_table, share

from . import cut, saves
from .ground import Ground

OURS = "benchmarks.tests.systems:BenHoc"
WITHIN_SECONDS = 8.0
SECONDS, ROUNDS, CUT_SECONDS = 8, 3, 180


def drive(order: dict[str, Any]) -> dict[str, Any]:
    """Run the driver as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.tests.driver"],
        cwd=ROOT, input=json.dumps(order), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    told: dict[str, Any] = json.loads(done.stdout)
    if told["faults"]:
        print(f"{len(told['faults'])} faults, the first: {told['faults'][0]}")
    return told


def print_steps(times: dict[str, list[float]]) -> None:
    """Print p50 and p95 of each step in milliseconds."""
    rows = [
        [step, str(len(values)), f"{share(values, 0.5):.1f}", f"{share(values, 0.95):.1f}"]
        for step, values in times.items()
    ]
    print_table(["step", "requests", "p50 ms", "p95 ms"], rows)


def run_journeys(order: dict[str, Any], ground: Ground | None, rounds: int) -> None:
    """Sign everybody in once, then take the test ``rounds`` times."""
    count = len(order["pupils"])
    before = ground.measure_cpu() if ground else {}
    login = drive({**order, "what": "sign_in"})
    cpu = (
        {name: value - before[name] for name, value in ground.measure_cpu().items()}
        if ground
        else {}
    )
    hashing = ground.ask("hash") if ground else 0.0
    print(f"\nSigning in: {count / login['phases']['sign_in']:.1f}/s, of each second much is the hash: "
          f"{hashing * 1000:.0f} ms CPU a password.")  # fmt: skip
    print_steps(login["times"])
    rest = max(0.0, sum(cpu.values()) / count - hashing)
    speeds = []
    for number in range(1, rounds + 1):
        if ground:
            ground.ask("again")
            before = ground.measure_cpu()
            size, wal = ground.sql("SELECT pg_database_size(current_database())"), read_wal(ground)
        told = drive({**order, "what": "take", "cookies": login["cookies"]})
        seconds = told["phases"]["take"]
        speeds.append(count / (seconds + rest * count / 2))
        print(f"\nRound {number}: {speeds[-1]:.1f} attempts/s (hash apart), "
              f"{told['requests'] / seconds:.0f} requests/s")  # fmt: skip
        print_steps(told["times"])
        print(f"per attempt: {(told['requests'] + login['requests']) / count:.1f} requests, "
              f"{(told['received'] + login['received']) / count / 1000:.1f} kB received")  # fmt: skip
        if ground:
            used = {name: value - before[name] for name, value in ground.measure_cpu().items()}
            print("CPU seconds per attempt: " + ", ".join(f"{n} {v / count:.4f}" for n, v in used.items())
                  + f", signing in beside the hash {rest:.4f}, together "
                f"{sum(used.values()) / count + rest:.4f};"
                  f" driver {told['driver_cpu'] / count:.4f}")  # fmt: skip
            grown = ground.sql("SELECT pg_database_size(current_database())") - size
            print(f"bytes written per attempt: WAL {(read_wal(ground) - wal) / count / 1000:.1f} kB, "
                  f"database {grown / count / 1000:.1f} kB; attempts: {ground.ask('check')}")  # fmt: skip
    print(f"\nMedian of {rounds}: {statistics.median(speeds):.1f} attempts/s "
          f"[{min(speeds):.1f}-{max(speeds):.1f}]. Goals: 19/s, 0.1 CPU-s, 12 requests, 60 kB.")  # fmt: skip


def read_wal(ground: Ground) -> float:
    """Return the bytes of WAL written so far."""
    return float(ground.sql("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn"))


def run_starts(order: dict[str, Any], ground: Ground | None, rounds: int) -> None:
    """Let everybody begin within the jitter of the waiting room."""
    login = drive({**order, "what": "sign_in"})
    for _ in range(rounds):
        if ground:
            ground.ask("again")
        told = drive(
            {**order, "what": "starts", "cookies": login["cookies"], "within": WITHIN_SECONDS}
        )
        print(f"\n{len(told['times']['start'])} starts in {told['phases']['starts']:.1f} s. "
              "Goal: 500 within 10 s, p95 < 1 s.")  # fmt: skip
        print_steps(told["times"])


def run_saves(ground: Ground, seconds: int, rounds: int) -> None:
    """Print the rounds of saves."""
    rows = saves.measure_saves(ground, seconds=seconds, rounds=rounds)
    head = [
        "batches/s",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "refused",
        "kept/acked",
        "WAL B",
        "web",
        "db",
        "driver",
    ]
    print_table(head, [
        [f"{row['acknowledged'] / row['seconds']:.0f}", *(f"{row[p]:.1f}" for p in ("p50", "p95", "p99")),
         str(row["refused"]), f"{row['kept']}/{row['acknowledged']}", f"{row['wal']:.0f}",
         *(f"{row['cpu'][name]:.1f}" for name in ("web", "database", "driver"))]
        for row in rows
    ])  # fmt: skip
    speeds = [row["acknowledged"] / row["seconds"] for row in rows]
    print(f"Median {statistics.median(speeds):.0f} batches/s [{min(speeds):.0f}-{max(speeds):.0f}]. "
          f"Goals: {saves.GOAL_SAVES}/s with p95 < {saves.GOAL_P95} ms.")  # fmt: skip


def run_killing(ground: Ground, seconds: int, rounds: int) -> None:
    """Print what was acknowledged and what is there after each kill."""
    for _ in range(rounds):
        told = saves.measure_killing(ground, seconds=seconds)
        lost = max(0, told["acknowledged"] - told["kept"])
        print(f"acknowledged {told['acknowledged']}, in the database {told['kept']}, lost {lost}, "
              f"told to wait {told['refused']}, broken connections {told['broken']}")  # fmt: skip
        assert told["kept"] >= told["acknowledged"], "acknowledged answers are missing"


def run_cut(ground: Ground, seconds: int, rounds: int) -> None:
    """Print what became of the answers that a browser kept while the network was away."""
    for _ in range(rounds):
        ground.ask("again")
        told = cut.measure_cut(ground, seconds=seconds)
        print(f"{seconds} s without network: {told['without_network']} questions answered, all saved "
              f"{told['saved_after']:.1f} s after it came back; {told['kept']} of {told['chosen']} "
              "answers in the database after handing in")  # fmt: skip
        assert told["kept"] == told["chosen"], "answers are missing"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("what", choices=["saves", "kill", "cut", "journeys", "starts"])
    for name, default in (
        ("pupils", 200),
        ("together", 24),
        ("seconds", 0),
        ("rounds", 0),
        ("workers", 2),
        ("threads", 16),
    ):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--system", default=OURS)
    parser.add_argument("--ground", type=Path)
    given = parser.parse_args()
    is_cut = given.what == "cut"
    given.seconds = given.seconds or (CUT_SECONDS if is_cut else SECONDS)
    given.rounds = given.rounds or (1 if is_cut else ROUNDS)
    order = {"system": given.system, "together": given.together}
    journeys = {"journeys": run_journeys, "starts": run_starts}
    if given.ground:
        journeys[given.what]({**order, **json.loads(given.ground.read_text())}, None, given.rounds)
        return
    pupils = 1 if is_cut else given.pupils
    with Ground(pupils=pupils, workers=given.workers, threads=given.threads) as ground:
        if given.what in journeys:
            order |= {"origin": ground.origin, "pupils": ground.pupils}
            journeys[given.what](order, ground, given.rounds)
        else:
            {"saves": run_saves, "kill": run_killing, "cut": run_cut}[given.what](
                ground, given.seconds, given.rounds
            )


if __name__ == "__main__":
    main()
