"""What is counted beside the cells: strands, outcomes and authors, each by bank and state.

A row says ``+n`` or ``-n`` of one value; the sum of its rows is the count. Rows that outcomes link
are joined at the moment of the change, so the two tables may be written in any order.
"""

from .cells import TABLE

LINKS = "assessments_question_outcomes"
FACETS = "assessments_facetcount"
KEY = "bank_id, facet, value, state"
INTO = f"INSERT INTO {FACETS} ({KEY}, n)"
# What moves a question from one count to another.
MOVES = ("bank_id", "strand", "author_id", "state")


def list_changes(rows: str, step: int) -> str:
    """Return SQL for the values of these questions, each with the step: ``rows`` is a FROM item."""
    kept = "WHERE r.deleted_at IS NULL"
    return (
        f"SELECT r.bank_id, 'strand' AS facet, r.strand AS value, r.state, {step} AS d"  # noqa: S608  # own names
        f" FROM {rows} r {kept} AND r.strand <> ''"
        f" UNION ALL SELECT r.bank_id, 'author', CAST(r.author_id AS varchar(20)), r.state, {step}"
        f" FROM {rows} r {kept}"
        f" UNION ALL SELECT r.bank_id, 'outcome', CAST(o.outcome_id AS varchar(20)), r.state, {step}"
        f" FROM {rows} r JOIN {LINKS} o ON o.question_id = r.id {kept}"
    )


def list_links(rows: str, step: int) -> str:
    """Return SQL for links of outcomes that come or go."""
    return (
        f"SELECT q.bank_id, 'outcome' AS facet, CAST(l.outcome_id AS varchar(20)) AS value, q.state,"  # noqa: S608  # own names
        f" {step} AS d FROM {rows} l JOIN {TABLE} q ON q.id = l.question_id"
        " WHERE q.deleted_at IS NULL"
    )


def sum_up(changes: str) -> str:
    """Return the statement that writes changes, one row a value."""
    return (
        f"{INTO} SELECT {KEY}, SUM(d) FROM ({changes}) AS t"  # noqa: S608  # own names
        f" GROUP BY {KEY} HAVING SUM(d) <> 0"
    )


RECOUNT = (f"DELETE FROM {FACETS}", sum_up(list_changes(TABLE, 1)))  # noqa: S608  # own names
