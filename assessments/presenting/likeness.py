"""Which questions of a file nearly read like questions that are in a bank already."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.permissions import AnyUser
from assessments.queries.similar import Twin, find_twins

from .imports import Row

# Files with more questions are looked at so far; the bank's own page finds the rest afterwards.
MOST = 300


@dataclass(frozen=True)
class ImportTwin:
    """A question of the file by its number, and what it nearly reads like."""

    number: int
    twin: Twin


def list_import_twins(user: AnyUser, rows: Sequence[Row]) -> list[ImportTwin]:
    """Return the nearest of each row's near-duplicates in banks that the person may read."""
    contents = {row.number: row.element.content for row in rows[:MOST] if row.element.content}
    found = find_twins(user, contents) if contents else {}
    return [ImportTwin(number, twins[0]) for number, twins in sorted(found.items())]
