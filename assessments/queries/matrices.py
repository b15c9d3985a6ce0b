"""Reads of matrices, frames and exams."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from accounts.permissions import AnyUser
from assessments.matrix.checking import capacity_faults
from assessments.matrix.frames import Frame, find_frame, list_frames, read_frame
from assessments.matrix.shape import Body, Row, read_body, write_body
from assessments.models import Bank, Exam, ExamForm, Matrix, PaperItem
from assessments.permissions import (
    banks_visible_to,
    can_edit_matrix,
    can_manage_frames,
    exams_visible_to,
    matrices_visible_to,
)
from core.errors import NotFoundError
from core.queries import get_rule
from curriculum.models import Grade, Outcome, Subject
from curriculum.queries import find_school_year

FRAMES = "assessments.frames"


def list_matrices(user: AnyUser) -> QuerySet[Matrix]:
    """Matrices that the person may open, newest change first, with the count of their exams."""
    return (
        matrices_visible_to(user)
        .select_related("subject", "grade", "owner", "school")
        .annotate(exam_count=Count("exams"))
    )


def access_matrix(user: AnyUser, public_id: str) -> Matrix:
    """Fetch a matrix that the person may open, or raise NotFoundError."""
    found = (
        matrices_visible_to(user)
        .select_related("subject", "grade", "owner", "school", "school_year")
        .prefetch_related("banks")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise NotFoundError
    return found


def access_editable_matrix(user: AnyUser, public_id: str) -> Matrix:
    """Fetch a matrix that the person may change, or raise NotFoundError."""
    matrix = access_matrix(user, public_id)
    if not can_edit_matrix(user, matrix):
        raise NotFoundError
    return matrix


def get_body(matrix: Matrix | Exam) -> Body:
    """Return the matrix as values."""
    return read_body(matrix.body)


def get_frame(matrix: Matrix) -> Frame:
    """Return the frame that the matrix keeps."""
    return read_frame(matrix.frame)


def list_frames_for(subject: Subject) -> list[Frame]:
    """Return today's frames for a subject, its own first."""
    return list_frames(get_rule(FRAMES), subject.code)


def get_sheet_places() -> dict[str, int]:
    """Return how many questions of each form the common answer sheet holds."""
    rule: dict[str, Any] = get_rule(FRAMES)
    return {form: int(places) for form, places in rule["sheet"].items()}


def list_banks_for(user: AnyUser, matrix: Matrix) -> QuerySet[Bank]:
    """Return banks that the person may read; those of another subject are left out."""
    fitting = Q(subject=None) | Q(subject=matrix.subject)
    return banks_visible_to(user).filter(fitting).select_related("organisation", "owner")


def list_chosen_banks(matrix: Matrix) -> QuerySet[Bank]:
    """Return the banks of a matrix that its owner may still read."""
    return matrix.banks.filter(pk__in=banks_visible_to(matrix.owner).values("pk"))


def list_readable_banks(user: AnyUser, matrix: Matrix) -> QuerySet[Bank]:
    """Return the banks of a matrix that this person may read: a colleague's own ones stay closed."""
    return matrix.banks.filter(pk__in=banks_visible_to(user).values("pk"))


def list_topics(subject: Subject, grade: Grade) -> QuerySet[Outcome]:
    """Return the topics of the programme from which rows are made, with their strands."""
    return (
        Outcome.objects.filter(subject=subject, grade=grade, kind=Outcome.Kind.TOPIC)
        .select_related("parent")
        .order_by("framework", "position")
    )


def list_outcomes_below(topic: Outcome) -> list[Outcome]:
    """Return the learning outcomes of a topic."""
    return list(topic.children.filter(kind=Outcome.Kind.OUTCOME).order_by("position"))


def find_outcomes(codes: set[str], subject: Subject) -> dict[str, Outcome]:
    """Return the outcomes with these codes, by code."""
    found = Outcome.objects.filter(code__in=codes, subject=subject)
    return {outcome.code: outcome for outcome in found}


def access_exam(user: AnyUser, public_id: str) -> Exam:
    """Fetch the person's own exam, or raise NotFoundError."""
    found = (
        exams_visible_to(user)
        .select_related(
            "matrix__subject",
            "matrix__grade",
            "matrix__school__parent",
            "matrix__school_year",
            "owner",
        )
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise NotFoundError
    return found


def list_forms(exam: Exam) -> list[ExamForm]:
    """Return the forms of an exam in the order of their codes."""
    return list(exam.forms.select_related("paper").order_by("position"))


def list_items(form: ExamForm) -> list[PaperItem]:
    """Return the versions of a form's paper in their order, with what printing needs."""
    return list(
        PaperItem.objects.filter(paper=form.paper_id)
        .select_related("version__question", "stimulus")
        .order_by("position")
    )


def list_exams(matrix: Matrix, user: AnyUser) -> QuerySet[Exam]:
    """Return the person's exams of a matrix, newest first, with the count of their forms."""
    forms = Prefetch("forms", ExamForm.objects.order_by("position"))
    return exams_visible_to(user).filter(matrix=matrix).prefetch_related(forms)


def list_all_frames() -> list[Frame]:
    """Return all frames, also those that hold from a later school year on; the department's first."""
    frames = [read_frame(each) for each in get_rule(FRAMES)["frames"]]
    return sorted(frames, key=lambda frame: (not frame.is_own, bool(frame.subjects)))


def list_frames_for_all() -> list[Frame]:
    """Return the frames that hold this school year."""
    year = find_school_year()
    code = year.code if year else ""
    return [frame for frame in list_all_frames() if not code or frame.from_year <= code]


def find_any_frame(key: str) -> Frame | None:
    """Return the frame with this key, or None."""
    return find_frame(list_all_frames(), key)


def access_own_frame(user: AnyUser, key: str) -> Frame:
    """Fetch a frame of the department's own that the person may change, or raise NotFoundError."""
    frame = find_any_frame(key)
    if frame is None or not frame.is_own or not can_manage_frames(user):
        raise NotFoundError
    return frame


def find_topic_row(matrix: Matrix, place: str) -> dict[str, Any] | None:
    """Return a stored row of a topic of the matrix' subject and grade, or None."""
    topics = list_topics(matrix.subject, matrix.grade)
    topic = topics.filter(pk=int(place)).first() if place.isdecimal() else None
    if topic is None:
        return None
    strand = topic.parent.text if topic.parent else ""
    codes = tuple(outcome.code for outcome in list_outcomes_below(topic))
    row = Row(topic=strand, unit=topic.text, outcomes=codes)
    stored: dict[str, Any] = write_body(Body((row,)))["rows"][0]
    return stored


def find_sheet_overflow(body: Body) -> list[tuple[str, int, int]]:
    """Return the forms of questions that do not fit the common answer sheet."""
    return capacity_faults(body, get_sheet_places())
