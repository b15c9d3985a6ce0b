"""Run a command with services that live as long as it does."""

import os
import subprocess
import sys

from .elasticsearch import Elasticsearch
from .postgres import Postgres
from .redis import Redis
from .seaweedfs import SeaweedFS
from .server import Server, ServiceFailedError, ServiceMissingError

SERVICES: dict[str, type[Server]] = {
    service.name: service for service in (Postgres, Redis, SeaweedFS, Elasticsearch)
}


def main(arguments: list[str]) -> int:
    """Start the named services, run the command, stop them, hand on its exit code."""
    if "--" not in arguments or not arguments[0] or len(arguments) < 3:
        print(f"usage: python -m scripts.services {','.join(SERVICES)} -- COMMAND", file=sys.stderr)
        return 2
    cut = arguments.index("--")
    names, command = arguments[0].split(","), arguments[cut + 1 :]
    running: list[Server] = []
    try:
        environment = dict(os.environ)
        for name in names:
            server = SERVICES[name]().start()
            running.append(server)
            environment[server.variable] = server.url
            print(f"{server.variable}={server.url}", file=sys.stderr)
        return subprocess.run(command, env=environment, check=False).returncode
    except (ServiceMissingError, ServiceFailedError) as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        for server in reversed(running):
            server.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
