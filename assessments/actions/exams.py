"""Writes of exams: building forms of a matrix, and making a test of them."""

import copy
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from assessments.assembly.building import BuiltForm, CannotBuildError, build_forms
from assessments.assembly.pool import Item, list_needs
from assessments.assembly.shuffling import apply_order, number_codes, order_items, order_parts
from assessments.assembly.wishes import Wishes, read_wishes, write_report, write_wishes
from assessments.errors import ExamNotReadyError, MatrixNotReadyError
from assessments.items.shape import read_content
from assessments.matrix.checking import check, is_ready
from assessments.matrix.shape import LEVELS, Body, read_body
from assessments.models import Exam, ExamForm, Matrix, Question, QuestionVersion, Test, TestForm
from assessments.queries.matrices import get_body, get_frame, list_chosen_banks
from assessments.queries.pool import load_pool
from core.actions import enqueue

from .checks import freeze_paper

_QUARTER = Decimal("0.25")


@transaction.atomic
def create_exam(matrix: Matrix, wishes: Wishes, *, by: User, now: datetime) -> Exam:
    """Ask for forms of a matrix; a job builds them. Raises MatrixNotReadyError while a check is red."""
    exam = _write_exam(matrix, wishes, by=by, now=now)
    enqueue("assessments.build_exam", exam.pk, about=exam, owner_id=by.pk)
    return exam


def build_forms_now(matrix: Matrix, *, codes: int, originals: int, by: User, now: datetime) -> Exam:
    """Make forms of a matrix at once, without a job: for commands, where nobody waits on a page."""
    exam = _write_exam(matrix, Wishes(codes=codes, originals=originals), by=by, now=now)
    return build_exam(exam.pk, now=now)


def _write_exam(matrix: Matrix, wishes: Wishes, *, by: User, now: datetime) -> Exam:
    body = get_body(matrix)
    if not body.question_count or not is_ready(check(body, get_frame(matrix))):
        raise MatrixNotReadyError
    return Exam.objects.create(
        matrix=matrix,
        owner=by,
        title=matrix.title,
        body=matrix.body,
        wishes=write_wishes(wishes),
        created_at=now,
    )


def build_exam(
    exam_id: int, *, now: datetime, report: Callable[[int], None] = lambda _done: None
) -> Exam:
    """Choose the questions of each form, shuffle them and freeze the papers; once.

    When the banks cannot fill the matrix, the exam says which cell falls short. The solving runs
    outside any transaction; a second run of a built exam changes nothing.
    """
    exam = Exam.objects.select_related("matrix__owner").get(pk=exam_id)
    if exam.state == Exam.State.READY:
        return exam
    body, wishes = read_body(exam.body), read_wishes(exam.wishes)
    pool = load_pool(body, list_chosen_banks(exam.matrix))
    try:
        originals = build_forms(list_needs(body), pool, wishes.rules, report=report)
    except CannotBuildError as error:
        exam.state, exam.report = Exam.State.FAILED, write_report(error)
        exam.built_at = now
        exam.save(update_fields=["state", "report", "built_at"])
        return exam
    return _freeze_forms(exam, originals, now=now)


@transaction.atomic
def _freeze_forms(exam: Exam, originals: Sequence[BuiltForm], *, now: datetime) -> Exam:
    exam = Exam.objects.select_for_update(of=("self",)).get(pk=exam.pk)
    if exam.state == Exam.State.READY:
        return exam
    exam.forms.all().delete()
    wishes, body = read_wishes(exam.wishes), read_body(exam.body)
    draw = random.Random(wishes.seed)  # noqa: S311  # a seeded order that can be repeated
    versions = _load_versions({item.id for form in originals for item in form.items})
    for position, code in enumerate(number_codes(wishes.codes, wishes.first_code)):
        original = originals[position % len(originals)]
        ordered = order_items(_sort_groups(original.items, versions), draw, wishes.switches)
        _freeze_form(exam, (code, position), original, (ordered, versions, body, draw), now=now)
    exam.state, exam.built_at, exam.report = Exam.State.READY, now, {}
    exam.save(update_fields=["state", "built_at", "report"])
    return exam


def _load_versions(ids: set[int]) -> dict[int, QuestionVersion]:
    questions = Question.objects.filter(pk__in=ids).select_related("current", "stimulus")
    versions = {}
    for question in questions:
        if question.current is not None:
            question.current.question = question
            versions[question.pk] = question.current
    return versions


def _sort_groups(items: Sequence[Item], versions: dict[int, QuestionVersion]) -> list[Item]:
    """Bring questions of one stimulus into the order in which they stand under it."""
    return sorted(
        items,
        key=lambda item: (
            versions[item.id].question.stimulus_position if item.group else 0,
            item.id,
        ),
    )


def _freeze_form(
    exam: Exam,
    place: tuple[str, int],
    original: BuiltForm,
    parts: tuple[list[Item], dict[int, QuestionVersion], Body, random.Random],
    *,
    now: datetime,
) -> None:
    code, position = place
    items, versions, body, draw = parts
    switches = read_wishes(exam.wishes).switches
    orders = [
        order_parts(read_content(versions[item.id].content), draw, switches) for item in items
    ]
    shuffled = [
        _reorder(versions[item.id], order) for item, order in zip(items, orders, strict=True)
    ]
    paper = freeze_paper(shuffled, points_of(items, body), now=now)
    layout = [
        {
            "form": item.form,
            "levels": list(item.levels),
            "row": item.row,
            "order": order,
            "basis": item.basis,
        }
        for item, order in zip(items, orders, strict=True)
    ]
    ExamForm.objects.create(
        exam=exam,
        paper=paper,
        code=code,
        position=position,
        layout={"v": 1, "items": layout},
        expected_share=round(original.share * 1000),
        expected_seconds=round(original.seconds),
    )


def _reorder(version: QuestionVersion, order: list[int]) -> QuestionVersion:
    """Return an unsaved copy whose options or statements stand in this order."""
    shuffled = copy.copy(version)
    shuffled.content = apply_order(read_content(version.content), order)
    return shuffled


def points_of(items: Sequence[Item], body: Body) -> list[Decimal]:
    """Return the points of each item; essays share the points of their cell.

    Where a cell does not divide, its last question takes the rest, so that the paper's sum is exact.
    """
    cells = {
        (index, level): cell
        for index, _row, (form, level), cell in body.each_cell()
        if form == "essay"
    }
    marks: list[Decimal] = []
    taken: dict[tuple[int, str], list[Decimal]] = defaultdict(list)
    for item in items:
        if item.form != "essay":
            marks.append(body.points[item.form])
            continue
        key = (item.row, LEVELS[item.levels.index(1)])
        cell, before = cells[key], taken[key]
        is_last = len(before) == cell.count - 1
        mark = cell.points - sum(before, Decimal(0))
        before.append(mark if is_last else (cell.points / cell.count).quantize(_QUARTER))
        marks.append(before[-1])
    return marks


@transaction.atomic
def make_test(exam: Exam, *, by: User, now: datetime) -> Test:
    """Make one test of all forms, which pupils can be given; a second call gives the same test."""
    exam = Exam.objects.select_for_update(of=("self",)).get(pk=exam.pk)
    if exam.test is not None:
        return exam.test
    forms = list(exam.forms.select_related("paper").order_by("position"))
    if exam.state != Exam.State.READY or not forms:
        raise ExamNotReadyError
    matrix = exam.matrix
    exam.test = Test.objects.create(
        title=exam.title,
        owner=by,
        school=matrix.school,
        subject=matrix.subject,
        grade=matrix.grade,
        kind=matrix.kind,
        paper=forms[0].paper,
        duration_minutes=matrix.duration_minutes,
        created_at=now,
    )
    TestForm.objects.bulk_create(
        [TestForm(test=exam.test, code=form.code, paper=form.paper) for form in forms]
    )
    exam.save(update_fields=["test"])
    return exam.test


def count_originals(exam_id: int) -> int:
    """Return how many different papers an exam asks for."""
    return read_wishes(Exam.objects.values_list("wishes", flat=True).get(pk=exam_id)).originals
