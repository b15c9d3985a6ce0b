"""The second process: many pupils at once, in threads; prints its counts as JSON.

Run by ``python -m benchmarks.tests``; reads the order from standard input.
"""

import importlib
import json
import random
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from .browser import Browser, Counts
from .systems import Pupil, System


def load_system(name: str) -> System:
    """Load an adapter named ``module:Class``."""
    module, _, class_name = name.partition(":")
    system: System = getattr(importlib.import_module(module), class_name)()
    return system


class Visit:
    """One pupil with his browser."""

    def __init__(self, system: System, origin: str, pupil: Pupil) -> None:
        """Remember who; nothing is sent yet."""
        self.system, self.pupil = system, pupil
        self.browser = Browser(origin)
        self.state: dict[str, Any] = {}

    def sign_in(self) -> None:
        """Sign in."""
        self._do(lambda: self.system.sign_in(self.browser, self.pupil))

    def open_shell(self) -> None:
        """Open the page of the test."""
        self._do(lambda: self.system.open_shell(self.browser, self.pupil, self.state))

    def start_at(self, moment: float) -> None:
        """Begin at a moment of the monotonic clock."""
        time.sleep(max(0.0, moment - time.monotonic()))
        self._do(lambda: self.system.start(self.browser, self.pupil, self.state))

    def take(self) -> None:
        """Do everything after signing in."""
        steps = (self.system.open_shell, self.system.start, self.system.answer, self.system.finish)
        for step in steps:
            if not self._do(lambda step=step: step(self.browser, self.pupil, self.state)):
                return

    def _do(self, work: Any) -> bool:
        try:
            work()
        except ConnectionError as error:
            if not self.browser.counts.faults:
                self.browser.counts.faults.append(str(error))
            return False
        return True


def run(order: dict[str, Any]) -> dict[str, Any]:
    """Carry the order out; returns seconds of each phase and all counts."""
    system = load_system(order["system"])
    visits = [Visit(system, order["origin"], Pupil(**pupil)) for pupil in order["pupils"]]
    phases: dict[str, Any] = {}
    with ThreadPoolExecutor(order["together"]) as pool:
        if order["what"] == "sign_in":
            _phase(phases, "sign_in", pool, visits, Visit.sign_in)
        else:
            for visit in visits:
                visit.browser.cookies = dict(order["cookies"][visit.pupil.username])
            if order["what"] == "starts":
                _phase(phases, "open_shell", pool, visits, Visit.open_shell)
                _run_starts(phases, visits, order["within"])
            else:
                _phase(phases, "take", pool, visits, Visit.take)
    total = Counts()
    for visit in visits:
        total.add(visit.browser.counts)
        visit.browser.close()
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        **vars(total),
        "phases": phases,
        "cookies": {visit.pupil.username: visit.browser.cookies for visit in visits},
        "driver_cpu": used.ru_utime + used.ru_stime,
    }


def _phase(phases: dict[str, Any], name: str, pool: Any, visits: list[Visit], step: Any) -> None:
    started = time.monotonic()
    list(pool.map(step, visits))
    phases[name] = time.monotonic() - started


def _run_starts(phases: dict[str, Any], visits: list[Visit], within: float) -> None:
    """Let each waiting room's timer go off at its own moment, as the page's jitter does."""
    started = time.monotonic()
    moments = sorted(started + random.random() * within for _ in visits)
    with ThreadPoolExecutor(len(visits)) as pool:
        list(pool.map(Visit.start_at, visits, moments))
    phases["starts"] = time.monotonic() - started


if __name__ == "__main__":
    print(json.dumps(run(json.load(sys.stdin))))
