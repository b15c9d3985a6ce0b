"""SQLite: one writer at a time, so each row's trigger changes its cell's count in place."""

from django.db import connection

from . import facets_sqlite
from .cells import COLUMNS, COUNTS, INTO, TABLE, list_cell, name_cell

NAMES = (
    "assessments_count_insert",
    "assessments_count_update",
    "assessments_count_delete",
    *facets_sqlite.NAMES,
)
_CHANGED = " OR ".join(f"old.{name} IS NOT new.{name}" for name in (*COLUMNS, "deleted_at"))


def _change(row: str, step: int) -> str:
    """Count one row up or down, if it does not lie in the bin."""
    cell = name_cell(row)
    same = " AND ".join(
        f"{name} = {value}" for name, value in zip(COLUMNS, list_cell(row), strict=True)
    )
    return f"""
      {INTO} SELECT {cell}, 0 WHERE {row}.deleted_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM {COUNTS} WHERE {same});
      UPDATE {COUNTS} SET n = n + ({step}) WHERE {row}.deleted_at IS NULL AND {same};"""  # noqa: S608  # constants


def _statements() -> tuple[str, ...]:
    return (
        f"CREATE TRIGGER IF NOT EXISTS {NAMES[0]} AFTER INSERT ON {TABLE} BEGIN"
        f"{_change('new', 1)} END",
        f"CREATE TRIGGER IF NOT EXISTS {NAMES[1]} AFTER UPDATE ON {TABLE} WHEN {_CHANGED} BEGIN"
        f"{_change('old', -1)}{_change('new', 1)} END",
        f"CREATE TRIGGER IF NOT EXISTS {NAMES[2]} AFTER DELETE ON {TABLE} BEGIN"
        f"{_change('old', -1)} END",
    )


# Cells hold one row each already; empty ones go.
FOLD = f"DELETE FROM {COUNTS} WHERE n = 0"  # noqa: S608  # constants
FOLDS = (FOLD, *facets_sqlite.FOLD)


def is_prepared() -> bool:
    """Say whether the triggers are there: a later migration that remakes the table drops them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'assessments%%'",
            [],
        )
        return {name for (name,) in cursor.fetchall()} >= set(NAMES)


def prepare() -> None:
    """Make the triggers; safe to repeat."""
    with connection.cursor() as cursor:
        for statement in (*_statements(), *facets_sqlite.STATEMENTS):
            cursor.execute(statement)
