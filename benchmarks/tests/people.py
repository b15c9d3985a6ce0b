"""What a measurement needs in the database: ``prepare PUPILS``, ``tokens``, ``again``, ``hash``, ``check``.

A program of its own, beside the product and the driver; it answers in JSON.
"""

import json
import os
import sys
import time
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

QUESTIONS = 20
CLASS_SIZE = 50


def prepare(count: str) -> list[dict[str, str]]:
    """Make tables, classes of 50 pupils, and a test of 20 questions for all of them."""
    from tests.factories.accounts import SchoolClassFactory, SchoolFactory, TeacherFactory
    from tests.factories.assessments import choice_content, make_test
    from tests.ops.kill_scenario import make_tables

    make_tables()
    school = SchoolFactory()
    sizes = [min(CLASS_SIZE, int(count) - made) for made in range(0, int(count), CLASS_SIZE)]
    classes = [SchoolClassFactory(school=school) for _ in sizes]
    teacher = TeacherFactory(school=school, teaches=classes)
    contents = [
        choice_content(
            f"Câu {n}. Một mảnh vườn hình chữ nhật có chiều dài hơn chiều rộng {n + 3} m. Tính diện tích "
            f"của mảnh vườn đó, biết rằng chu vi của nó là {4 * n + 26} m.",
            f"{n * n + 3 * n} {n * n} {n + 3} {4 * n}",
        )
        for n in range(1, QUESTIONS + 1)
    ]
    test = make_test(teacher, contents, duration_minutes=45)
    return [
        pupil
        for school_class, size in zip(classes, sizes, strict=True)
        for pupil in _fill(school_class, test, size)
    ]


def _fill(school_class: Any, test: Any, size: int) -> list[dict[str, str]]:
    from tests.factories.accounts import PASSWORD, PupilFactory
    from tests.factories.assessments import make_sitting

    pupils = [PupilFactory(school_class=school_class) for _ in range(size)]
    sitting = make_sitting(school_class, test)
    return [
        {"username": pupil.username, "password": PASSWORD, "test": sitting.public_id}
        for pupil in pupils
    ]


def again() -> int:
    """Give every attempt back as it was before the start."""
    from django.db import connection

    from assessments.models import Attempt

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE assessments_answer, assessments_answerbatch, core_job CASCADE")
    return Attempt.objects.update(
        state="prepared", epoch=0, started_at=None, submitted_at=None, score=None, scored_at=None
    )


def tokens() -> list[str]:
    """Start every attempt and return the tokens."""
    from django.utils import timezone

    from assessments.actions.attempts import start_attempt
    from assessments.models import Attempt
    from assessments.tokens import mint_attempt_token

    again()
    started = (
        start_attempt(attempt.sitting.public_id, learner=attempt.learner, now=timezone.now())
        for attempt in Attempt.objects.select_related("sitting", "learner")
    )
    return [mint_attempt_token(attempt) for attempt in started]


def check() -> dict[str, int]:
    """Count attempts by state, and those whose answers are not all there."""
    from django.db.models import Count

    from assessments.models import Attempt

    states = Attempt.objects.values_list("state").annotate(Count("pk")).order_by()
    short = Attempt.objects.annotate(n=Count("answers")).filter(state="scored").exclude(n=QUESTIONS)
    return {**dict(states), "incomplete": short.count()}


def measure_hash() -> float:
    """Return the CPU seconds of checking one password."""
    from django.contrib.auth.hashers import check_password

    from tests.factories.accounts import PASSWORD, hashed_password

    encoded = hashed_password()
    started = time.process_time()
    for _ in range(5):
        assert check_password(PASSWORD, encoded)
    return (time.process_time() - started) / 5


COMMANDS = {
    "prepare": prepare, "again": again, "tokens": tokens, "check": check, "hash": measure_hash
}  # fmt: skip

if __name__ == "__main__":
    print(json.dumps(COMMANDS[sys.argv[1]](*sys.argv[2:])))
