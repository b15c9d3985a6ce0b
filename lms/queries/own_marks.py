"""What a pupil and his parents read of gradebooks: his own line of those that teachers let them read."""

from dataclasses import dataclass, field

from django.utils import timezone

from accounts.models import SchoolClass, User
from accounts.queries import find_current_class_of
from curriculum.models import Term

from .book import Book
from .gradebooks import list_shown_subjects, read_books


@dataclass
class OwnMarks:
    """One pupil's lines of a term; waiting marks and other pupils are no part of it."""

    pupil: User
    school_class: SchoolClass | None = None
    term: Term | None = None
    terms: list[Term] = field(default_factory=list)
    books: list[Book] = field(default_factory=list)


def read_own_marks(pupil: User, *, term: str = "") -> OwnMarks:
    """Read the lines of a term (its number), by default today's; as many statements for any subjects."""
    marks = OwnMarks(pupil, find_current_class_of(pupil))
    if marks.school_class is None:
        return marks
    marks.terms = list(
        Term.objects.filter(school_year=marks.school_class.school_year_id).order_by("number")
    )
    marks.term = _choose(marks.terms, term)
    if marks.term is None:
        return marks
    subjects = list(list_shown_subjects(marks.school_class, marks.term))
    if subjects:
        marks.books = read_books(marks.school_class, subjects, marks.term, pupil=pupil)
    return marks


def _choose(terms: list[Term], wanted: str) -> Term | None:
    today = timezone.localdate()
    asked = [term for term in terms if str(term.number) == wanted]
    begun = [term for term in terms if term.starts_on <= today]
    return next(iter(asked or begun[-1:] or terms), None)
