"""Exam matrices of the demo department: a finished one with four forms, and one in work."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction

from accounts.models import User
from assessments.actions.authoring import create_question
from assessments.actions.banks import create_bank
from assessments.actions.exams import build_forms_now
from assessments.actions.matrices import create_matrix, save_matrix, share_matrix
from assessments.models import Bank, Matrix, Test
from assessments.queries.matrices import find_topic_row, list_topics
from curriculum.models import Grade, Outcome, Subject

from .exam_questions import list_questions

TEACHER = "gv.ha"
# Topic of the programme: periods and cells. 4/3/3 by level, 3/2/2/3 by form.
FINISHED: dict[str, tuple[int, dict[str, int]]] = {
    "Đa thức": (6, {"choice.know": 4, "short.understand": 1, "essay.understand": 1}),
    "Hằng đẳng thức đáng nhớ": (
        9,
        {
            "choice.know": 4,
            "statements.know": 2,
            "statements.understand": 1,
            "statements.apply": 1,
            "short.understand": 1,
            "essay.apply": 1,
        },
    ),
    "Tứ giác": (
        10,
        {
            "choice.know": 4,
            "statements.know": 2,
            "statements.understand": 1,
            "statements.apply": 1,
            "short.understand": 1,
            "short.apply": 1,
            "essay.apply": 1,
        },
    ),
}
IN_WORK: dict[str, tuple[int, dict[str, int]]] = {
    "Đa thức": (10, {"choice.know": 3, "short.understand": 1, "essay.understand": 1}),
    "Hằng đẳng thức đáng nhớ": (10, {"choice.know": 4, "short.understand": 1, "essay.apply": 1}),
    "Tứ giác": (
        12,
        {
            "choice.know": 3,
            "statements.know": 2,
            "statements.understand": 1,
            "statements.apply": 1,
        },
    ),
    "Định lí Thalès": (8, {"choice.know": 1, "short.understand": 1, "short.apply": 1}),
    "Dữ liệu và biểu đồ": (6, {"choice.know": 1}),
}


def load_exams(random: Random, *, now: datetime) -> None:
    """Give the story's teacher of Toán a bank, a shared matrix with four forms, and one in work."""
    teacher = User.objects.filter(username=TEACHER).first()
    if teacher is None:
        return
    subject, grade = Subject.objects.get(code="toan"), Grade.objects.get(number=8)
    bank = create_bank(teacher, "Toán 8: câu hỏi kiểm tra", subject=subject, now=now)
    outcomes = {outcome.code: outcome for outcome in Outcome.objects.filter(subject=subject)}
    with transaction.atomic():
        for each in list_questions(random):
            create_question(
                bank,
                each.content,
                fields={**each.fields, "subject": subject, "grade": grade},
                outcomes=[outcomes[each.outcome]],
                by=teacher,
                now=now,
            )
    before = now - timedelta(days=9)
    done = _make(
        bank, "Kiểm tra giữa kì I, Toán 8", FINISHED, (Test.Kind.MIDTERM, grade), now=before
    )
    share_matrix(done, Matrix.Sharing.SCHOOL, by=teacher, now=before)
    build_forms_now(done, codes=4, originals=2, by=teacher, now=before)
    _make(bank, "Kiểm tra cuối kì I, Toán 8", IN_WORK, (Test.Kind.FINAL, grade), now=now)


def _make(
    bank: Bank,
    title: str,
    plan: dict[str, tuple[int, dict[str, int]]],
    what: tuple[Test.Kind, Grade],
    *,
    now: datetime,
) -> Matrix:
    kind, grade = what
    owner, subject = bank.owner, bank.subject
    if owner is None or subject is None:
        message = "The demo bank has an owner and a subject."
        raise ValueError(message)
    matrix = create_matrix(
        owner, title, subject=subject, grade=grade, frame="cv7991", kind=kind, now=now
    )
    rows = _write_rows(matrix, plan)
    body = {"v": 1, "points": matrix.body["points"], "rows": rows}
    return save_matrix(matrix, body, revision=1, banks=[bank], by=owner, now=now)


def _write_rows(matrix: Matrix, plan: dict[str, tuple[int, dict[str, int]]]) -> list[Any]:
    topics = {topic.text: topic for topic in list_topics(matrix.subject, matrix.grade)}
    return [
        {
            **(find_topic_row(matrix, str(topics[name].pk)) or {}),
            "periods": periods,
            "cells": {key: {"n": count} for key, count in cells.items()},
        }
        for name, (periods, cells) in plan.items()
    ]
