"""PostgreSQL: one row a cell and statement, inserted by a trigger that sees all changed rows."""

from django.db import connection

from . import facets_postgresql
from .cells import COLUMNS, COUNTS, INTO, TABLE, name_cell
from .facets import LINKS

_KEY = ", ".join(str(place) for place in range(1, len(COLUMNS) + 1))
_ADDED = f"SELECT {name_cell('r')}, 1 AS d FROM now_rows r WHERE r.deleted_at IS NULL"  # noqa: S608  # constants
_GONE = f"SELECT {name_cell('r')}, -1 AS d FROM old_rows r WHERE r.deleted_at IS NULL"  # noqa: S608  # constants


def _function(name: str, changes: str) -> str:
    columns = ", ".join(f"c{place}" for place in range(len(COLUMNS)))
    return f"""
    CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      {INTO} SELECT {columns}, SUM(d) FROM ({changes}) AS t ({columns}, d)
        GROUP BY {_KEY} HAVING SUM(d) <> 0;
      RETURN NULL;
    END $$;"""  # noqa: S608  # constants


def _trigger(name: str, event: str, tables: str) -> str:
    return f"""
    DROP TRIGGER IF EXISTS {name} ON {TABLE};
    CREATE TRIGGER {name} AFTER {event} ON {TABLE} REFERENCING {tables}
      FOR EACH STATEMENT EXECUTE FUNCTION {name}();"""


SCHEMA = "".join(
    [
        _function("assessments_count_insert", _ADDED),
        _function("assessments_count_update", f"{_ADDED} UNION ALL {_GONE}"),
        _function("assessments_count_delete", _GONE),
        _trigger("assessments_count_insert", "INSERT", "NEW TABLE AS now_rows"),
        _trigger(
            "assessments_count_update", "UPDATE", "OLD TABLE AS old_rows NEW TABLE AS now_rows"
        ),
        _trigger("assessments_count_delete", "DELETE", "OLD TABLE AS old_rows"),
    ]
)
# Only rows that this statement took away are summed and put back: what others insert meanwhile stays.
FOLD = f"""
WITH gone AS (
  DELETE FROM {COUNTS} WHERE (bank_id, subject_id, grade_id, type, level, state) IN (
    SELECT {", ".join(COLUMNS)} FROM {COUNTS} GROUP BY {_KEY} HAVING COUNT(*) > 1
  ) RETURNING {", ".join(COLUMNS)}, n
)
{INTO} SELECT {", ".join(COLUMNS)}, SUM(n) FROM gone GROUP BY {_KEY} HAVING SUM(n) <> 0
"""  # noqa: S608  # constants


NAMES = (
    "assessments_count_insert",
    "assessments_count_update",
    "assessments_count_delete",
    *facets_postgresql.NAMES,
)
FOLDS = (FOLD, *facets_postgresql.FOLD)


def is_prepared() -> bool:
    """Say whether the triggers are there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM pg_trigger WHERE tgname = ANY(%s)"
            " AND tgrelid IN (to_regclass(%s), to_regclass(%s))",
            [list(NAMES), TABLE, LINKS],
        )
        row = cursor.fetchone()
    return row is not None and row[0] == len(NAMES)


def prepare() -> None:
    """Make the triggers; safe to repeat."""
    with connection.cursor() as cursor:
        for statement in (SCHEMA, *facets_postgresql.STATEMENTS):
            cursor.execute(statement)
