"""What a cell is: the columns by which questions are counted."""

TABLE = "assessments_question"
COUNTS = "assessments_questioncount"
COLUMNS = ("bank_id", "subject_id", "grade_id", "type", "level", "state")
INTO = f"INSERT INTO {COUNTS} ({', '.join(COLUMNS)}, n)"


def list_cell(row: str) -> list[str]:
    """Return the columns of a row's cell as SQL, none as zero."""
    return [
        f"COALESCE({row}.{name}, 0)" if name in {"subject_id", "grade_id"} else f"{row}.{name}"
        for name in COLUMNS
    ]


def name_cell(row: str) -> str:
    """Return the same as a list of SQL: ``o.bank_id, COALESCE(o.subject_id, 0), …``."""
    return ", ".join(list_cell(row))
