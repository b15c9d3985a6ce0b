"""Redis: nothing is kept on disk unless the test asks for it."""

from .server import Server, find_free_port, find_program, is_listening


class Redis(Server):
    """One Redis on loopback."""

    name = "redis"
    variable = "BROKER_URL"

    def prepare(self) -> list[str]:
        """Choose a port."""
        program = find_program("redis-server", "Debian: apt install redis-server", "/usr/bin")
        self.port = find_free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        return [
            *(program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""),
            *("--appendonly", "no", "--dir", str(self.folder)),
        ]

    def is_ready(self) -> bool:
        """Tell whether the port is open."""
        return is_listening(self.port)
