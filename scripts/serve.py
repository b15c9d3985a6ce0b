"""The supervisor of ``make run``: web server and worker together, restarted when they fall.

Stops both on Ctrl-C or SIGTERM. When it is itself killed with ``kill -9`` the children die with it,
so that the next ``make run`` finds its port free and the jobs' leases run out.
"""

import json
import os
import signal
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from .prepare import DEMO_ACCOUNTS
from .processes import Child
from .stamps import ROOT

LOGS = ROOT / (os.environ.get("LOG_DIR") or "var/log")
SECONDS_TO_STOP = 15.0
SECONDS_TO_ANSWER = 60.0


@dataclass(frozen=True)
class Addresses:
    """Where to listen and what people type."""

    listen_on: str
    port: int
    second_port: int | None
    origin: str

    @classmethod
    def from_environment(cls) -> "Addresses":
        """Read PORT, HOST and the origins as config/settings/web.py does."""
        port, host = int(os.environ.get("PORT") or 8000), os.environ.get("HOST", "")
        name = f"http://{host}:{port}" if host else f"http://app.benhoc.localhost:{port}"
        has_second = bool(host) and not os.environ.get("CONTENT_ORIGIN")
        return cls(
            listen_on=host or "127.0.0.1",
            port=port,
            second_port=port + 1 if has_second else None,
            origin=os.environ.get("APP_ORIGIN") or name,
        )

    @property
    def ports(self) -> list[int]:
        """All ports to listen on."""
        return [self.port] if self.second_port is None else [self.port, self.second_port]

    def find_fault(self) -> str:
        """Say why these addresses cannot be used; empty when they can."""
        for port in self.ports:
            with socket.socket(
                socket.AF_INET6 if ":" in self.listen_on else socket.AF_INET
            ) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind((self.listen_on, port))
                except OSError as error:
                    return (
                        f"Cannot listen on {self.listen_on}:{port}: {error.strerror}. Another program "
                        f"may use it: try `make run PORT={port + 100}`."
                    )
        return ""

    def is_answering(self) -> bool:
        """Tell whether the web server answers its health check."""
        request = urllib.request.Request(f"http://{self.listen_on}:{self.port}/healthz")
        try:
            with urllib.request.urlopen(request, timeout=5):
                return True
        except urllib.error.HTTPError as answer:
            return answer.code < 500
        except OSError:
            return False


def list_children(addresses: Addresses) -> list[Child]:
    """Name the programs: a web server for each port, and the worker."""
    workers, threads = os.environ.get("WEB_WORKERS") or "1", os.environ.get("WEB_THREADS") or "4"
    children = []
    for port in addresses.ports:
        # The content origin knows no session and no database: one small worker is enough.
        count = workers if port == addresses.port else "1"
        command = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws"),
            *("--host", addresses.listen_on, "--port", str(port)),
            *("--workers", count, "--blocking-threads", threads),
            *("--respawn-failed-workers", "--respawn-interval", "0.5"),
            *("--workers-kill-timeout", "10", "scripts.web:application"),
        ]
        children.append(Child(f"web:{port}", command, LOGS / f"web-{port}.log"))
    work = [sys.executable, str(ROOT / "manage.py"), "work"]
    children.append(Child("worker", work, LOGS / "worker.log"))
    if os.environ.get("BROKER_URL"):
        children.append(Child("celery", list_celery_command(), LOGS / "celery.log"))
    return children


def list_celery_command() -> list[str]:
    """Write the command of the worker that takes jobs where a broker carries the nudge."""
    return [
        *(sys.executable, "-m", "celery", "-A", "config.celery", "worker"),
        *("--queues", "default,media", "--pool", "threads", "--loglevel", "WARNING"),
        *("--concurrency", os.environ.get("JOB_THREADS") or "2"),
        *("--without-gossip", "--without-mingle"),
    ]


class Supervisor:
    """Watches the children until it is asked to stop."""

    def __init__(self, children: list[Child]) -> None:
        """Take the children; nothing is started yet."""
        self.children = children
        self.woken = threading.Event()
        self.is_stopping = False

    def listen_to_signals(self) -> None:
        """Stop on SIGINT, SIGTERM and SIGHUP; look at the children on SIGCHLD."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop_soon)
        signal.signal(signal.SIGCHLD, lambda *_: self.woken.set())

    def stop_soon(self, _number: int, _frame: FrameType | None) -> None:
        """Remember that somebody asked to stop."""
        self.is_stopping = True
        self.woken.set()

    def start(self) -> None:
        """Start everything."""
        for child in self.children:
            child.start()

    def look(self) -> float:
        """Restart what has fallen and is due; return the seconds until the next look."""
        now, next_look = time.monotonic(), 60.0
        for child in self.children:
            if child.is_running:
                continue
            if child.process is not None:
                code = child.process.returncode
                wait = child.fall(now)
                print(
                    f"{child.name} ended with {code}, starts again in {wait:.1f} s; see {child.log}",
                    file=sys.stderr,
                    flush=True,
                )
            if child.start_again_at <= now:
                child.start()
            else:
                next_look = min(next_look, child.start_again_at - now)
        return next_look

    def watch(self) -> None:
        """Look whenever a child ends, until asked to stop."""
        while not self.is_stopping:
            self.woken.clear()
            self.woken.wait(self.look())

    def stop(self) -> None:
        """Stop all children together; those that do not listen are killed."""
        until = time.monotonic() + SECONDS_TO_STOP
        for child in self.children:
            child.ask_to_stop()
        for child in self.children:
            child.make_stop(until)


def wait_for_answer(supervisor: Supervisor, addresses: Addresses) -> bool:
    """Wait until the first page can be had; False when stopped or too late."""
    until = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < until and not supervisor.is_stopping:
        if addresses.is_answering():
            return True
        supervisor.look()
        supervisor.woken.clear()
        supervisor.woken.wait(0.1)
    return False


def list_accounts() -> list[dict[str, str]]:
    """One demo account per role, as prepared; none without the demo department."""
    if os.environ.get("DEMO", "1") in {"0", "false", "no", "off"} or not DEMO_ACCOUNTS.exists():
        return []
    seen: dict[str, dict[str, str]] = {}
    for account in json.loads(DEMO_ACCOUNTS.read_text()):
        seen.setdefault(account["role"], account)
    return list(seen.values())


def describe(addresses: Addresses) -> str:
    """Write what a person needs to know now."""
    lines = ["", f"  Bến Học: {addresses.origin}/", ""]
    accounts = list_accounts()
    if accounts:
        rows = [[a.get(key, "") for key in ("role", "username", "password")] for a in accounts]
        places = [account.get("organisation", "") for account in accounts]
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        for row, place in zip(rows, places, strict=True):
            cells = "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
            lines.append(f"  {cells}  {place}")
        lines.append("")
    if addresses.second_port is not None:
        lines += [
            f"  Authors' files are served from port {addresses.second_port}. Packages (H5P, SCORM) are",
            "  switched off until CONTENT_ORIGIN has a host name of its own.",
            "",
        ]
    shown = LOGS.relative_to(ROOT) if LOGS.is_relative_to(ROOT) else LOGS
    lines.append(
        f"  Stop with Ctrl-C. Logs: {shown}/. Accounts: .venv/bin/python manage.py demo_accounts"
    )
    return "\n".join(lines)


def forget_old_counts() -> None:
    """Empty METRICS_DIR: counts of processes that ended before this start count twice else."""
    folder = ROOT / (os.environ.get("METRICS_DIR") or "var/metrics")
    for counts in folder.glob("*.db"):
        counts.unlink()


def main() -> int:
    """Start, tell, watch, stop."""
    os.chdir(ROOT)
    addresses = Addresses.from_environment()
    fault = addresses.find_fault()
    if fault:
        print(fault, file=sys.stderr)
        return 1
    forget_old_counts()
    supervisor = Supervisor(list_children(addresses))
    supervisor.listen_to_signals()
    supervisor.start()
    try:
        if wait_for_answer(supervisor, addresses):
            print(describe(addresses), flush=True)
        elif not supervisor.is_stopping:
            tail = supervisor.children[0].log.read_text(errors="replace").splitlines()[-20:]
            print("The web server does not answer:", *tail, sep="\n", file=sys.stderr)
        supervisor.watch()
    finally:
        supervisor.stop()
    return 0


if __name__ == "__main__":
    Path(LOGS).mkdir(parents=True, exist_ok=True)
    sys.exit(main())
