"""Writes of the counted cells beside the triggers: folding, and counting anew."""

from types import ModuleType

from django.db import connection, transaction

from assessments.counting import postgresql, sqlite
from assessments.counting.cells import COLUMNS, COUNTS, INTO, TABLE, name_cell
from assessments.counting.facets import RECOUNT


@transaction.atomic
def fold_counts() -> None:
    """Sum the rows of each cell and value into one; counts read the same before, after and meanwhile."""
    with connection.cursor() as cursor:
        for statement in _database().FOLDS:
            cursor.execute(statement)


@transaction.atomic
def recount_questions() -> None:
    """Count all questions anew, for instance after rows were loaded with triggers off."""
    key = ", ".join(str(place) for place in range(1, len(COLUMNS) + 1))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Writers wait a moment, so that none is counted twice or not at all.
            cursor.execute(f"LOCK TABLE {TABLE} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(f"DELETE FROM {COUNTS}")  # noqa: S608  # own names
        cursor.execute(
            f"{INTO} SELECT {name_cell('q')}, COUNT(*) FROM {TABLE} q"  # noqa: S608  # own names
            f" WHERE q.deleted_at IS NULL GROUP BY {key}"
        )
        for statement in RECOUNT:
            cursor.execute(statement)


def prepare_counts() -> None:
    """Make the triggers where they are missing, and count what came while they were not there."""
    if not _database().is_prepared():
        with transaction.atomic():
            _database().prepare()
            recount_questions()


def _database() -> ModuleType:
    return postgresql if connection.vendor == "postgresql" else sqlite
