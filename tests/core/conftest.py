"""Work outside this process: a receiver of messages, a shared database, processes to kill."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

PATIENCE = 120


@pytest.fixture
def destination():
    """Receive messages; the first answer never comes."""

    class Handler(BaseHTTPRequestHandler):
        seen: list = []
        leave = threading.Event()

        def do_POST(self):
            self.seen.append(self.headers["Idempotency-Key"])
            if len(self.seen) == 1:
                self.leave.wait(PATIENCE)
                return
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"receipt": "R"}')

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Handler.url = f"http://127.0.0.1:{server.server_port}/"
    yield Handler
    Handler.leave.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def database_url(tmp_path):
    """Give an address under which other processes find the rows of this test."""

    def share() -> str:
        if connection.vendor == "sqlite":
            with sqlite3.connect(tmp_path / "shared.sqlite3") as target:
                connection.connection.backup(target)
            target.close()
            return f"sqlite:///{tmp_path / 'shared.sqlite3'}"
        kept = connection.settings_dict
        host = quote(kept["HOST"] or "", safe="")
        return f"postgres://{kept['USER']}:{kept['PASSWORD']}@{host}:{kept['PORT']}/{kept['NAME']}"

    return share


@pytest.fixture
def start():
    """Start processes that end with the test."""
    running = []

    def begin(*words, **environment):
        process = subprocess.Popen(
            [sys.executable, *words],
            cwd=settings.ROOT,
            env={**os.environ, **environment},
            start_new_session=True,
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
