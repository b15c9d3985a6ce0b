"""Reads of gradebooks: confirmed results and written marks side by side, unconfirmed ones apart.

A confirmed mark is read from the newest confirmation of its sitting, which is sealed; a result that
has changed since waits beside it. Pupils stand in the order of the class list, never by marks. The
count of statements does not depend on the size of the class.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import SchoolClass, TeachingAssignment, User
from accounts.permissions import has_capability
from accounts.queries import list_pupils
from assessments.models import Attempt, Confirmation, Sitting
from assessments.queries.results import find_rule, make_result
from assessments.queries.settling import is_result_confirmed
from core.errors import NotFoundError
from core.queries import get_rule
from curriculum.models import Subject, Term
from lms.gradebook import Scheme, choose_scheme, mean_of_year
from lms.models import Gradebook, GradeColumn, GradeMark, GradeRemark
from lms.permissions import (
    can_fill_gradebook,
    can_read_gradebook,
    gradebook_classes,
    gradebook_subjects,
)

from .book import Book, Cell, Column, Line

RULE = "gradebook.circulars"


@dataclass(frozen=True)
class ClassBooks:
    """A class with the subjects whose gradebooks the person reads."""

    school_class: SchoolClass
    subjects: list[Subject]
    term: int


def access_gradebook(
    user: User, class_id: str, subject_code: str, *, number: int
) -> tuple[SchoolClass, Subject, Term]:
    """Fetch what names a gradebook that the person may read, or raise NotFoundError."""
    classes = gradebook_classes(user).select_related("school", "grade__level", "school_year")
    school_class = classes.filter(public_id=class_id).first()
    subject = Subject.objects.filter(code=subject_code).first()
    if school_class is None or subject is None:
        raise NotFoundError
    term = Term.objects.filter(school_year=school_class.school_year_id, number=number).first()
    if term is None or not can_read_gradebook(user, school_class, subject):
        raise NotFoundError
    return school_class, subject, term


def access_filled_gradebook(
    user: User, class_id: str, subject_code: str, *, number: int
) -> tuple[SchoolClass, Subject, Term]:
    """Fetch what names a gradebook into which the person writes, or raise NotFoundError."""
    found = access_gradebook(user, class_id, subject_code, number=number)
    if not can_fill_gradebook(user, found[0], found[1]):
        raise NotFoundError
    return found


def access_pupil_of_class(
    user: User, class_id: str, pupil_id: str
) -> tuple[SchoolClass, User, QuerySet[Subject]]:
    """Fetch a pupil of a class with the subjects that the person reads there, or raise NotFoundError."""
    classes = gradebook_classes(user).select_related("school", "grade__level", "school_year")
    school_class = classes.filter(public_id=class_id).first()
    if school_class is None:
        raise NotFoundError
    enrolled = school_class.enrolments.values("pupil_id")
    pupil = User.objects.filter(public_id=pupil_id, pk__in=enrolled, is_active=True).first()
    subjects = gradebook_subjects(user, school_class)
    if pupil is None or not subjects.exists():
        raise NotFoundError
    return school_class, pupil, subjects


def get_scheme(school_class: SchoolClass, subject: Subject) -> Scheme:
    """Return what holds for a subject in a class."""
    return list_schemes(school_class, [subject])[0]


def list_schemes(school_class: SchoolClass, subjects: Iterable[Subject]) -> list[Scheme]:
    """Return what holds for subjects: by the level of the class's grade, or GDTX in its centres."""
    slugs = set(school_class.school.levels.values_list("slug", flat=True))
    level = school_class.grade.level.slug
    if level not in slugs and "gdtx" in slugs:
        level = "gdtx"
    rule, grade = get_rule(RULE), school_class.grade.number
    return [choose_scheme(rule, level, subject.code, grade) for subject in subjects]


def read_book(
    school_class: SchoolClass, subject: Subject, term: Term, *, pupil: User | None = None
) -> Book:
    """Read a gradebook with the mean of the year in the last term; ``pupil`` narrows it to one line."""
    return read_books(school_class, [subject], term, pupil=pupil)[0]


def read_books(
    school_class: SchoolClass, subjects: Sequence[Subject], term: Term, *, pupil: User | None = None
) -> list[Book]:
    """Read the gradebooks of several subjects in as many statements as that of one."""
    schemes = list_schemes(school_class, subjects)
    books = [
        Book(school_class, subject, term, scheme)
        for subject, scheme in zip(subjects, schemes, strict=True)
    ]
    earlier: list[Book] = []
    if term.number > 1:
        first = Term.objects.get(school_year=term.school_year_id, number=1)
        earlier = [Book(school_class, each.subject, first, each.scheme) for each in books]
    day = min(max(timezone.localdate(), term.starts_on), term.ends_on)
    _fill([*books, *earlier], [pupil] if pupil else list(list_pupils(school_class, day)))
    for book, before in zip(books, earlier, strict=bool(earlier)):
        for line, past in zip(book.lines, before.lines, strict=True):
            line.first_mean = past.mean
            line.year_mean = mean_of_year(book.scheme, past.mean, line.mean)
    return books


def list_shown_subjects(school_class: SchoolClass, term: Term) -> QuerySet[Subject]:
    """Return the subjects whose teachers let families read their lines in a term."""
    shown = Gradebook.objects.filter(school_class=school_class, term=term, shown_at__isnull=False)
    return Subject.objects.filter(pk__in=shown.values("subject_id")).order_by("position")


def list_gradebook_classes(user: User) -> QuerySet[SchoolClass]:
    """List the classes of which the person reads a gradebook, the newest school year first."""
    found = gradebook_classes(user).select_related("school", "grade", "school_year")
    return found.order_by("-school_year__starts_on", "school__sort_key", "sort_key", "pk")


def list_class_books(user: User, classes: Iterable[SchoolClass]) -> list[ClassBooks]:
    """Give each class its subjects and the term of today, or the last one; two statements for all.

    The same rule as ``gradebook_subjects``, over many classes at once.
    """
    classes, today = list(classes), timezone.localdate()
    given = TeachingAssignment.objects.filter(school_class__in=classes).select_related("subject")
    taught: dict[int, list[TeachingAssignment]] = {}
    for teaching in given.order_by("subject__position"):
        taught.setdefault(teaching.school_class_id, []).append(teaching)
    years = {each.school_year_id for each in classes}
    begun: dict[int, int] = {}
    for term in Term.objects.filter(school_year__in=years, starts_on__lte=today):
        begun[term.school_year_id] = max(term.number, begun.get(term.school_year_id, 1))
    return [
        ClassBooks(
            each,
            _subjects_for(user, each, taught.get(each.pk, []), today),
            begun.get(each.school_year_id, 1),
        )
        for each in classes
    ]


def _subjects_for(
    user: User, school_class: SchoolClass, given: list[TeachingAssignment], today: date
) -> list[Subject]:
    if not has_capability(user, "report.class", school_class.school):
        given = [
            each
            for each in given
            if each.valid_from <= today and (each.valid_to is None or each.valid_to >= today)
        ]
        mine = [each for each in given if each.teacher_id == user.pk]
        if not any(each.is_homeroom for each in mine):
            given = mine
    return list({each.subject_id: each.subject for each in given}.values())


def access_column(book: Book, key: str) -> Column:
    """Find a column by its own id or that of its sitting, or raise NotFoundError."""
    found = next((each for each in book.columns if each.key == key), None)
    if found is None:
        raise NotFoundError
    return found


def access_line(book: Book, pupil_id: str) -> Line:
    """Find the line of a pupil, or raise NotFoundError."""
    found = next((each for each in book.lines if each.pupil.public_id == pupil_id), None)
    if found is None:
        raise NotFoundError
    return found


def list_entries(column: GradeColumn | None, pupil: User) -> QuerySet[GradeMark]:
    """Return what was written into a cell, the newest first."""
    entries = GradeMark.objects.filter(pupil=pupil).select_related("given_by")
    return entries.filter(column=column) if column else entries.none()


def list_corrections(book: Book) -> QuerySet[GradeMark]:
    """Return entries that replaced another mark, the newest first."""
    rows = GradeMark.objects.filter(column__gradebook=book.row).exclude(before="")
    return rows.select_related("column", "pupil", "given_by") if book.row else rows.none()


def _fill(books: list[Book], pupils: list[User]) -> None:
    """Read columns, marks and remarks of books of one class; as many statements for any of them."""
    rows = Gradebook.objects.filter(school_class=books[0].school_class).prefetch_related("columns")
    kept = {(row.subject_id, row.term_id): row for row in rows}
    sittings = list(_list_sittings(books))
    for book in books:
        book.row = kept.get((book.subject.pk, book.term.pk))
        book.columns = _make_columns(book, sittings)
        book.lines = [Line(pupil, book.scheme, book.columns) for pupil in pupils]
    _read_results(books)
    _read_written(books)


def _list_sittings(books: list[Book]) -> QuerySet[Sitting]:
    """Return sittings of tests that have a column; those taken back only when they were confirmed."""
    confirmed = Exists(Confirmation.objects.filter(sitting=OuterRef("pk")))
    return (
        Sitting.objects.filter(
            Q(withdrawn_at=None) | confirmed,
            school_class=books[0].school_class,
            test__subject__in={book.subject for book in books},
            test__kind__in=GradeColumn.Kind.values,
        )
        .select_related("test", "schedule")
        .order_by("opens_at", "pk")
    )


def _make_columns(book: Book, sittings: list[Sitting]) -> list[Column]:
    rows = list(book.row.columns.all()) if book.row else []
    decided = {row.sitting_id: row for row in rows if row.sitting_id}
    columns = [
        Column(kind=row.kind, title=row.title, row=row) for row in rows if row.sitting_id is None
    ]
    for sitting in sittings:
        test = sitting.test
        is_here = book.term.starts_on <= timezone.localdate(sitting.opens_at) <= book.term.ends_on
        if is_here and test.subject_id == book.subject.pk and test.kind in book.scheme.kinds:
            row = decided.get(sitting.pk)
            columns.append(Column(test.kind, test.title, row=row, sitting=sitting))
    order = {kind: place for place, kind in enumerate(GradeColumn.Kind.values)}
    return sorted(columns, key=lambda column: (order[column.kind], column.begun_at))


def _read_results(books: list[Book]) -> None:
    """Put confirmed marks into cells, and beside them what nobody has confirmed as it stands."""
    places = {
        column.sitting.pk: (book, column)
        for book in books
        for column in book.columns
        if column.sitting
    }
    rows = Confirmation.objects.filter(sitting__in=places).order_by("sitting", "number")
    newest = {row.sitting_id: row for row in rows}
    for pk, confirmation in newest.items():
        _put_confirmed(*places[pk], confirmation)
    attempts = (
        Attempt.objects.filter(
            sitting__in=places, learner__in=[line.pupil for line in books[0].lines]
        )
        .select_related("learner")
        .order_by("sitting_id", "learner_id", "try_no")
    )
    for (pk, learner), tries in groupby(attempts, lambda each: (each.sitting_id, each.learner_id)):
        _put_waiting(*places[pk], newest.get(pk), learner=learner, tries=list(tries))


def _put_confirmed(book: Book, column: Column, confirmation: Confirmation) -> None:
    column.confirmed_at = confirmation.confirmed_at
    lines = {line.pupil.public_id: line for line in book.lines}
    for pupil_id, attempt_id, score, full in confirmation.manifest["results"]:
        if pupil_id in lines:
            cell = lines[pupil_id].cell(column)
            cell.attempt_id = attempt_id
            cell.confirmed = book.scheme.round_mark(Decimal(score), Decimal(full or 0))


def _put_waiting(
    book: Book,
    column: Column,
    confirmation: Confirmation | None,
    *,
    learner: int,
    tries: list[Attempt],
) -> None:
    assert column.sitting is not None  # noqa: S101  # places are those of sittings
    result = make_result(tries, find_rule(column.sitting))
    cell = next(line for line in book.lines if line.pupil.pk == learner).cell(column)
    cell.attempt_id = cell.attempt_id or (result.attempt_id if result.submitted_at else "")
    is_scored = result.score is not None and result.max_score
    if is_scored and not is_result_confirmed(confirmation, result):
        assert result.score is not None  # noqa: S101  # asked above
        assert result.max_score is not None  # noqa: S101  # asked above
        cell.waiting = book.scheme.round_mark(result.score, result.max_score)


def _read_written(books: list[Book]) -> None:
    """Put what people wrote into cells and lines."""
    places = {
        column.row.pk: (book, column) for book in books for column in book.columns if column.row
    }
    pupils = [line.pupil for line in books[0].lines]
    for mark in GradeMark.objects.filter(column__in=places, pupil__in=pupils):
        book, column = places[mark.column_id]
        line = next(line for line in book.lines if line.pupil.pk == mark.pupil_id)
        cell: Cell = line.cell(column)
        # The newest comes first.
        cell.written = cell.written or mark
    of_rows = {book.row.pk: book for book in books if book.row}
    for remark in GradeRemark.objects.filter(gradebook__in=of_rows, pupil__in=pupils):
        lines = of_rows[remark.gradebook_id].lines
        line = next(line for line in lines if line.pupil.pk == remark.pupil_id)
        line.remarks[remark.moment] = remark
