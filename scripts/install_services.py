"""Install what CI needs on a bare Debian: databases, browser, Java. As root, only what is missing.

``make test`` on a laptop never calls this.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from .browser import find_chromium


def has(*programs: str) -> bool:
    """Tell whether all of these programs are here."""
    return all(shutil.which(program) for program in programs)


def has_module(name: str) -> bool:
    """Tell whether this Python has a standard module that Debian packs apart."""
    return subprocess.run([sys.executable, "-c", f"import {name}"], check=False).returncode == 0


def list_missing() -> list[str]:
    """Name the Debian packages whose programs are not here."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    wanted = {
        "postgresql": any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or has("initdb"),
        "redis-server": has("redis-server"),
        "chromium": find_chromium() is not None,
        "default-jre-headless": has("java"),
        "maven": has("mvn"),
        "make": has("make"),
        "git": has("git"),
        f"python{version}-venv": has_module("ensurepip"),
    }
    return [package for package, is_here in wanted.items() if not is_here]


def main() -> int:
    """Install the missing packages in one go."""
    missing = list_missing()
    if not missing:
        return 0
    if os.geteuid() != 0 or not has("apt-get"):
        print(f"Missing, and only root may install: {' '.join(missing)}", file=sys.stderr)
        return 1
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    print(f"· apt-get install {' '.join(missing)}", file=sys.stderr, flush=True)
    # A list that is there already may do; a fresh one is fetched when it does not.
    for command in (install, ["apt-get", "update", "-q"], install):
        done = subprocess.run(command, env=env, check=False, stdout=subprocess.DEVNULL)
        if command is install and done.returncode == 0:
            return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
