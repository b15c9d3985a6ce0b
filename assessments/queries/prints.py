"""What is printed: values of matrices and forms, and the bytes of their pictures."""

from typing import Any

from django.core.files.storage import default_storage

from assessments.assembly.shuffling import apply_order
from assessments.items.shape import read_content
from assessments.matrix.shape import FORMS, Body
from assessments.models import Exam, ExamForm, Matrix, PaperItem
from assessments.printing.papers import Heading, PrintItem, list_pictures
from assessments.printing.wording import KINDS
from core.errors import NotFoundError
from media.queries import find_blob

from .matrices import find_outcomes, get_body, list_items

LARGEST_PICTURE = 20 << 20
_NOTES = (
    "Mỗi câu hỏi Đúng – Sai gồm 4 ý, mỗi ý học sinh chọn Đúng hoặc Sai.",
    "Số ghi trong các ô là số câu; ở cột “Đúng – Sai” là số ý.",
)


def get_heading(exam: Exam, code: str) -> Heading:
    """Return what stands at the head of a form."""
    matrix = exam.matrix
    return Heading(
        title=exam.title,
        school=_name_of_school(matrix),
        office=_name_of_office(matrix),
        subject=f"{matrix.subject.name} {matrix.grade.number}",
        minutes=matrix.duration_minutes,
        code=code,
        year=matrix.school_year.code if matrix.school_year else "",
    )


def _name_of_school(matrix: Matrix) -> str:
    return matrix.school.name if matrix.school else ""


def _name_of_office(matrix: Matrix) -> str:
    parent = matrix.school.parent if matrix.school else None
    return parent.name if parent else ""


def list_print_items(form: ExamForm) -> list[PrintItem]:
    """Return the questions of a form as they stand in it."""
    layout = form.layout["items"]
    return [_read_item(item, place) for item, place in zip(list_items(form), layout, strict=True)]


def _read_item(item: PaperItem, place: dict[str, Any]) -> PrintItem:
    stimulus = item.stimulus
    return PrintItem(
        content=apply_order(read_content(item.version.content), place["order"]),
        form=place["form"],
        points=item.points,
        stimulus_id=stimulus.pk if stimulus else 0,
        stimulus_title=stimulus.title if stimulus else "",
        stimulus_html=stimulus.html if stimulus else "",
        stimulus_files=stimulus.files if stimulus else {},
    )


def load_pictures(items: list[PrintItem]) -> dict[str, bytes]:
    """Read the pictures that these questions show; what is gone or too large is left out."""
    pictures = {}
    for src, public_id in list_pictures(items).items():
        blob = find_blob(public_id, "original")
        is_picture = blob is not None and blob.content_type.startswith("image/")
        if blob is None or not is_picture or blob.size > LARGEST_PICTURE:
            continue
        if default_storage.exists(blob.key):
            with default_storage.open(blob.key) as file:
                pictures[src] = file.read()
    return pictures


def get_form(exam: Exam, code: str) -> ExamForm:
    """Return the form with this code, or raise NotFoundError."""
    form = exam.forms.select_related("paper").filter(code=code).first()
    if form is None:
        raise NotFoundError
    return form


def describe_sheet(heading: Heading, body: Body) -> dict[str, Any]:
    """Return what an answer sheet shows: how many questions each part has."""
    names = {"choice": "PHẦN I", "statements": "PHẦN II", "short": "PHẦN III"}
    counts = {form: body.count_questions(form) for form in FORMS if form != "essay"}
    used = [form for form in counts if counts[form]]
    romans = dict(zip(used, ("PHẦN I", "PHẦN II", "PHẦN III"), strict=False))
    return {**vars(heading), "author": heading.school, "counts": counts, "headings": names | romans}


def describe_matrix(matrix: Matrix, name: str) -> dict[str, Any]:
    """Return what stands around a printed matrix or specification."""
    kind = KINDS.get(matrix.kind, "")
    subtitle = (
        f"{matrix.subject.name} {matrix.grade.number} – {matrix.duration_minutes} phút – {kind}"
    )
    return {
        "title": f"{name} – {matrix.title}",
        "subtitle": subtitle,
        "school": _name_of_school(matrix),
        "office": _name_of_office(matrix),
        "author": _name_of_school(matrix) or "Bến Học",
        "notes": list(_NOTES),
    }


def list_outcome_texts(matrix: Matrix) -> dict[str, str]:
    """Return the text of each outcome that the rows name."""
    codes = {code for row in get_body(matrix).rows for code in row.outcomes}
    return {code: outcome.text for code, outcome in find_outcomes(codes, matrix.subject).items()}
