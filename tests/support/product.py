"""The product as people run it: supervisor, web server and worker on a database of the test.

with Product(tmp_path) as product:
visitor = product.sign_in("username", "password")
visitor.get("/lop/")
product.kill_everything()
product.start()
"""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from django.db import connection

from scripts.processes import list_below
from scripts.services.server import find_free_port

ROOT = Path(__file__).resolve().parents[2]


def wait_until(condition: Callable[[], Any], *, seconds: float, what: str) -> Any:
    """Ask again and again until there is an answer; it is the outside that is waited for."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if answer := condition():
            return answer
        time.sleep(0.1)
    message = f"waited {seconds} s in vain: {what}"
    raise AssertionError(message)


def read_command(pid: int) -> str:
    """Return the command line of a process; empty when it has gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except FileNotFoundError:
        return ""


class Visitor:
    """A person's browser without its screen: cookies, forms and JSON."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def call(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, bytes]:
        """Send a request and follow redirects; ConnectionError when nobody answers."""
        token = next((c.value for c in self.cookies if c.name == "csrftoken"), "") or ""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(
            self.origin + path,
            data=body,
            method=method,
            headers={"X-CSRFToken": token, "Accept": "application/json", **named},
        )
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.read()
        except (urllib.error.URLError, OSError) as error:
            raise ConnectionError(str(error)) from error

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Send JSON, expect JSON and success."""
        data = None if body is None else json.dumps(body).encode()
        status, answer = self.call(method, path, data, Content_Type="application/json", **headers)
        assert status < 400, (method, path, status, answer[:500])
        return json.loads(answer)

    def sign_in(self, username: str, password: str) -> None:
        """Sign in by the form."""
        self.call("GET", "/dang-nhap/", Accept="text/html")
        form = f"username={username}&password={password}".encode()
        status, page = self.call("POST", "/dang-nhap/", form, Accept="text/html")
        assert any(c.name == "sessionid" for c in self.cookies), (status, page[-2000:])


class Product:
    """One installation: database, uploads, and the processes of ``make run``."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.settings = settings
        self.port = find_free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.database = ""
        self.supervisor: subprocess.Popen[bytes] | None = None

    @property
    def env(self) -> dict[str, str]:
        """Settings of this installation."""
        return {
            **os.environ,
            "DATABASE_URL": self.database or f"sqlite:///{self.folder / 'db.sqlite3'}",
            "UPLOADS_DIR": str(self.folder / "uploads"),
            "LOG_DIR": str(self.folder / "log"),
            "PORT": str(self.port),
            "DEMO": "0",
            **self.settings,
        }

    @property
    def app_origin(self) -> str:
        """Return the address that browsers open."""
        return f"http://app.benhoc.localhost:{self.port}"

    def manage(self, *arguments: str) -> None:
        """Run a command of manage.py in this installation."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()[-4000:]

    def command(self, module: str, *arguments: str) -> Any:
        """Run a module of ours in this installation; it answers in JSON."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()[-4000:]
        return json.loads(done.stdout.splitlines()[-1])

    def start(self) -> None:
        """Start the supervisor and wait for the first answer."""
        with (self.folder / "serve.log").open("ab") as log:
            self.supervisor = subprocess.Popen(
                [sys.executable, "-m", "scripts.serve"],
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        wait_until(self.is_answering, seconds=90, what="the first page")

    def is_answering(self) -> bool:
        """Tell whether the web server answers."""
        try:
            return Visitor(self.origin).call("GET", "/healthz")[0] == 200
        except ConnectionError:
            return False

    def visit(self, username: str, password: str) -> Visitor:
        """Sign somebody in."""
        visitor = Visitor(self.origin)
        visitor.sign_in(username, password)
        return visitor

    def find_processes(self, word: str) -> list[int]:
        """Find processes of the product by a word of their command line."""
        assert self.supervisor is not None
        return [pid for pid in list_below(self.supervisor.pid) if word in read_command(pid)]

    def kill(self, *pids: int) -> None:
        """Kill without a word."""
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue

    def kill_everything(self) -> list[int]:
        """Kill web server, worker and supervisor; nothing of them may live on."""
        assert self.supervisor is not None
        pids = list_below(self.supervisor.pid)
        self.kill(*self.find_processes("granian"), *self.find_processes("manage.py work"))
        self.kill(self.supervisor.pid)
        self.supervisor.wait()
        wait_until(
            lambda: not any(read_command(pid) for pid in pids), seconds=10, what="all are dead"
        )
        return pids

    def stop(self) -> None:
        """Stop as Ctrl-C does."""
        if self.supervisor is not None and self.supervisor.poll() is None:
            self.supervisor.send_signal(signal.SIGINT)
            self.supervisor.wait(30)

    def make_database(self) -> None:
        """Take a database of its own in the cluster that the suite runs on; else an SQLite file."""
        if connection.vendor != "postgresql" or "DATABASE_URL" in self.settings:
            return
        settings = connection.settings_dict
        name = f"benhoc_product_{os.getpid()}"
        self.run_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
        place = f"{settings['HOST']}:{settings['PORT']}"
        self.database = f"postgres://{settings['USER']}@{place}/{name}"

    def drop_database(self) -> None:
        """Leave nothing behind in the cluster."""
        if self.database:
            name = self.database.rpartition("/")[2]
            self.run_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def run_sql(self, *statements: str) -> None:
        """Run statements outside the test's transaction."""
        import psycopg

        settings = connection.settings_dict
        place = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"]}
        with psycopg.connect(dbname="postgres", autocommit=True, **place) as other:
            for statement in statements:
                other.execute(statement)

    def __enter__(self) -> Self:
        self.make_database()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        self.drop_database()
