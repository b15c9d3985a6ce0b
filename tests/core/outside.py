"""Look from outside at what other processes do to a shared database."""

import sqlite3
import time

from django.db import connection

PATIENCE = 120


def read(url, query):
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as database:
            return database.execute(query).fetchall()
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def wait_for(condition):
    ends = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < ends, "waited too long"
        time.sleep(0.2)
