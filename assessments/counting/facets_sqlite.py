"""SQLite: each changed row adds its rows of strands, outcomes and authors; a job sums them up."""

from .cells import TABLE
from .facets import FACETS, INTO, KEY, LINKS, MOVES, list_changes, list_links

_COLUMNS = ("id", *MOVES, "deleted_at")
_MOVED = " OR ".join(f"old.{name} IS NOT new.{name}" for name in (*MOVES, "deleted_at"))


def _row(name: str) -> str:
    """Return the changed row as something to select from."""
    return f"(SELECT {', '.join(f'{name}.{column} AS {column}' for column in _COLUMNS)})"


def _link(name: str) -> str:
    return f"(SELECT {name}.outcome_id AS outcome_id, {name}.question_id AS question_id)"


def _trigger(name: str, event: str, table: str, changes: list[str]) -> str:
    acts = " ".join(f"{INTO} {change};" for change in changes)
    return f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {event} ON {table} BEGIN {acts} END"


STATEMENTS = (
    _trigger("assessments_facet_insert", "INSERT", TABLE, [list_changes(_row("new"), 1)]),
    _trigger(
        "assessments_facet_update",
        "UPDATE",
        TABLE,
        [list_changes(_row("old"), -1), list_changes(_row("new"), 1)],
    ).replace(" BEGIN ", f" WHEN {_MOVED} BEGIN ", 1),
    _trigger("assessments_facet_delete", "DELETE", TABLE, [list_changes(_row("old"), -1)]),
    _trigger("assessments_facet_link", "INSERT", LINKS, [list_links(_link("new"), 1)]),
    _trigger("assessments_facet_unlink", "DELETE", LINKS, [list_links(_link("old"), -1)]),
)
NAMES = (
    "assessments_facet_insert",
    "assessments_facet_update",
    "assessments_facet_delete",
    "assessments_facet_link",
    "assessments_facet_unlink",
)
_FIRST = f"SELECT MIN(id) FROM {FACETS} GROUP BY {KEY}"  # noqa: S608  # own names
_SAME = " AND ".join(f"o.{name} = {FACETS}.{name}" for name in KEY.split(", "))
FOLD = (
    f"UPDATE {FACETS} SET n = (SELECT SUM(o.n) FROM {FACETS} o WHERE {_SAME})"  # noqa: S608  # own names
    f" WHERE id IN ({_FIRST})",
    f"DELETE FROM {FACETS} WHERE id NOT IN ({_FIRST}) OR n = 0",  # noqa: S608  # own names
)
