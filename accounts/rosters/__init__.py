"""Lists of people as schools keep them: bytes or pasted text in, rows with faults by line out."""

from .reading import LARGEST_FILE, RosterFileError, read_cells, read_file, write_text
from .rows import COLUMNS, Fault, Roster, RosterRow, parse_roster

__all__ = [
    "COLUMNS",
    "LARGEST_FILE",
    "Fault",
    "Roster",
    "RosterFileError",
    "RosterRow",
    "parse_roster",
    "read_cells",
    "read_file",
    "write_text",
]
