"""Matrices, banks that can fill them, and built exams for tests.

    exam = make_exam(codes=4, originals=2)      # built, with papers

The small matrix has two rows, every form, 4/3/3 by level and 3/2/2/3 by form.
"""

from typing import Any

from django.utils import timezone

from accounts.models import User
from assessments.actions.exams import build_exam, create_exam
from assessments.assembly.wishes import Wishes
from assessments.items.shape import fingerprint, plain_text
from assessments.models import Bank, Exam, Matrix, Question, QuestionVersion
from core.queries import get_rule

from .accounts import TeacherFactory, get_subject
from .assessments import BankFactory

UNITS = ("Đa thức nhiều biến", "Hằng đẳng thức")


def small_body() -> dict[str, Any]:
    """Return the body: 12 choices, 2 true/false, 4 short, 3 essays; ten points."""
    first = {
        "choice.know": {"n": 6},
        "choice.understand": {"n": 0},
        "statements.know": {"n": 2},
        "statements.understand": {"n": 1},
        "statements.apply": {"n": 1},
        "short.understand": {"n": 2},
        "essay.apply": {"n": 1, "points": "1"},
    }
    second = {
        "choice.know": {"n": 6},
        "statements.know": {"n": 2},
        "statements.understand": {"n": 1},
        "statements.apply": {"n": 1},
        "short.understand": {"n": 1},
        "short.apply": {"n": 1},
        "essay.understand": {"n": 1, "points": "1"},
        "essay.apply": {"n": 1, "points": "1"},
    }
    rows = [
        {
            "topic": "Đa thức",
            "unit": unit,
            "periods": 5,
            "outcomes": [],
            "wants": {},
            "cells": cells,
        }
        for unit, cells in zip(UNITS, (first, second), strict=True)
    ]
    return {"v": 1, "points": {}, "rows": rows}


def make_matrix(owner: User | None = None, body: dict[str, Any] | None = None) -> Matrix:
    """Make a matrix of Công văn 7991 with one own bank to draw from."""
    from assessments.actions.matrices import create_matrix
    from curriculum.models import Grade

    owner = owner or TeacherFactory()
    subject = get_subject("toan")
    matrix = create_matrix(
        owner,
        "Cuối kì I",
        subject=subject,
        grade=Grade.objects.get(number=8),
        frame=get_rule("assessments.frames")["default"],
        now=timezone.now(),
    )
    matrix.body = body or small_body()
    matrix.save(update_fields=["body"])
    bank: Bank = BankFactory(owner=owner, subject=subject)
    matrix.banks.add(bank)
    return matrix


def fill_bank(bank: Bank, *, copies: int, solution: str = "") -> None:
    """Put so many questions of each cell of the small matrix into the bank."""
    now = timezone.now()
    contents = [
        (unit, level, content)
        for unit, row in zip(UNITS, small_body()["rows"], strict=True)
        for key in row["cells"]
        for form, _dot, level in [key.partition(".")]
        if form != "statements" or level == "know"
        for number in range(copies)
        for content in [content_for(form, f"{unit} {level} {number}", solution)]
    ]
    questions = Question.objects.bulk_create(
        [
            Question(
                bank=bank,
                author=bank.owner,
                type=content["type"],
                level=level,
                category=unit,
                subject=bank.subject,
                created_at=now,
            )
            for unit, level, content in contents
        ]
    )
    versions = QuestionVersion.objects.bulk_create(
        [
            QuestionVersion(
                question=question,
                number=1,
                content=content,
                stem_text=plain_text(content["stem"])[:500],
                fingerprint=fingerprint(content, str),
                author=bank.owner,
                created_at=now,
            )
            for question, (_unit, _level, content) in zip(questions, contents, strict=True)
        ]
    )
    for question, version in zip(questions, versions, strict=True):
        question.current = version
    Question.objects.bulk_update(questions, ["current"])


def content_for(form: str, name: str, solution: str) -> dict[str, Any]:
    """Return a question of a form with a formula in its stem."""
    base = {"v": 1, "stem": rf"<p>Câu {name}: \(\frac{{1}}{{2}}\)?</p>", "solution": solution}
    if form == "choice":
        options = [
            {"html": rf"\(x^{n}\)", "share": "0" if n else "1", "feedback": ""} for n in range(4)
        ]
        return {**base, "type": "single_choice", "options": options, "images": []}
    if form == "statements":
        levels = ("know", "know", "understand", "apply")
        parts = [
            {"html": f"Ý {name} {n}", "is_true": n % 2 == 0, "level": level}
            for n, level in enumerate(levels)
        ]
        return {**base, "type": "true_false_statements", "statements": parts, "images": []}
    if form == "short":
        answers = [{"value": "2.5", "tolerance": "0", "share": "1"}]
        return {**base, "type": "short_number", "answers": answers, "images": []}
    reply = {"lines": 5, "fewest_words": None, "most_words": None, "most_files": 0}
    return {
        **base,
        "type": "essay",
        "reply": reply,
        "rubric": [],
        "marker_note": "",
        "images": [],
    }


def make_exam(
    *, owner: User | None = None, codes: int = 1, originals: int = 1, solution: str = ""
) -> Exam:
    """Build an exam from a bank that can fill it."""
    matrix = make_matrix(owner)
    fill_bank(matrix.banks.get(), copies=6 * originals + 1, solution=solution)
    exam = create_exam(
        matrix, Wishes(codes=codes, originals=originals), by=matrix.owner, now=timezone.now()
    )
    return build_exam(exam.pk, now=timezone.now())
