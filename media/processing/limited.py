"""Starts a program with less than it could take: memory, processor time, file sizes, priority.

Run as ``python -I -S limited.py '{"memory": bytes, "seconds": n, "file": bytes}' program args…``.
Limits are set here, after the fork, because a web process with threads must not run code between
fork and exec.
"""

import json
import os
import resource
import sys


def main() -> None:
    """Set the limits and become the program."""
    limits = json.loads(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"] + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits["file"], limits["file"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606  a program of ours with a list of arguments


if __name__ == "__main__":
    main()
