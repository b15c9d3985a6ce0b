"""A gradebook as it is read: columns, lines and cells, with what counts in each. No statements here."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from accounts.models import SchoolClass, User
from assessments.models import Sitting
from curriculum.models import Subject, Term
from lms.gradebook import Scheme, TermMarks, mean_of_term
from lms.models import Gradebook, GradeColumn, GradeMark, GradeRemark


@dataclass
class Column:
    """A column: of a test, or added by hand. ``row`` holds what a teacher decided about it."""

    kind: str
    title: str
    row: GradeColumn | None = None
    sitting: Sitting | None = None
    confirmed_at: datetime | None = None

    @property
    def key(self) -> str:
        """The id that stands in addresses."""
        return self.sitting.public_id if self.sitting else self.row.public_id if self.row else ""

    @property
    def begun_at(self) -> datetime:
        """What the order of columns goes by."""
        if self.sitting is not None:
            return self.sitting.opens_at
        assert self.row is not None  # noqa: S101  # a column is one or the other
        return self.row.made_at

    @property
    def is_counted(self) -> bool:
        """Whether its marks count for the term."""
        return self.row is None or self.row.is_counted

    @property
    def is_waiting(self) -> bool:
        """Whether it is of a test that no teacher has confirmed yet."""
        return self.sitting is not None and self.confirmed_at is None


@dataclass
class Cell:
    """One pupil in one column.

    ``confirmed`` is the mark that a teacher confirmed, ``waiting`` one that nobody has confirmed or
    that has changed since, ``written`` the newest entry by hand, which goes before both.
    """

    column: Column
    confirmed: Decimal | None = None
    waiting: Decimal | None = None
    written: GradeMark | None = None
    attempt_id: str = ""

    @property
    def mark(self) -> Decimal | None:
        """The mark that counts."""
        return self.written.mark if self.written else self.confirmed

    @property
    def verdict(self) -> str:
        """The verdict that counts, of subjects without marks."""
        return self.written.verdict if self.written else ""

    @property
    def is_corrected(self) -> bool:
        """Whether somebody changed what had stood here."""
        return self.written is not None and bool(self.written.before)


@dataclass
class Line:
    """One pupil of a gradebook."""

    pupil: User
    scheme: Scheme
    columns: list[Column]
    remarks: dict[str, GradeRemark] = field(default_factory=dict)
    first_mean: Decimal | None = None
    year_mean: Decimal | None = None

    @cached_property
    def cells(self) -> list[Cell]:
        """One cell for each column, in their order."""
        return [Cell(column) for column in self.columns]

    def cell(self, column: Column) -> Cell:
        """Return the cell of a column."""
        return self.cells[next(at for at, each in enumerate(self.columns) if each is column)]

    def marks(self, kind: str) -> list[Decimal]:
        """Return the marks of a kind that count, in the order of their columns."""
        return [
            cell.mark
            for cell in self.cells
            if cell.column.kind == kind and cell.column.is_counted and cell.mark is not None
        ]

    @cached_property
    def term(self) -> TermMarks:
        """The mean of the term, or what is missing; of several mid-term or final marks the last counts."""
        midterm, final = self.marks("midterm"), self.marks("final")
        return mean_of_term(
            self.scheme,
            self.marks("regular"),
            midterm[-1] if midterm else None,
            final[-1] if final else None,
        )

    @property
    def mean(self) -> Decimal | None:
        """The mark of the term, None while something is missing."""
        return self.term.mean


@dataclass
class Book:
    """A subject of a class in a term; ``row`` is None while nothing was written by hand."""

    school_class: SchoolClass
    subject: Subject
    term: Term
    scheme: Scheme
    row: Gradebook | None = None
    columns: list[Column] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def address(self) -> tuple[str, str, int]:
        """The arguments of its addresses."""
        return self.school_class.public_id, self.subject.code, self.term.number

    @property
    def is_shown(self) -> bool:
        """Whether pupils and parents read their own line."""
        return self.row is not None and self.row.shown_at is not None

    @property
    def waiting_count(self) -> int:
        """How many marks nobody has confirmed as they stand."""
        return sum(cell.waiting is not None for line in self.lines for cell in line.cells)

    def count(self, kind: str) -> int:
        """Count the columns of a kind."""
        return sum(column.kind == kind for column in self.columns)
