"""Short numeric answers: reading what pupils write, the four-cell rule, comparing.

The rule of the paper sheet (domain.md §2.2): at most four characters, digits, ``-`` only in cell 1,
``,`` only in cell 2 or 3. On the screen ``.`` counts as ``,`` and every dash as ``-``.
"""

import re
from decimal import Decimal

CELLS = 4
_DASHES = str.maketrans({"−": "-", "–": "-", "—": "-", "‐": "-", ".": ","})
_NUMBER = re.compile(r"-?\d{1,15}(,\d{1,15})?", re.ASCII)
_CELL = re.compile(r"-?\d+(,\d+)?", re.ASCII)


def read_number(text: str) -> Decimal | None:
    """Read a number as a pupil writes it, or give None."""
    written = re.sub(r"\s", "", text).translate(_DASHES)
    return Decimal(written.replace(",", ".")) if _NUMBER.fullmatch(written) else None


def fits_cells(text: str) -> bool:
    """Tell whether a number can be written into the four cells."""
    written = text.strip().translate(_DASHES)
    if not 0 < len(written) <= CELLS or not _CELL.fullmatch(written):
        return False
    return "," not in written or written.index(",") in {1, 2}


def is_near(number: Decimal, value: str, tolerance: str) -> bool:
    """Tell whether the number lies within the tolerance of the value, both ends included."""
    return abs(number - Decimal(value)) <= Decimal(tolerance)
