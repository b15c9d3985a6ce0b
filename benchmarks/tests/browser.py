"""A pupil's browser without its screen: one kept connection, cookies, counted requests and bytes."""

import gzip
import http.client
import time
from collections import defaultdict
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit


@dataclass
class Counts:
    """What browsers did: milliseconds by step, requests, bytes received as they travelled."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    requests: int = 0
    received: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Counts") -> None:
        """Take another browser's counts in."""
        for step, values in other.times.items():
            self.times[step] += values
        self.requests += other.requests
        self.received += other.received
        self.faults += other.faults


@dataclass(frozen=True)
class Answer:
    """A response with its body unpacked."""

    status: int
    headers: Any
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class Browser:
    """Sends requests of one person over one connection."""

    def __init__(self, origin: str) -> None:
        """Connect with the first request."""
        self.host = urlsplit(origin).netloc
        self.connection = http.client.HTTPConnection(self.host, timeout=60)
        self.cookies: dict[str, str] = {}
        self.counts = Counts()

    def send(
        self, step: str, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> Answer:
        """Send one request and time it to the last byte; no redirect is followed."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named |= {"Accept-Encoding": "gzip", "Cookie": self._write_cookies()}
        if method == "POST":
            named.setdefault("X-CSRFToken", self.cookies.get("csrftoken", ""))
        started = time.perf_counter()
        try:
            self.connection.request(method, path, body, named)
            response = self.connection.getresponse()
            data = response.read()
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            self.counts.faults.append(f"{step}: {error!r}")
            raise ConnectionError(step) from error
        self.counts.times[step].append((time.perf_counter() - started) * 1000)
        self._count(response, data)
        if response.getheader("Content-Encoding") == "gzip":
            data = gzip.decompress(data)
        answer = Answer(response.status, response.headers, data)
        if answer.status >= 400:
            self.counts.faults.append(f"{step}: {answer.status}")
            raise ConnectionError(step, answer.status, data[:200])
        return answer

    def _count(self, response: http.client.HTTPResponse, data: bytes) -> None:
        self.counts.requests += 1
        head = sum(len(name) + len(value) + 4 for name, value in response.getheaders())
        self.counts.received += len(data) + head + 17
        for line in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value

    def _write_cookies(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()
