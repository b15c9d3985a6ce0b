"""Everything that can be checked without running the product, cheapest first.

``make check``, CI and pre-commit run these same lines. Stops at the first that fails;
``--keep-going`` runs them all. A name, such as ``types``, runs that one only.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from . import nodejs
from .stamps import ROOT

PYTHON = sys.executable
BIN = Path(sys.executable).parent

# What `check --deploy` asks for: the settings of a real installation.
AS_DEPLOYED = {
    "APP_ORIGIN": "https://benhoc.example.vn",
    "CONTENT_ORIGIN": "https://content.benhoc.example.vn",
    "SECRET_KEY": "only-for-checks-Zq3v8Jw1LkXc7Rb5Ny0Tg2Hd6Sf4Pa9-Ue_Mi",
    "DEMO": "0",
}


@dataclass(frozen=True)
class Check:
    """One line of checks: a name to call it by, and commands."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    env: Callable[[], dict[str, str]] = field(default=dict)


def empty_database() -> dict[str, str]:
    """Describe an installation whose database was made a moment ago."""
    folder = Path(tempfile.mkdtemp(prefix="benhoc-check-"))
    return {**AS_DEPLOYED, "DATABASE_URL": f"sqlite:///{folder / 'empty.sqlite3'}"}


def with_node() -> dict[str, str]:
    """Give the PATH in which npm works."""
    folder = nodejs.find_folder()
    return nodejs.environment(folder) if folder else {}


def manage(*arguments: str) -> tuple[str, ...]:
    """Write a command of manage.py."""
    return (PYTHON, "manage.py", *arguments)


def tool(name: str, *arguments: str) -> tuple[str, ...]:
    """Write a command of the virtual environment."""
    return (str(BIN / name), *arguments)


CHECKS = (
    Check("style", (tool("ruff", "check", "."), tool("ruff", "format", "--check", "."))),
    Check("templates", (tool("djlint", "--quiet", "--lint", "."),)),
    Check("imports", (tool("lint-imports", "--no-cache"),)),
    Check("types", (tool("mypy", "."),)),
    Check("deploy", (manage("check", "--deploy", "--fail-level", "WARNING"),), lambda: AS_DEPLOYED),
    Check(
        "migrations",
        (manage("makemigrations", "--check", "--dry-run"), manage("migrate", "--verbosity", "0")),
        empty_database,
    ),
    Check("messages", (manage("messages", "--check"),), lambda: AS_DEPLOYED),
    Check("frontend", (("npm", "run", "--silent", "check"), ("npm", "test")), with_node),
    Check("architecture", ((PYTHON, "-m", "pytest", "-q", "tests/architecture"),)),
)


def run_check(check: Check) -> bool:
    """Run its commands; print their output only when one fails."""
    started = time.monotonic()
    env = {**os.environ, **check.env()}
    for command in check.commands:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode:
            print(f"✗ {check.name}: {' '.join(command)}", flush=True)
            print(done.stdout.decode(errors="replace"), flush=True)
            return False
    print(f"✓ {check.name} {time.monotonic() - started:.1f} s", flush=True)
    return True


def main(arguments: list[str]) -> int:
    """Run the named checks, or all."""
    names = [name for name in arguments if not name.startswith("-")]
    known = {check.name for check in CHECKS}
    if unknown := set(names) - known:
        print(f"No such check: {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
        return 2
    failed = 0
    for check in CHECKS:
        if names and check.name not in names:
            continue
        if not run_check(check):
            failed += 1
            if "--keep-going" not in arguments:
                break
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
