"""SQLite on a laptop, PostgreSQL on a server (ADR 0003)."""

import dj_database_url

from .env import ROOT, flag, text

DATABASE_URL = text(
    "DATABASE_URL",
    "",
    "Database. Empty means SQLite in var/db.sqlite3; PostgreSQL 15+: postgres://user:pass@host/name.",
)

HAS_TRANSACTION_POOLER = flag(
    "DATABASE_TRANSACTION_POOLER",
    "A pooler in transaction mode stands before PostgreSQL: no prepared statements.",
    default=False,
)

_database = dj_database_url.parse(DATABASE_URL or f"sqlite:///{ROOT / 'var' / 'db.sqlite3'}")

if _database["ENGINE"] == "django.db.backends.sqlite3":
    # Immediate transactions stand in for row locks; FULL makes "saved" mean saved after a power cut.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;",
    }
else:
    _database["CONN_MAX_AGE"] = None
    _database["CONN_HEALTH_CHECKS"] = True
    _database.setdefault("OPTIONS", {})
    _database["OPTIONS"]["server_side_binding"] = True
    if not HAS_TRANSACTION_POOLER:
        # Statements that come often are planned once a connection.
        _database["OPTIONS"]["prepare_threshold"] = 5

DATABASES = {"default": _database}
IS_SQLITE = _database["ENGINE"] == "django.db.backends.sqlite3"
