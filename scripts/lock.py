"""Write the locked lists of packages anew: exact versions with hashes, for every platform."""

import subprocess
import sys
from pathlib import Path

from .stamps import ROOT

NAMES = ("base", "dev", "node")
OPTIONS = (
    *("--quiet", "--generate-hashes", "--universal", "--python-version", "3.11"),
    # Locks name no package index: whoever installs has his own.
    *("--no-header", "--no-emit-index-url", "--no-emit-find-links"),
)


def main() -> int:
    """Compile each list; versions that still fit are kept."""
    uv = Path(sys.executable).parent / "uv"
    for name in NAMES:
        source = f"requirements/{name}.in"
        command = [str(uv), "pip", "compile", *OPTIONS, source, "-o", f"requirements/{name}.txt"]
        done = subprocess.run([*command, *sys.argv[1:]], cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
