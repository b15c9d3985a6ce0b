"""Which function does which job, and which jobs start by the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

JobFunction = Callable[..., None]


@dataclass(frozen=True)
class JobKind:
    """A declared job: its function, queue, patience, and the name people read."""

    name: str
    function: JobFunction
    queue: str
    max_attempts: int
    label: str | Promise


_kinds: dict[str, JobKind] = {}
_periods: dict[str, timedelta] = {}


def job(
    name: str, *, queue: str = "default", max_attempts: int = 5, label: str | Promise = ""
) -> Callable[[JobFunction], JobFunction]:
    """Declare ``fn(run: JobRun, *ids)`` in an app's ``tasks.py`` as the work behind this name."""

    def declare(function: JobFunction) -> JobFunction:
        _kinds[name] = JobKind(name, function, queue, max_attempts, label or name)
        return function

    return declare


def periodic(**period: Any) -> Callable[[JobFunction], JobFunction]:
    """Start the job below again and again, for example ``@periodic(minutes=1)`` above ``@job``."""

    def declare(function: JobFunction) -> JobFunction:
        for kind in _kinds.values():
            if kind.function is function:
                _periods[kind.name] = timedelta(**period)
                return function
        message = f"{function} must be declared with @job first."
        raise TypeError(message)

    return declare


@cache
def _load() -> None:
    autodiscover_modules("tasks")


def find_kind(name: str) -> JobKind | None:
    """Return the declared job, or None when no installed app knows it."""
    _load()
    return _kinds.get(name)


def list_periods() -> dict[str, timedelta]:
    """Return the period of each job that starts by the clock."""
    _load()
    return dict(_periods)
