"""PostgreSQL: strands, outcomes and authors are counted once a statement, and only when they move."""

from .cells import TABLE
from .facets import FACETS, INTO, KEY, LINKS, MOVES, list_changes, list_links, sum_up

_SAME = ", ".join([*(f"{{0}}.{name}" for name in MOVES), "{0}.deleted_at IS NULL"])
_PAIRS = "FROM now_rows n JOIN old_rows o ON o.id = n.id"
_DIFFER = f"ROW({_SAME.format('n')}) IS DISTINCT FROM ROW({_SAME.format('o')})"
_MOVED = f"(SELECT {{0}}.* {_PAIRS} WHERE {_DIFFER})"  # own names
_FUNCTIONS = {
    "assessments_facet_insert": list_changes("now_rows", 1),
    "assessments_facet_update": (
        f"{list_changes(_MOVED.format('n'), 1)} UNION ALL {list_changes(_MOVED.format('o'), -1)}"
    ),
    "assessments_facet_delete": list_changes("old_rows", -1),
    "assessments_facet_link": list_links("now_rows", 1),
    "assessments_facet_unlink": list_links("old_rows", -1),
}
_NEW, _OLD = "NEW TABLE AS now_rows", "OLD TABLE AS old_rows"
_TRIGGERS = (
    ("assessments_facet_insert", TABLE, "INSERT", _NEW),
    ("assessments_facet_update", TABLE, "UPDATE", f"{_OLD} {_NEW}"),
    ("assessments_facet_delete", TABLE, "DELETE", _OLD),
    ("assessments_facet_link", LINKS, "INSERT", _NEW),
    ("assessments_facet_unlink", LINKS, "DELETE", _OLD),
)
NAMES = tuple(name for name, *_ in _TRIGGERS)


def _function(name: str, changes: str) -> str:
    return f"""
    CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      {sum_up(changes)};
      RETURN NULL;
    END $$;"""


def _trigger(name: str, table: str, event: str, tables: str) -> str:
    return f"""
    DROP TRIGGER IF EXISTS {name} ON {table};
    CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {tables}
      FOR EACH STATEMENT EXECUTE FUNCTION {name}();"""


STATEMENTS = (
    "".join(_function(name, changes) for name, changes in _FUNCTIONS.items()),
    "".join(_trigger(*trigger) for trigger in _TRIGGERS),
)
FOLD = (
    f"""
WITH gone AS (
  DELETE FROM {FACETS} WHERE ({KEY}) IN (
    SELECT {KEY} FROM {FACETS} GROUP BY {KEY} HAVING COUNT(*) > 1
  ) RETURNING {KEY}, n
)
{INTO} SELECT {KEY}, SUM(n) FROM gone GROUP BY {KEY} HAVING SUM(n) <> 0
""",  # noqa: S608  # own names
)
